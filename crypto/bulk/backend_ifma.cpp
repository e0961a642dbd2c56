// AVX-512 IFMA multiplies numbers of 52 bits, and gives the lower or the upper 52 bits of the product: limbs
// lie in their slots as they are, and an upper half counts twice, since two limbs of 51 bits meet at 2^51.
//
// With VOUCH_IFMA_MODEL the two instructions are written out in plain C++, so that everything around them can
// be tested on processors without them.
#include <cstring>

#include "crypto/bulk/lanes.h"
#include "crypto/bulk/pair_sums.h"

namespace vouch {
namespace {

#ifdef VOUCH_IFMA_MODEL
constexpr std::string_view kName = "ifma, modelled";
/// sum + the lower (shift 0) or upper (52) 52 bits of the product of the lower 52 bits of each slot.
template <class Vector>
Vector modelled(Vector sum, const Vector& a, const Vector& b, int shift) {
    constexpr std::uint64_t kMask52 = (std::uint64_t{1} << 52) - 1;
    for (std::size_t s = 0; s < sizeof(Vector) / 8; ++s) {
        const Wide product =
            Wide{static_cast<std::uint64_t>(a[s]) & kMask52} * (static_cast<std::uint64_t>(b[s]) & kMask52);
        sum[s] += static_cast<long long>(static_cast<std::uint64_t>(product >> shift) & kMask52);
    }
    return sum;
}
template <class Vector>
Vector low(const Vector& sum, const Vector& a, const Vector& b) {
    return modelled(sum, a, b, 0);
}
template <class Vector>
Vector high(const Vector& sum, const Vector& a, const Vector& b) {
    return modelled(sum, a, b, 52);
}
#else
constexpr std::string_view kName = "ifma";
[[gnu::always_inline]] inline __m256i low(__m256i sum, __m256i a, __m256i b) {
    return _mm256_madd52lo_epu64(sum, a, b);
}
[[gnu::always_inline]] inline __m256i high(__m256i sum, __m256i a, __m256i b) {
    return _mm256_madd52hi_epu64(sum, a, b);
}
[[gnu::always_inline]] inline __m512i low(__m512i sum, __m512i a, __m512i b) {
    return _mm512_madd52lo_epu64(sum, a, b);
}
[[gnu::always_inline]] inline __m512i high(__m512i sum, __m512i a, __m512i b) {
    return _mm512_madd52hi_epu64(sum, a, b);
}
#endif

bool runs_here() {
#ifndef VOUCH_IFMA_MODEL
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512ifma") || !__builtin_cpu_supports("avx512vl"))
        return false;
#endif
    return __builtin_cpu_supports("avx2") != 0;
}

/// Every limb is tight, below 2^51 + 2^15, but for those of negated(), which are below 2^52 and go into a
/// sum.
template <int kSlots>
class Lanes : public LaneVectors<Lanes<kSlots>, kSlots> {
    using Base = LaneVectors<Lanes<kSlots>, kSlots>;

public:
    using Base::v;
    using typename Base::Vector;

    static Lanes of(const FieldElement& a, const FieldElement& b, const FieldElement& c,
                    const FieldElement& d) {
        return Base::of_limbs(a, b, c, d);
    }
    static Lanes of(const std::array<FieldElement, kSlots>& elements) {
        Lanes out;
        for (int i = 0; i < 5; ++i)
            for (int s = 0; s < kSlots; ++s) out.v[i][s] = static_cast<long long>(elements[s].limbs()[i]);
        return out;
    }
    std::array<FieldElement, kSlots> elements() const { return Base::elements_of_limbs(); }

    /// Two groups of four together, and one of them again.
    [[gnu::always_inline]] static Lanes joined(const Lanes<4>& a, const Lanes<4>& b) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = __builtin_shufflevector(a.v[i], b.v[i], 0, 1, 2, 3, 4, 5, 6, 7);
        });
        return out;
    }
    template <int kHalf>
    [[gnu::always_inline]] Lanes<4> half() const {
        constexpr int first = 4 * kHalf;
        Lanes<4> out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = __builtin_shufflevector(v[i], v[i], first, first + 1, first + 2, first + 3);
        });
        return out;
    }

    /// Twice the modulus minus a tight one.
    [[gnu::always_inline]] Lanes negated() const {
        constexpr long long first = (1LL << 52) - 38, other = (1LL << 52) - 2;
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) { out.v[i] = (i == 0 ? first : other) - v[i]; });
        return out;
    }
    [[gnu::always_inline]] friend Lanes operator+(const Lanes& a, const Lanes& b) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) { out.v[i] = a.v[i] + b.v[i]; });
        return tight(out);
    }
    /// Every limb passes what is above 51 bits to the next at once, the last to the first 19-fold.
    [[gnu::always_inline]] friend Lanes tight(const Lanes& a) {
        Vector carry[5];
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            carry[i] = a.v[i] >> 51;
            out.v[i] = a.v[i] & ((1LL << 51) - 1);
        });
        out.v[0] = low(out.v[0], carry[4], Vector{} + 19);
        each<4>([&](auto i) __attribute__((always_inline)) { out.v[i + 1] += carry[i]; });
        return out;
    }
    [[gnu::always_inline]] friend Lanes operator*(const Lanes& a, const Lanes& b) {
        Halves sum;
        each<5>([&](auto i) __attribute__((always_inline)) {
            each<5>([&](auto j) __attribute__((always_inline)) { sum.add(i + j, a.v[i], b.v[j]); });
        });
        return sum.folded();
    }
    [[gnu::always_inline]] friend Lanes square(const Lanes& a) {
        Halves sum, crossed;
        each<5>([&](auto i) __attribute__((always_inline)) {
            sum.add(2 * i, a.v[i], a.v[i]);
            each<5>([&](auto j) __attribute__((always_inline)) {
                if constexpr (i < j) crossed.add(i + j, a.v[i], a.v[j]);
            });
        });
        // Doubled only here: a factor has 52 bits at most.
        each<10>([&](auto k) __attribute__((always_inline)) {
            sum.lower[k] += crossed.lower[k] + crossed.lower[k];
            sum.upper[k] += crossed.upper[k] + crossed.upper[k];
        });
        return sum.folded();
    }

private:
    /// Sums of the products' halves, by place: at most five of each, so below 2^54.4.
    struct Halves {
        Vector lower[10], upper[10];    // an upper half belongs one place further

        [[gnu::always_inline]] Halves() {
            each<10>([&](auto k) __attribute__((always_inline)) { lower[k] = upper[k] = Vector{}; });
        }
        [[gnu::always_inline]] void add(int place, const Vector& x, const Vector& y) {
            lower[place] = low(lower[place], x, y);
            upper[place + 1] = high(upper[place + 1], x, y);
        }
        /// With the upper ones doubled a place is below 2^56, and 19-fold below 2^61.
        [[gnu::always_inline]] Lanes folded() const {
            Lanes out;
            each<5>([&](auto k) __attribute__((always_inline)) {
                const auto here = lower[k] + upper[k] + upper[k];
                const auto above = lower[k + 5] + upper[k + 5] + upper[k + 5];
                out.v[k] = here + above + (above << 1) + (above << 4);    // 19·above is too wide for a factor
            });
            return tight(out);
        }
    };
};

/// A sum of ten halves of products a place, for each of 128 rows, is below 2^63.
void products(std::span<const SplitScalar> factors, const ScalarRows& rows, std::size_t first,
              std::span<Places> sums) {
    using Vector = Lanes<8>::Vector;
    if (rows.columns % 8 != 0) return kPortableBackend.products(factors, rows, first, sums);
    for (std::size_t column = 0; column < rows.columns; column += 8) {
        Vector sum[10];
        each<10>([&](auto k) __attribute__((always_inline)) { sum[k] = Vector{}; });
        for (std::size_t n = 0; n < factors.size(); ++n) {
            const std::uint64_t* row = rows.of(first + n) + column;
            each<5>([&](auto i) __attribute__((always_inline)) {
                const Vector x = Vector{} + static_cast<long long>(factors[n].limbs[i]);
                each<5>([&](auto j) __attribute__((always_inline)) {
                    Vector y;
                    std::memcpy(&y, row + j * rows.columns, sizeof y);
                    sum[i + j] = low(sum[i + j], x, y);
                    sum[i + j + 1] = high(sum[i + j + 1], x, y);
                });
            });
        }
        for (std::size_t s = 0; s < 8; ++s)
            for (std::size_t i = 0; i < 10; ++i) sums[column + s][i] = static_cast<std::uint64_t>(sum[i][s]);
    }
}

}    // namespace

#ifdef VOUCH_IFMA_MODEL
extern const BulkBackend kIfmaModelBackend;
const BulkBackend kIfmaModelBackend
#else
const BulkBackend kIfmaBackend
#endif
    {kName,
     runs_here,
     decode_in_lanes<Lanes<8>>,
     PairSums<Lanes<4>, Lanes<8>>::straus,
     PairSums<Lanes<4>, Lanes<8>>::pippenger,
     products};

}    // namespace vouch
