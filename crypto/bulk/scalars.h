#pragma once
// Integers modulo the group's order ℓ, public, for the many products of bulk verification: four limbs of 64
// bits in Montgomery's form (a·2^256 mod ℓ), always reduced. Variable time. Montgomery, "Modular
// Multiplication Without Trial Division", Mathematics of Computation 44, 1985.

#include "crypto/bulk/limbs.h"
#include "crypto/group.h"

namespace vouch {

struct SplitScalar;

/// Σ places[i]·2^(52·i): a sum of products before it is reduced.
using Places = std::array<Wide, 10>;
/// So few that their sum, which is below 128·ℓ², has no more than 512 bits.
inline constexpr std::size_t kProductsAtOnce = 128;

class BulkScalar {
public:
    BulkScalar() = default;    // zero
    explicit BulkScalar(const Scalar& scalar);
    /// Reduces a sum of up to kProductsAtOnce products of two SplitScalars.
    explicit BulkScalar(const Places& sum);
    Scalar scalar() const;

    bool is_zero() const { return limbs_ == Limbs{}; }

    friend BulkScalar operator+(const BulkScalar& a, const BulkScalar& b);
    friend BulkScalar operator-(const BulkScalar& a, const BulkScalar& b);
    friend BulkScalar operator-(const BulkScalar& a) { return BulkScalar() - a; }
    friend BulkScalar operator*(const BulkScalar& a, const BulkScalar& b);
    BulkScalar& operator+=(const BulkScalar& b) { return *this = *this + b; }
    BulkScalar& operator-=(const BulkScalar& b) { return *this = *this - b; }
    BulkScalar& operator*=(const BulkScalar& b) { return *this = *this * b; }

private:
    friend struct SplitScalar;
    Limbs limbs_{};
};

/// The same in five limbs of 52 bits, the form that many products are added up in.
struct SplitScalar {
    std::array<std::uint64_t, 5> limbs{};

    explicit SplitScalar(const BulkScalar& scalar);
};

}    // namespace vouch
