#include "election/codec.h"

#include "crypto/text.h"

namespace vouch::election {
namespace {

/// Of at most 64 bits in the fewest bytes; otherwise nothing, and `rest` is untouched.
std::optional<std::uint64_t> take_varint(ByteView& rest) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < rest.size() && i < 10; ++i) {
        const std::uint8_t byte = rest[i];
        if (i == 9 && byte > 1) return {};
        value |= std::uint64_t{byte & 0x7fu} << (7 * i);
        if (byte & 0x80) continue;
        if (byte == 0 && i > 0) return {};
        rest = rest.subspan(i + 1);
        return value;
    }
    return {};
}

}    // namespace

void Writer::varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<std::uint8_t>(value | 0x80));
    out_.push_back(static_cast<std::uint8_t>(value));
}

void Writer::put(std::uint32_t number, ByteView bytes) {
    tag(number, WireType::bytes);
    varint(bytes.size());
    append(out_, bytes);
}

void Reader::fail(const std::string& what) {
    if (!failure_)
        failure_ = Rejection{Reason::malformed, std::string(message_) + "." + field_ + ": " + what};
}

bool Reader::begins(WireType type) {
    ByteView rest = rest_;
    const auto tag = take_varint(rest);
    if (!tag || *tag >> 3 != number_) return false;
    if ((*tag & 7) != static_cast<std::uint32_t>(type)) fail("wire type");
    rest_ = rest;
    return !failure_;
}

/// How many elements of the field that is being read follow. None is looked into.
std::size_t Reader::elements_ahead() const {
    std::size_t count = 0;
    for (ByteView rest = failure_ ? ByteView() : rest_;; ++count) {
        const auto tag = take_varint(rest);
        if (!tag || *tag != (std::uint64_t{number_} << 3 | static_cast<std::uint32_t>(WireType::bytes)))
            return count;
        const auto length = take_varint(rest);
        if (!length || *length > rest.size()) return count;
        rest = rest.subspan(*length);
    }
}

std::uint64_t Reader::take_number(std::uint64_t most) {
    const auto value = take_varint(rest_);
    if (!value) fail("varint");
    if (value && (*value == 0 || *value > most)) fail("default or out of range");
    return value.value_or(0);
}

ByteView Reader::take_bytes() {
    const auto length = take_varint(rest_);
    if (!length || *length > rest_.size()) {
        fail(length ? "truncated" : "varint");
        return {};
    }
    const ByteView bytes = rest_.first(*length);
    rest_ = rest_.subspan(*length);
    return bytes;
}

/// What no field took is not of this message, or not at its place.
void Reader::finish() {
    if (failure_ || rest_.empty()) return;
    const auto tag = take_varint(rest_);
    const std::string what =
        tag ? "field " + std::to_string(*tag >> 3) + " unknown, out of order or twice" : "varint";
    failure_ = Rejection{Reason::malformed, std::string(message_) + ": " + what};
}

void Reader::convert(ByteView bytes, std::string& out) {
    out = text_of(bytes);
    if (out.size() > string_bytes_max_) fail("too long");
    if (!is_utf8(out)) fail("not UTF-8");
}

}    // namespace vouch::election
