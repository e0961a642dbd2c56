#pragma once
// The one spelling of messages in protobuf's wire format: fields in ascending order, varints in the fewest
// bytes, no default written out, strings in UTF-8. Absent is empty. docs/protocol.md, section 3.
//
// What a message's fields are stands once in its type, and is used to read and to write it:
//     struct Paper {
//         std::uint32_t roll_number = 0;
//         VOUCH_FIELDS(Paper, FIELD(1, roll_number))
//     };

#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "crypto/group.h"

namespace vouch::election {

/// Bytes of UTF-8 in a string, where its field says nothing else.
inline constexpr std::size_t kStringBytesMax = 2'000;

template <class T>
struct Field {
    std::uint32_t number = 0;
    const char* name = nullptr;
    T& value;
    std::size_t string_bytes_max = kStringBytesMax;
    std::size_t elements_max = std::numeric_limits<std::size_t>::max();    // of a list
    constexpr Field most(std::size_t bytes) const { return {number, name, value, bytes, elements_max}; }
    constexpr Field elements(std::size_t most) const { return {number, name, value, string_bytes_max, most}; }
};
/// Fields in ascending order of their numbers, for a Reader or a Writer `io`.
#define VOUCH_FIELDS(message_name, ...)         \
    static void fields(auto& io, auto& m) {     \
        io.message(#message_name, __VA_ARGS__); \
    }
#define FIELD(number, name) ::vouch::election::Field(number, #name, m.name)

/// A field that may come several times. Each element is written, even an empty one.
template <class T>
inline constexpr bool kRepeated = false;
template <class T>
inline constexpr bool kRepeated<std::vector<T>> = !std::is_same_v<T, std::uint8_t>;
/// A field of bytes that may be absent.
template <class T>
inline constexpr bool kOptional = false;
template <class T>
inline constexpr bool kOptional<std::optional<T>> = true;
template <class T, class... Types>
concept OneOf = (std::is_same_v<T, Types> || ...);
/// A message inside another is written even where it is empty. Other fields of bytes are left out where they
/// are empty, since that is their default.
template <class T>
concept Message = requires(struct Nobody& io, T& message) {
    T::fields(io, message);
};

enum class WireType : std::uint32_t { varint = 0, bytes = 2 };

/// Appends a message to bytes.
class Writer {
public:
    template <Message T>
    static Bytes write(const T& message) {
        Bytes out;
        Writer io(out);
        T::fields(io, message);
        return out;
    }
    template <class... T>
    void message(const char*, Field<T>... fields) {
        (field(fields.number, fields.value), ...);
    }

private:
    explicit Writer(Bytes& out) : out_(out) {}
    template <class T>
    void field(std::uint32_t number, const T& value) {
        if constexpr (std::is_enum_v<T>) {
            field(number, static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (value == T()) return;
            tag(number, WireType::varint);
            varint(value);
        } else if constexpr (kRepeated<T>) {
            for (const auto& element : value) put(number, bytes(element));
        } else if constexpr (kOptional<T>) {
            if (value) put(number, bytes(*value));
        } else if (Message<T> || !ByteView(bytes(value)).empty()) {
            put(number, bytes(value));
        }
    }
    static ByteView bytes(ByteView value) { return value; }
    static ByteView bytes(const std::string& value) { return bytes_of(value); }
    static ByteView bytes(const OneOf<Point, Scalar> auto& value) { return value.bytes(); }
    static Bytes bytes(const Message auto& value) { return write(value); }
    void put(std::uint32_t number, ByteView bytes);
    void tag(std::uint32_t number, WireType type) { varint(number << 3 | static_cast<std::uint32_t>(type)); }
    void varint(std::uint64_t value);

    Bytes& out_;
};

/// Takes exactly what Writer makes, except that a message inside may be absent and is empty then. All bytes
/// give a message, or a rejection that names the first fault: "Enrolment.pk: not a canonical point".
class Reader {
public:
    /// Views in `out` are into `bytes`.
    template <Message T>
    static Status read(ByteView bytes, T& out) {
        std::optional<Rejection> failure;
        Reader io(bytes, failure);
        T::fields(io, out);
        if (failure) return *failure;
        return accepted();
    }
    template <class... T>
    void message(const char* name, Field<T>... fields) {
        message_ = name;
        (field(fields), ...);
        finish();
    }

private:
    Reader(ByteView bytes, std::optional<Rejection>& failure) : rest_(bytes), failure_(failure) {}
    template <class T>
    void field(const Field<T>& one) {
        number_ = one.number;
        field_ = one.name;
        string_bytes_max_ = one.string_bytes_max;
        T& value = one.value;
        if constexpr (std::is_enum_v<T>) {
            using Number = std::underlying_type_t<T>;
            if (begins(WireType::varint))
                value = static_cast<T>(take_number(std::numeric_limits<Number>::max()));
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (begins(WireType::varint)) value = static_cast<T>(take_number(std::numeric_limits<T>::max()));
        } else if constexpr (kRepeated<T>) {
            const std::size_t elements = elements_ahead();
            if (elements > one.elements_max) return fail("too many");
            value.reserve(elements);
            while (begins(WireType::bytes)) convert(take_bytes(), value.emplace_back());
        } else if constexpr (kOptional<T>) {
            if (begins(WireType::bytes)) convert(take_bytes(), value.emplace());
        } else {
            const bool there = begins(WireType::bytes);
            const ByteView bytes = there ? take_bytes() : ByteView();
            if (!Message<T> && there && bytes.empty()) fail("default");
            convert(bytes, value);
        }
    }
    void convert(ByteView bytes, Message auto& out) {
        Reader inner(bytes, failure_);
        out.fields(inner, out);
    }
    template <std::size_t N>
    void convert(ByteView bytes, ByteArray<N>& out) {
        if (bytes.size() != N) return fail("length");
        std::ranges::copy(bytes, out.begin());
    }
    void convert(ByteView bytes, Bytes& out) { out = copy(bytes); }
    void convert(ByteView bytes, ByteView& out) { out = bytes; }
    void convert(ByteView bytes, std::string& out);
    template <OneOf<Point, Scalar> T>
    void convert(ByteView bytes, T& out) {
        const auto decoded = T::decode(bytes);
        if (!decoded.ok())
            return fail(std::is_same_v<T, Point> ? "not a canonical point" : "not a canonical scalar");
        out = *decoded;
    }

    bool begins(WireType type);    // takes the field's tag where that is what follows
    std::size_t elements_ahead() const;
    std::uint64_t take_number(std::uint64_t most);
    ByteView take_bytes();
    void finish();
    void fail(const std::string& what);

    ByteView rest_;
    std::optional<Rejection>& failure_;    // shared with the messages around this one
    const char* message_ = "";
    const char* field_ = "";      // the one that is being read
    std::uint32_t number_ = 0;    // its number
    std::size_t string_bytes_max_ = kStringBytesMax;
};

}    // namespace vouch::election
