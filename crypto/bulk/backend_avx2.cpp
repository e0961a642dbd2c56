// AVX2 multiplies numbers of 32 bits: each limb of 51 bits lies in its slot as 26 bits and, in the upper
// half, 25. Ten digits to an element, of 26 and 25 bits by turns: Bernstein and Schwabe, "NEON crypto", CHES
// 2012.
#include "crypto/bulk/lane_points.h"
#include "crypto/bulk/lanes.h"

namespace vouch {
namespace {

using Vector = __m256i;

[[gnu::always_inline]] inline Vector number(long long n) {
    return _mm256_set1_epi64x(n);
}
[[gnu::always_inline]] inline Vector plus(Vector a, Vector b) {
    return _mm256_add_epi64(a, b);
}
[[gnu::always_inline]] inline Vector times(Vector a, Vector b) {
    return _mm256_mul_epu32(a, b);    // of the lower halves
}
[[gnu::always_inline]] inline Vector upper(Vector a) {
    return _mm256_srli_epi64(a, 32);
}

/// Bounds: a tight digit is below 2^26 + 2^16 at an even place and below 2^25 + 2^16 at an odd one; factors
/// of a product are below three times a tight one, so that 19 times a digit stays below 2^32 and a sum of ten
/// products below 2^64.
class Lanes : public LaneVectors<Lanes, 4> {
public:
    using Vector = __m256i;
    static Lanes of(const std::array<FieldElement, 4>& elements) {
        return of(elements[0], elements[1], elements[2], elements[3]);
    }
    static Lanes of(const FieldElement& a, const FieldElement& b, const FieldElement& c,
                    const FieldElement& d) {
        Lanes out = of_limbs(a, b, c, d);
        const Vector low = number((1 << 26) - 1);
        each<5>([&](auto i) __attribute__((always_inline)) {
            Vector& x = out.v[i];
            x = _mm256_or_si256(_mm256_and_si256(x, low), _mm256_slli_epi64(_mm256_srli_epi64(x, 26), 32));
        });
        return out;
    }
    std::array<FieldElement, 4> elements() const {
        Lanes wide;
        each<5>([&](auto i) __attribute__((always_inline)) {
            wide.v[i] = plus(_mm256_and_si256(v[i], number(0xffffffff)), _mm256_slli_epi64(upper(v[i]), 26));
        });
        return wide.elements_of_limbs();
    }

    /// Twice the modulus minus a tight one.
    [[gnu::always_inline]] Lanes negated() const {
        constexpr long long first = (1LL << 27) - 38, even = (1LL << 27) - 2, odd = (1LL << 26) - 2;
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = _mm256_sub_epi32(number((i == 0 ? first : even) | odd << 32), v[i]);
        });
        return out;
    }
    friend Lanes operator+(const Lanes& a, const Lanes& b) {
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) { out.v[i] = _mm256_add_epi32(a.v[i], b.v[i]); });
        return out;
    }
    [[gnu::always_inline]] friend Lanes tight(const Lanes& a) {
        Vector z[10];
        each<5>([&](auto i) __attribute__((always_inline)) {
            z[2 * i] = _mm256_and_si256(a.v[i], number(0xffffffff));
            z[2 * i + 1] = upper(a.v[i]);
        });
        return carried(z);
    }
    [[gnu::always_inline]] friend Lanes operator*(const Lanes& a, const Lanes& b) {
        const Digits x(a), y(b), y19(y, 19), x2(x, 2);
        return columns([&](auto i, auto j) __attribute__((always_inline)) {
            // Two odd places meet one bit too low: their product counts twice.
            constexpr bool odd = i % 2 == 1 && j % 2 == 1, wraps = i + j >= 10;
            return times((odd ? x2 : x).at[i], (wraps ? y19 : y).at[j]);
        });
    }
    [[gnu::always_inline]] friend Lanes square(const Lanes& a) {
        const Digits x(a), x19(x, 19), x2(x, 2), x4(x, 4);
        return columns([&](auto i, auto j) __attribute__((always_inline)) {
            constexpr bool odd = i % 2 == 1 && j % 2 == 1, wraps = i + j >= 10;
            const auto& left =
                i == j ? (odd ? x2 : x) : (odd ? x4 : x2);    // that of different digits comes twice
            if constexpr (i > j)
                return number(0);
            else
                return times(left.at[i], (wraps ? x19 : x).at[j]);
        });
    }

private:
    /// The ten digits, each in the lower half of its slots; what is in the upper ones, products do not see.
    struct Digits {
        Vector at[10];

        [[gnu::always_inline]] explicit Digits(const Lanes& a) {
            each<5>([&](auto i) __attribute__((always_inline)) {
                at[2 * i] = a.v[i];
                at[2 * i + 1] = upper(a.v[i]);
            });
        }
        [[gnu::always_inline]] Digits(const Digits& x, int factor) {
            each<10>([&](auto i) __attribute__((always_inline)) { at[i] = times(x.at[i], number(factor)); });
        }
    };

    /// For each place the sum of term(i, j) over all i and j that meet there, or ten places higher.
    template <class Term>
    [[gnu::always_inline]] static Lanes columns(const Term& term) {
        Vector z[10];
        each<10>([&](auto k) __attribute__((always_inline)) {
            z[k] = number(0);
            each<10>([&](auto i) __attribute__((always_inline)) {
                z[k] = plus(z[k], term(i, std::integral_constant<int, (10 + k - i) % 10>()));
            });
        });
        return carried(z);
    }
    [[gnu::always_inline]] static void carry(Vector (&z)[10], int from) {
        const int bits = from % 2 == 0 ? 26 : 25;
        z[from + 1] = plus(z[from + 1], _mm256_srli_epi64(z[from], bits));
        z[from] = _mm256_and_si256(z[from], number((1LL << bits) - 1));
    }
    /// Two chains at a time, from 0 and from 4; what leaves the top comes back 19-fold.
    [[gnu::always_inline]] static Lanes carried(Vector (&z)[10]) {
        carry(z, 0), carry(z, 4), carry(z, 1), carry(z, 5), carry(z, 2);
        carry(z, 6), carry(z, 3), carry(z, 7), carry(z, 4), carry(z, 8);
        const Vector top = _mm256_srli_epi64(z[9], 25);    // too wide for a factor
        z[9] = _mm256_and_si256(z[9], number((1LL << 25) - 1));
        z[0] = plus(z[0], plus(top, plus(_mm256_slli_epi64(top, 1), _mm256_slli_epi64(top, 4))));
        carry(z, 0);
        Lanes out;
        each<5>([&](auto i) __attribute__((always_inline)) {
            out.v[i] = _mm256_blend_epi32(z[2 * i], _mm256_slli_epi64(z[2 * i + 1], 32), 0b10101010);
        });
        return out;
    }
};

/// Limbs of 52 bits are two digits of 26: a sum of ten products a place, for each of 128 rows, is below 2^63.
void products(std::span<const SplitScalar> factors, const ScalarRows& rows, std::size_t first,
              std::span<Places> sums) {
    if (rows.columns % 4 != 0) return kPortableBackend.products(factors, rows, first, sums);
    const Vector low = number((1 << 26) - 1);
    for (std::size_t column = 0; column < rows.columns; column += 4) {
        Vector sum[20];
        each<20>([&](auto k) __attribute__((always_inline)) { sum[k] = number(0); });
        for (std::size_t n = 0; n < factors.size(); ++n) {
            const std::uint64_t* row = rows.of(first + n) + column;
            Vector x[10], y[10];
            each<5>([&](auto i) __attribute__((always_inline)) {
                const Vector limb = number(static_cast<long long>(factors[n].limbs[i]));
                x[2 * i] = _mm256_and_si256(limb, low);
                x[2 * i + 1] = _mm256_srli_epi64(limb, 26);
                const Vector of_row =
                    _mm256_loadu_si256(reinterpret_cast<const Vector*>(row + i * rows.columns));
                y[2 * i] = _mm256_and_si256(of_row, low);
                y[2 * i + 1] = _mm256_srli_epi64(of_row, 26);
            });
            each<19>([&](auto k) __attribute__((always_inline)) {
                each<10>([&](auto i) __attribute__((always_inline)) {
                    if constexpr (k - i >= 0 && k - i < 10) sum[k] = plus(sum[k], times(x[i], y[k - i]));
                });
            });
        }
        for (int s = 0; s < 4; ++s)
            for (int i = 0; i < 10; ++i) {
                const auto digit = [&](int k) { return Wide{static_cast<std::uint64_t>(sum[k][s])}; };
                sums[column + static_cast<std::size_t>(s)][static_cast<std::size_t>(i)] =
                    digit(2 * i) + (digit(2 * i + 1) << 26);
            }
    }
}

bool runs_here() {
    return __builtin_cpu_supports("avx2") != 0;
}

}    // namespace

const BulkBackend kAvx2Backend{
    "avx2",  runs_here, decode_in_lanes<Lanes>, straus_sum<LaneCurve<Lanes>>, pippenger_sum<LaneCurve<Lanes>>,
    products};

}    // namespace vouch
