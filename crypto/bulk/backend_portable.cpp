// For any processor of 64 bits.
#include "crypto/bulk/sum_methods.h"

namespace vouch {
namespace {

struct PortableCurve {
    using Point = EdwardsPoint;
    using Affine = AffineAddend;
    using Addend = vouch::Addend;
    static EdwardsPoint edwards(const EdwardsPoint& point) { return point; }
};

void decode(std::span<const Bytes32> encodings, std::span<std::optional<AffinePoint>> decoded) {
    for (std::size_t i = 0; i < encodings.size(); ++i) decoded[i] = decode_ristretto(encodings[i]);
}

void products(std::span<const SplitScalar> factors, const ScalarRows& rows, std::size_t first,
              std::span<Places> sums) {
    for (std::size_t column = 0; column < rows.columns; ++column) {
        Places t{};
        for (std::size_t n = 0; n < factors.size(); ++n) {
            const std::uint64_t* row = rows.of(first + n) + column;
            const auto& [a0, a1, a2, a3, a4] = factors[n].limbs;
            const std::uint64_t b0 = row[0], b1 = row[rows.columns], b2 = row[2 * rows.columns],
                                b3 = row[3 * rows.columns], b4 = row[4 * rows.columns];
            t[0] += Wide{a0} * b0;
            t[1] += Wide{a0} * b1 + Wide{a1} * b0;
            t[2] += Wide{a0} * b2 + Wide{a1} * b1 + Wide{a2} * b0;
            t[3] += Wide{a0} * b3 + Wide{a1} * b2 + Wide{a2} * b1 + Wide{a3} * b0;
            t[4] += Wide{a0} * b4 + Wide{a1} * b3 + Wide{a2} * b2 + Wide{a3} * b1 + Wide{a4} * b0;
            t[5] += Wide{a1} * b4 + Wide{a2} * b3 + Wide{a3} * b2 + Wide{a4} * b1;
            t[6] += Wide{a2} * b4 + Wide{a3} * b3 + Wide{a4} * b2;
            t[7] += Wide{a3} * b4 + Wide{a4} * b3;
            t[8] += Wide{a4} * b4;
        }
        sums[column] = t;
    }
}

bool runs_here() {
    return true;
}

}    // namespace

const BulkBackend kPortableBackend{
    "portable", runs_here, decode, straus_sum<PortableCurve>, pippenger_sum<PortableCurve>, products};

}    // namespace vouch
