// The slow part of sealing: Σ_i p_i,d·ring[i], where p_i(X) = Π_d (b[k+d, i_d]·X + a[k+d, i_d]).
// Folding one digit at a time turns four polynomials with point coefficients into one.
#include "crypto/matrix_proof.h"

namespace vouch {
namespace {

using PointPolynomial = std::vector<SecretPoint>;    // constant term first

/// One level of the fold: the places that hold keys of their own, and what all places after them hold.
struct Level {
    std::vector<PointPolynomial> nodes;
    PointPolynomial padding;
};

/// Σ_i (b_i·X + a_i)·child_i, with Σ_i a_i = 0: three products a coefficient. Its top coefficient is left out
/// where `degree` does not reach it.
PointPolynomial fold(std::span<const PointPolynomial* const, kColumns> children, const SecretDigit& digit,
                     std::span<const SecretScalar, kColumns - 1> a, std::size_t degree) {
    PointPolynomial out(degree + 1);
    const std::size_t coefficients = children[0]->size();
    for (std::size_t e = 0; e < coefficients; ++e)
        for (std::size_t i = 1; i < kColumns; ++i)
            out[e] = out[e] + a[i - 1] * ((*children[i])[e] - (*children[0])[e]);
    for (std::size_t e = 0; e < coefficients && e + 1 <= degree; ++e) {
        std::array<SecretPoint, kColumns> choices;
        for (std::size_t i = 0; i < kColumns; ++i) choices[i] = (*children[i])[e].clone();
        out[e + 1] = out[e + 1] + SecretPoint::select(digit, choices);
    }
    return out;
}

/// The padding's polynomial one level on: X times what it was, since Σ a_i = 0 and Σ b_i = 1. That it is
/// padding is public, so nothing is multiplied for it.
PointPolynomial shift(const PointPolynomial& padding) {
    PointPolynomial out(1);
    for (const SecretPoint& coefficient : padding) out.push_back(coefficient.clone());
    return out;
}

}    // namespace

std::vector<SecretPoint> ring_sums(const Ring& ring, std::span<const SecretDigit> digits,
                                   const PlaceRandomness& place) {
    const std::size_t m = ring.m;
    VOUCH_CHECK(digits.size() == m && place.a.size() == m && !ring.keys.empty() &&
                ring.keys.size() <= ring.places());
    Level level;
    for (const Point& key : ring.keys) level.nodes.emplace_back().emplace_back(key);
    level.padding.emplace_back(ring.keys.back());
    for (std::size_t d = 0; d < m; ++d) {
        Level next;
        const std::size_t degree =
            d + 1 == m ? m - 1 : d + 1;    // nobody asks for the last X^m: it is the key
        for (std::size_t first = 0; first < level.nodes.size(); first += kColumns) {
            std::array<const PointPolynomial*, kColumns> children;
            for (std::size_t i = 0; i < kColumns; ++i)
                children[i] = first + i < level.nodes.size() ? &level.nodes[first + i] : &level.padding;
            next.nodes.push_back(fold(children, digits[d], place.a[d], degree));
        }
        next.padding = shift(level.padding);
        level = std::move(next);
    }
    return std::move(level.nodes.front());
}

}    // namespace vouch
