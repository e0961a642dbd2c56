#pragma once
// Secrets have types of their own: moved, never copied unseen, wiped when they die, not printable, not
// comparable, and nothing in crypto/bulk takes them. Everything here runs in constant time in libsodium,
// apart from libsodium's own tests for the identity and for valid points, which a product of secrets cannot
// avoid.

#include <initializer_list>
#include <span>
#include <vector>

#include "crypto/bytes.h"
#include "crypto/group.h"
#include "crypto/locked_memory.h"

namespace vouch {

/// Overwrites memory in a way the compiler keeps.
void wipe(std::span<std::uint8_t> memory);

/// N secret bytes: a seed, a hash on its way to a scalar, a symmetric key.
template <std::size_t N>
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::span<const std::uint8_t, N> bytes) {
        std::copy(bytes.begin(), bytes.end(), bytes_.begin());
    }
    SecretBytes(SecretBytes&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        bytes_ = other.bytes_;
        if (this != &other) wipe(other.bytes_);
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { wipe(bytes_); }

    SecretBytes clone() const { return SecretBytes(view()); }
    std::span<const std::uint8_t, N> view() const { return bytes_; }
    std::span<std::uint8_t, N> mutable_view() { return bytes_; }

private:
    ByteArray<N> bytes_{};
};

/// Secret bytes of any length: an opened box, a key file's contents, a passphrase, a key that lasts. They are
/// in locked memory.
class SecretBuffer {
public:
    SecretBuffer() = default;
    explicit SecretBuffer(std::size_t size) : bytes_(size, &locked_memory()) {}
    explicit SecretBuffer(ByteView bytes) : bytes_(bytes.begin(), bytes.end(), &locked_memory()) {}
    static SecretBuffer concat(std::initializer_list<ByteView> parts);
    SecretBuffer(SecretBuffer&& other) noexcept = default;    // moves the allocation: nothing is left behind
    SecretBuffer& operator=(SecretBuffer&& other) noexcept {
        wipe(bytes_);
        bytes_ = std::move(other.bytes_);
        return *this;
    }
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    ~SecretBuffer() { wipe(bytes_); }

    ByteView view() const { return bytes_; }
    std::span<std::uint8_t> mutable_view() { return bytes_; }
    std::size_t size() const { return bytes_.size(); }

private:
    std::pmr::vector<std::uint8_t> bytes_{&locked_memory()};
};

/// A small secret number, 0 to 3: the level a participant chose, or a base-4 digit of its place in the ring.
class SecretDigit {
public:
    explicit SecretDigit(std::uint8_t value) : value_(value) {}
    SecretDigit(SecretDigit&& other) noexcept : value_(other.value_) { wipe({&other.value_, 1}); }
    SecretDigit& operator=(SecretDigit&& other) noexcept {
        value_ = other.value_;
        if (this != &other) wipe({&other.value_, 1});
        return *this;
    }
    ~SecretDigit() { wipe({&value_, 1}); }
    SecretDigit clone() const { return SecretDigit(value_); }

    /// 0xff where the digit is `other`, else 0; without a branch.
    std::uint8_t mask(std::uint8_t other) const {
        const std::uint32_t difference = static_cast<std::uint32_t>(value_ ^ other);
        return static_cast<std::uint8_t>((difference - 1) >> 8);
    }
    /// Only the constant-time test uses it, to mark the digit as undefined.
    std::uint8_t* memory() { return &value_; }

private:
    std::uint8_t value_;
};

class SecretPoint;

/// An integer modulo the group order, secret. Always reduced.
class SecretScalar {
public:
    SecretScalar() = default;    // zero
    static SecretScalar reduce(const SecretBytes<64>& wide);
    static SecretScalar of(const Scalar& value) { return SecretScalar(SecretBytes<32>(value.bytes())); }
    static SecretScalar bit(std::uint8_t mask);    // 1 where the mask is 0xff, 0 where it is 0
    static Result<SecretScalar> decode(const SecretBytes<32>& bytes);    // malformed unless below the order

    SecretScalar clone() const { return SecretScalar(bytes_.clone()); }
    /// For a key file or a sealed box, and for marking as undefined in the constant-time test.
    const SecretBytes<32>& bytes() const { return bytes_; }
    SecretBytes<32>& mutable_bytes() { return bytes_; }

    friend SecretScalar operator+(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator-(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator*(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator*(const Scalar& a, const SecretScalar& b);
    friend SecretScalar operator-(const SecretScalar& a) { return SecretScalar() - a; }

    /// nonce + challenge·secret: the only way by which a secret goes into a public scalar. It consumes the
    /// nonce, because one nonce that answers two challenges gives the secret away.
    friend Scalar respond(SecretScalar nonce, const Scalar& challenge, const SecretScalar& secret);
    /// Makes the secret public: the randomness of a challenged ballot, or a share that answers a complaint.
    friend Scalar disclose(SecretScalar secret);

private:
    explicit SecretScalar(SecretBytes<32> bytes) : bytes_(std::move(bytes)) {}
    SecretBytes<32> bytes_;
};

Scalar respond(SecretScalar nonce, const Scalar& challenge, const SecretScalar& secret);
Scalar disclose(SecretScalar secret);

/// A point that was computed from secrets. publish() makes a public Point of it.
class SecretPoint {
public:
    SecretPoint() = default;    // the identity
    explicit SecretPoint(const Point& point) : bytes_(point.bytes()) {}
    SecretPoint clone() const { return SecretPoint(bytes_.clone()); }
    /// choices[digit], reading all four.
    static SecretPoint select(const SecretDigit& digit, std::span<const SecretPoint, 4> choices);
    Point publish() const;

    friend SecretPoint operator+(const SecretPoint& a, const SecretPoint& b);
    friend SecretPoint operator-(const SecretPoint& a, const SecretPoint& b);
    friend SecretPoint operator*(const SecretScalar& scalar, const SecretPoint& point);
    friend SecretPoint times_g(const SecretScalar& scalar);

private:
    explicit SecretPoint(SecretBytes<32> bytes) : bytes_(std::move(bytes)) {}
    SecretBytes<32> bytes_;
};

SecretPoint times_g(const SecretScalar& scalar);
SecretPoint operator*(const SecretScalar& scalar, const Point& point);

}    // namespace vouch
