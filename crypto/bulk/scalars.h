#pragma once
// Integers modulo the group's order ℓ, public, for the many products of bulk verification: four limbs of 64
// bits in Montgomery's form (a·2^256 mod ℓ), always reduced. Variable time. Montgomery, "Modular
// Multiplication Without Trial Division", Mathematics of Computation 44, 1985.

#include <span>

#include "crypto/bulk/limbs.h"
#include "crypto/group.h"

namespace vouch {

struct SplitScalar;

class BulkScalar {
public:
    BulkScalar() = default;    // zero
    explicit BulkScalar(const Scalar& scalar);
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
    friend BulkScalar sum_of_products(std::span<const SplitScalar> a, std::span<const SplitScalar> b);
    static BulkScalar of_places(const std::array<Wide, 9>& places);
    Limbs limbs_{};
};

/// The same in five limbs of 51 bits, the form that many products are added up in.
struct SplitScalar {
    std::array<std::uint64_t, 5> limbs{};

    explicit SplitScalar(const BulkScalar& scalar);
};

/// Σ a[i]·b[i], hardly ever reduced; as many of one as of the other.
BulkScalar sum_of_products(std::span<const SplitScalar> a, std::span<const SplitScalar> b);

}    // namespace vouch
