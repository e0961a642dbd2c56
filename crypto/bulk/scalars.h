#pragma once
// Integers modulo the group's order ℓ, public, for the many products of bulk verification: four limbs of 64
// bits in Montgomery's form (a·2^256 mod ℓ), always reduced. Variable time. Montgomery, "Modular
// Multiplication Without Trial Division", Mathematics of Computation 44, 1985.

#include "crypto/bulk/limbs.h"
#include "crypto/group.h"

namespace vouch {

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
    Limbs limbs_{};
};

}    // namespace vouch
