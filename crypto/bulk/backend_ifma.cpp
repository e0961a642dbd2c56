// AVX-512 IFMA multiplies numbers of 52 bits, and gives the lower or the upper 52 bits of the product: limbs
// lie in their slots as they are, and an upper half counts twice, since two limbs of 51 bits meet at 2^51.
//
// With VOUCH_IFMA_MODEL the two instructions are written out in plain C++, so that everything around them can
// be tested on processors without them.
#include "crypto/bulk/lane_points.h"
#include "crypto/bulk/lanes.h"

namespace vouch {
namespace {

using Vector = __m256i;

#ifdef VOUCH_IFMA_MODEL
constexpr std::string_view kName = "ifma, modelled";
bool runs_here() {
    return __builtin_cpu_supports("avx2") != 0;
}
/// sum + the lower (shift 0) or upper (52) 52 bits of the product of the lower 52 bits of each slot.
Vector modelled(Vector sum, Vector a, Vector b, int shift) {
    constexpr std::uint64_t kMask52 = (std::uint64_t{1} << 52) - 1;
    alignas(32) std::uint64_t s[4], x[4], y[4];
    _mm256_store_si256(reinterpret_cast<Vector*>(s), sum);
    _mm256_store_si256(reinterpret_cast<Vector*>(x), a);
    _mm256_store_si256(reinterpret_cast<Vector*>(y), b);
    for (int i = 0; i < 4; ++i)
        s[i] += static_cast<std::uint64_t>((Wide{x[i] & kMask52} * (y[i] & kMask52)) >> shift) & kMask52;
    return _mm256_load_si256(reinterpret_cast<const Vector*>(s));
}
Vector low(Vector sum, Vector a, Vector b) {
    return modelled(sum, a, b, 0);
}
Vector high(Vector sum, Vector a, Vector b) {
    return modelled(sum, a, b, 52);
}
#else
constexpr std::string_view kName = "ifma";
bool runs_here() {
    return __builtin_cpu_supports("avx512ifma") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}
[[gnu::always_inline]] inline Vector low(Vector sum, Vector a, Vector b) {
    return _mm256_madd52lo_epu64(sum, a, b);
}
[[gnu::always_inline]] inline Vector high(Vector sum, Vector a, Vector b) {
    return _mm256_madd52hi_epu64(sum, a, b);
}
#endif

[[gnu::always_inline]] inline Vector number(long long n) {
    return _mm256_set1_epi64x(n);
}
[[gnu::always_inline]] inline Vector plus(Vector a, Vector b) {
    return _mm256_add_epi64(a, b);
}

/// Every limb is tight, below 2^51 + 2^15, but for those of negated(), which are below 2^52 and go into a
/// sum.
class Lanes : public LaneVectors<Lanes> {
public:
    static Lanes of(const FieldElement& a, const FieldElement& b, const FieldElement& c,
                    const FieldElement& d) {
        return of_limbs(a, b, c, d);
    }
    std::array<FieldElement, 4> elements() const { return elements_of_limbs(); }

    /// Twice the modulus minus a tight one.
    [[gnu::always_inline]] Lanes negated() const {
        constexpr long long first = (1LL << 52) - 38, other = (1LL << 52) - 2;
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = _mm256_sub_epi64(number(i == 0 ? first : other), v[i]);
        });
        return out;
    }
    [[gnu::always_inline]] friend Lanes operator+(const Lanes& a, const Lanes& b) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) { out.v[i] = plus(a.v[i], b.v[i]); });
        return tight(out);
    }
    /// Every limb passes what is above 51 bits to the next at once, the last to the first 19-fold.
    [[gnu::always_inline]] friend Lanes tight(const Lanes& a) {
        Vector carry[5];
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            carry[i] = _mm256_srli_epi64(a.v[i], 51);
            out.v[i] = _mm256_and_si256(a.v[i], number((1LL << 51) - 1));
        });
        out.v[0] = low(out.v[0], carry[4], number(19));
        each<4>([&](auto i) __attribute__((always_inline)) { out.v[i + 1] = plus(out.v[i + 1], carry[i]); });
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
            sum.lower[k] = plus(sum.lower[k], plus(crossed.lower[k], crossed.lower[k]));
            sum.upper[k] = plus(sum.upper[k], plus(crossed.upper[k], crossed.upper[k]));
        });
        return sum.folded();
    }

private:
    /// Sums of the products' halves, by place: at most five of each, so below 2^54.4.
    struct Halves {
        Vector lower[10], upper[10];    // an upper half belongs one place further

        [[gnu::always_inline]] Halves() {
            each<10>([&](auto k) __attribute__((always_inline)) { lower[k] = upper[k] = number(0); });
        }
        [[gnu::always_inline]] void add(int place, Vector x, Vector y) {
            lower[place] = low(lower[place], x, y);
            upper[place + 1] = high(upper[place + 1], x, y);
        }
        /// With the upper ones doubled a place is below 2^56, and 19-fold below 2^61.
        [[gnu::always_inline]] Lanes folded() const {
            Lanes out;
            each<5>([&](auto k) __attribute__((always_inline)) {
                const Vector here = plus(lower[k], plus(upper[k], upper[k]));
                const Vector above = plus(lower[k + 5], plus(upper[k + 5], upper[k + 5]));
                // 19·above, which is too wide for a factor.
                out.v[k] =
                    plus(here, plus(above, plus(_mm256_slli_epi64(above, 1), _mm256_slli_epi64(above, 4))));
            });
            return tight(out);
        }
    };
};

}    // namespace

#ifdef VOUCH_IFMA_MODEL
extern const BulkBackend kIfmaModelBackend;
const BulkBackend kIfmaModelBackend
#else
const BulkBackend kIfmaBackend
#endif
    {kName, runs_here, decode_in_lanes<Lanes>, straus_sum<LaneCurve<Lanes>>, pippenger_sum<LaneCurve<Lanes>>};

}    // namespace vouch
