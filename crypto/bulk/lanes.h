#pragma once
// Four field elements side by side, in five vectors of four slots of 64 bits: what the vector backends have
// in common, which is all but their products. Slot s of vector i holds limb i of element s.

#include <immintrin.h>

#include <array>
#include <utility>

#include "crypto/bulk/field.h"

namespace vouch {

/// do_it(0), …, do_it(kCount − 1), each number a constant: GCC keeps arrays in registers only where it sees
/// no loop.
template <int kCount, class Do>
[[gnu::always_inline]] inline void each(const Do& do_it) {
    [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
        (do_it(std::integral_constant<int, I>()), ...);
    }
    (std::make_integer_sequence<int, kCount>());
}

/// What `Lanes` inherits; it says itself how a limb lies in its slot, and multiplies.
template <class Lanes>
struct LaneVectors {
    __m256i v[5];

    [[gnu::always_inline]] LaneVectors() {
        each<5>([&](auto i) __attribute__((always_inline)) { v[i] = _mm256_setzero_si256(); });
    }
    static Lanes numbers(int a, int b, int c, int d) {
        Lanes out;
        out.v[0] = _mm256_set_epi64x(d, c, b, a);
        return out;
    }
    /// Limbs of 51 bits, as they are.
    [[gnu::always_inline]] static Lanes of_limbs(const FieldElement& a, const FieldElement& b,
                                                 const FieldElement& c, const FieldElement& d) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            const auto limb = [i](const FieldElement& e) __attribute__((always_inline)) {
                return static_cast<long long>(e.limbs()[i]);
            };
            out.v[i] = _mm256_set_epi64x(limb(d), limb(c), limb(b), limb(a));
        });
        return out;
    }
    [[gnu::always_inline]] std::array<FieldElement, 4> elements_of_limbs() const {
        alignas(32) std::uint64_t slots[5][4];
        for (int i = 0; i < 5; ++i) _mm256_store_si256(reinterpret_cast<__m256i*>(slots[i]), v[i]);
        std::array<FieldElement, 4> out;
        for (int s = 0; s < 4; ++s)
            out[s] = tight(FieldElement({slots[0][s], slots[1][s], slots[2][s], slots[3][s], slots[4][s]}));
        return out;
    }

    template <int A, int B, int C, int D>
    [[gnu::always_inline]] Lanes permuted() const {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = _mm256_permute4x64_epi64(v[i], A | B << 2 | C << 4 | D << 6);
        });
        return out;
    }
    /// The slots of `mask` from the other.
    template <int kMask>
    [[gnu::always_inline]] Lanes with(const Lanes& other) const {
        constexpr int wide = (kMask & 1) * 3 | (kMask >> 1 & 1) * 12 | (kMask >> 2 & 1) * 48 |
                             (kMask >> 3 & 1) * 192;    // two 32-bit halves a slot
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = _mm256_blend_epi32(v[i], other.v[i], wide);
        });
        return out;
    }
};

}    // namespace vouch
