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
class Lanes {
public:
    static Lanes of(const FieldElement& a, const FieldElement& b, const FieldElement& c,
                    const FieldElement& d) {
        return Lanes(LaneVectors::of(a, b, c, d));
    }
    static Lanes numbers(int a, int b, int c, int d) {
        Lanes out;
        out.at_.v[0] = _mm256_set_epi64x(d, c, b, a);
        return out;
    }
    Lanes() {
        for (Vector& x : at_.v) x = _mm256_setzero_si256();
    }
    std::array<FieldElement, 4> elements() const { return at_.elements(); }

    template <int A, int B, int C, int D>
    [[gnu::always_inline]] Lanes permuted() const {
        Lanes out(*this);
        out.at_.permute<A, B, C, D>();
        return out;
    }
    template <int kMask>
    [[gnu::always_inline]] Lanes with(const Lanes& other) const {
        Lanes out(*this);
        out.at_.take<kMask>(other.at_);
        return out;
    }
    /// Twice the modulus minus a tight one.
    [[gnu::always_inline]] Lanes negated() const {
        constexpr long long first = (1LL << 52) - 38, other = (1LL << 52) - 2;
        Lanes out;
        for (int i = 0; i < 5; ++i) out.at_.v[i] = _mm256_sub_epi64(number(i == 0 ? first : other), at_.v[i]);
        return out;
    }
    [[gnu::always_inline]] friend Lanes operator+(const Lanes& a, const Lanes& b) {
        Lanes out;
        for (int i = 0; i < 5; ++i) out.at_.v[i] = plus(a.at_.v[i], b.at_.v[i]);
        return tight(out);
    }
    /// Every limb passes what is above 51 bits to the next at once, the last to the first 19-fold.
    [[gnu::always_inline]] friend Lanes tight(const Lanes& a) {
        const Vector mask = number((1LL << 51) - 1);
        Vector carry[5];
        Lanes out;
        for (int i = 0; i < 5; ++i) {
            carry[i] = _mm256_srli_epi64(a.at_.v[i], 51);
            out.at_.v[i] = _mm256_and_si256(a.at_.v[i], mask);
        }
        out.at_.v[0] = low(out.at_.v[0], carry[4], number(19));
        for (int i = 1; i < 5; ++i) out.at_.v[i] = plus(out.at_.v[i], carry[i - 1]);
        return out;
    }
    [[gnu::always_inline]] friend Lanes operator*(const Lanes& a, const Lanes& b) {
        const auto& x = a.at_.v;
        const auto& y = b.at_.v;
        Vector lower[10], upper[10];    // the upper ones one place further
        for (int k = 0; k < 10; ++k) lower[k] = upper[k] = _mm256_setzero_si256();
        for (int i = 0; i < 5; ++i)
            for (int j = 0; j < 5; ++j) {
                lower[i + j] = low(lower[i + j], x[i], y[j]);
                upper[i + j + 1] = high(upper[i + j + 1], x[i], y[j]);
            }
        return folded(lower, upper);
    }
    [[gnu::always_inline]] friend Lanes square(const Lanes& a) {
        const auto& x = a.at_.v;
        Vector lower[10], upper[10], crossed_lower[10], crossed_upper[10];
        for (int k = 0; k < 10; ++k)
            lower[k] = upper[k] = crossed_lower[k] = crossed_upper[k] = _mm256_setzero_si256();
        for (int i = 0; i < 5; ++i) {
            lower[2 * i] = low(lower[2 * i], x[i], x[i]);
            upper[2 * i + 1] = high(upper[2 * i + 1], x[i], x[i]);
            for (int j = i + 1; j < 5;
                 ++j) {    // twice, and doubled only after: a factor has 52 bits at most
                crossed_lower[i + j] = low(crossed_lower[i + j], x[i], x[j]);
                crossed_upper[i + j + 1] = high(crossed_upper[i + j + 1], x[i], x[j]);
            }
        }
        for (int k = 0; k < 10; ++k) {
            lower[k] = plus(lower[k], _mm256_slli_epi64(crossed_lower[k], 1));
            upper[k] = plus(upper[k], _mm256_slli_epi64(crossed_upper[k], 1));
        }
        return folded(lower, upper);
    }

private:
    explicit Lanes(const LaneVectors& at) : at_(at) {}

    /// Of sums of at most five halves each, so below 2^54.4; with the upper ones doubled below 2^56, and
    /// 19-fold below 2^61.
    [[gnu::always_inline]] static Lanes folded(const Vector (&lower)[10], const Vector (&upper)[10]) {
        Lanes out;
        for (int k = 0; k < 5; ++k) {
            const Vector above = plus(lower[k + 5], plus(upper[k + 5], upper[k + 5]));
            const Vector here = plus(lower[k], plus(upper[k], upper[k]));
            // 19·above, which is too wide for a factor.
            out.at_.v[k] =
                plus(here, plus(above, plus(_mm256_slli_epi64(above, 1), _mm256_slli_epi64(above, 4))));
        }
        return tight(out);
    }

    LaneVectors at_;
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
