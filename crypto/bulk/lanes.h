#pragma once
// Field elements side by side, four or eight of them, in five vectors with a slot of 64 bits for each: this
// is what the vector backends share. Each has its own products. Slot s of vector i holds limb i of element s.

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

template <int kSlots>
struct VectorOf;
template <>
struct VectorOf<4> {
    using type = __m256i;
};
template <>
struct VectorOf<8> {
    using type = __m512i;
};

/// The base class of each backend's `Lanes`, which defines itself how a limb is stored in its slot and how
/// elements are multiplied. Eight elements are two groups of four, and each operation on four is done to both
/// groups.
template <class Lanes, int kSlots>
struct LaneVectors {
    static constexpr std::size_t kElements = kSlots;
    using Vector = typename VectorOf<kSlots>::type;
    Vector v[5];

    [[gnu::always_inline]] LaneVectors() {
        each<5>([&](auto i) __attribute__((always_inline)) { v[i] = Vector{}; });
    }
    static Lanes numbers(int a, int b, int c, int d) {
        const int four[4] = {a, b, c, d};
        Lanes out;
        for (int s = 0; s < kSlots; ++s) out.v[0][s] = four[s % 4];
        return out;
    }
    /// Stores limbs of 51 bits unchanged.
    [[gnu::always_inline]] static Lanes of_limbs(const FieldElement& a, const FieldElement& b,
                                                 const FieldElement& c, const FieldElement& d) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            const auto limb = [i](const FieldElement& e) __attribute__((always_inline)) {
                return static_cast<long long>(e.limbs()[i]);
            };
            if constexpr (kSlots == 4)
                out.v[i] = Vector{limb(a), limb(b), limb(c), limb(d)};
            else
                out.v[i] = Vector{limb(a), limb(b), limb(c), limb(d), limb(a), limb(b), limb(c), limb(d)};
        });
        return out;
    }
    [[gnu::always_inline]] std::array<FieldElement, kSlots> elements_of_limbs() const {
        std::array<FieldElement, kSlots> out;
        for (int s = 0; s < kSlots; ++s) {
            const auto limb = [&](int i) { return static_cast<std::uint64_t>(v[i][s]); };
            out[s] = tight(FieldElement({limb(0), limb(1), limb(2), limb(3), limb(4)}));
        }
        return out;
    }

    template <int A, int B, int C, int D>
    [[gnu::always_inline]] Lanes permuted() const {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            if constexpr (kSlots == 4)
                out.v[i] = __builtin_shufflevector(v[i], v[i], A, B, C, D);
            else
                out.v[i] = __builtin_shufflevector(v[i], v[i], A, B, C, D, 4 + A, 4 + B, 4 + C, 4 + D);
        });
        return out;
    }
    /// Takes the slots in `mask` from the other.
    template <int kMask>
    [[gnu::always_inline]] Lanes with(const Lanes& other) const {
        constexpr auto from = [](int slot) { return slot + (kMask >> slot % 4 & 1) * kSlots; };
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            if constexpr (kSlots == 4)
                out.v[i] = __builtin_shufflevector(v[i], other.v[i], from(0), from(1), from(2), from(3));
            else
                out.v[i] = __builtin_shufflevector(v[i], other.v[i], from(0), from(1), from(2), from(3),
                                                   from(4), from(5), from(6), from(7));
        });
        return out;
    }
};

}    // namespace vouch
