#pragma once
// Points whose coordinates lie side by side, four field elements in one vector: an addition is then two
// products of vectors. Where there are eight lanes, two points lie side by side and are added to two others.
// Hisil, Wong, Carter and Dawson, "Twisted Edwards Curves Revisited", ASIACRYPT 2008, section 4.
//
// `Lanes`, of which each backend has its own, is four or eight elements of the field. Its products, squares,
// tight() and of() are tight. negated() takes a tight one, and a sum of a tight one and a negated one may go
// into a product.

#include "crypto/bulk/sum_methods.h"

namespace vouch {

/// (b − a, b + a, d − c, d + c) of (a, b, c, d)
template <class Lanes>
[[gnu::always_inline]] inline Lanes differences_and_sums(const Lanes& abcd) {
    return abcd.template permuted<1, 0, 3, 2>() + abcd.template with<0b0101>(abcd.negated());
}

/// (X, Y, T, Z). It starts as the identity.
template <class Lanes>
struct LanePoint {
    Lanes xytz = Lanes::numbers(0, 1, 0, 1);
};

/// (y − x, y + x, 2d·t, 2z)
template <class Lanes>
struct LaneAddend {
    Lanes parts = Lanes::numbers(1, 1, 0, 2);    // the identity

    LaneAddend() = default;
    [[gnu::always_inline]] explicit LaneAddend(const Lanes& their_parts) : parts(their_parts) {}

    [[gnu::always_inline]] explicit LaneAddend(const AffineAddend& point)
        : parts(Lanes::of(point.y_minus_x, point.y_plus_x, point.xy2d, FieldElement({2, 0, 0, 0, 0}))) {}
    [[gnu::always_inline]] explicit LaneAddend(const LanePoint<Lanes>& point)
        : parts(point.xytz.template with<0b0011>(differences_and_sums(point.xytz)) *
                Lanes::of(FieldElement::one(), FieldElement::one(), k2D, FieldElement({2, 0, 0, 0, 0}))) {}
};

/// −(x, y) is (−x, y): the first two parts change places, and the third its sign.
template <class Lanes>
[[gnu::always_inline]] inline LaneAddend<Lanes> operator-(const LaneAddend<Lanes>& a) {
    return LaneAddend<Lanes>(
        a.parts.template permuted<1, 0, 2, 3>().template with<0b0100>(tight(a.parts.negated())));
}

/// (A, B, C, D) = ((Y − X)·(y − x), (Y + X)·(y + x), T·2d·t, Z·2z)
template <class Lanes>
[[gnu::always_inline]] inline Lanes addition_products(const LanePoint<Lanes>& point, const Lanes& addend) {
    return point.xytz.template with<0b0011>(differences_and_sums(point.xytz)) * addend;
}

template <class Lanes>
[[gnu::always_inline]] inline LanePoint<Lanes> operator+(const LanePoint<Lanes>& a,
                                                         const LaneAddend<Lanes>& b) {
    // (E, H, F, G) = (B − A, B + A, D − C, D + C) makes (E·F, G·H, E·H, F·G).
    const Lanes ehfg = differences_and_sums(addition_products(a, b.parts));
    return {ehfg.template permuted<0, 3, 0, 2>() * ehfg.template permuted<2, 1, 1, 3>()};
}

template <class Lanes>
[[gnu::always_inline]] inline LanePoint<Lanes> operator-(const LanePoint<Lanes>& a,
                                                         const LaneAddend<Lanes>& b) {
    // As a + (−b), but that C's change of sign is F's and G's change of places.
    const Lanes ehgf = differences_and_sums(addition_products(a, b.parts.template permuted<1, 0, 2, 3>()));
    return {ehgf.template permuted<0, 2, 0, 3>() * ehgf.template permuted<3, 1, 1, 2>()};
}

template <class Lanes>
[[gnu::always_inline]] inline LanePoint<Lanes> doubled(const LanePoint<Lanes>& a) {
    // (A, B, S, C) = (X², Y², (X + Y)², Z²)
    const Lanes xy = a.xytz.template permuted<0, 1, 0, 3>(), y = a.xytz.template permuted<1, 1, 1, 1>();
    const Lanes absc = square(xy.template with<0b0100>(xy + y));
    // (E, H, G, F) = (S − (A + B), B + A, B − A, 2·C − (B − A))
    const Lanes b_a = differences_and_sums(absc);                    // B − A, B + A, …
    const Lanes g_h = tight(b_a).template permuted<1, 1, 0, 0>();    // H, H, G, G
    const Lanes c_c = tight(absc + absc);
    const Lanes from = absc.template permuted<2, 2, 2, 2>().template with<0b1000>(c_c);    // S, –, –, 2·C
    const Lanes ehgf = (from + g_h.negated()).template with<0b0110>(g_h);
    return {ehgf.template permuted<0, 2, 0, 2>() * ehgf.template permuted<3, 1, 1, 3>()};
}

template <class Lanes>
struct LaneCurve {
    using Point = LanePoint<Lanes>;
    using Affine = LaneAddend<Lanes>;
    using Addend = LaneAddend<Lanes>;
    static EdwardsPoint edwards(const Point& point) {
        const auto [X, Y, T, Z] = point.xytz.elements();
        return {X, Y, Z, T};
    }
};

/// Decodes as many points at a time as there are lanes, by RFC 9496, section 4.3.1, as decode_ristretto does.
/// The last group may be smaller; zeros fill its other lanes.
template <class Lanes>
void decode_in_lanes(std::span<const Bytes32> encodings, std::span<std::optional<AffinePoint>> decoded) {
    constexpr std::size_t kAtOnce = Lanes::kElements;
    const FieldElement one = FieldElement::one();
    const Lanes ones = Lanes::of(one, one, one, one), d = Lanes::of(kD, kD, kD, kD);
    for (std::size_t first = 0; first < encodings.size(); first += kAtOnce) {
        const auto given = encodings.subspan(first, std::min(kAtOnce, encodings.size() - first));
        std::array<FieldElement, kAtOnce> in;
        for (std::size_t i = 0; i < given.size(); ++i) in[i] = FieldElement::from_bytes(given[i]);
        const Lanes s = Lanes::of(in);
        const Lanes ss = square(s);
        const Lanes u1 = ones + ss.negated(), u2 = ones + ss;
        const Lanes u2_squared = square(u2);
        const Lanes v = tight((d * square(u1)).negated() + u2_squared.negated());
        const Lanes w = v * u2_squared, w3 = square(w) * w;
        const Lanes root =
            w3 * power_22523(square(w3) * w);    // of 1/w, or of i/w, or of these times −1 or i
        const auto checks = (w * square(root)).elements();
        std::array<RootOfOne, kAtOnce> kinds;
        std::array<FieldElement, kAtOnce> factors;
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            kinds[i] = root_of_one(checks[i]);
            factors[i] = kinds[i].factor;
        }
        const Lanes inverse = root * Lanes::of(factors);
        const Lanes den_x = inverse * u2, x = (s + s) * den_x, y = u1 * (inverse * den_x * v);
        const auto xs = x.elements(), ys = y.elements();
        for (std::size_t i = 0; i < given.size(); ++i)
            decoded[first + i] = decoded_point(given[i], in[i], kinds[i].was_square, xs[i], ys[i]);
    }
}

}    // namespace vouch
