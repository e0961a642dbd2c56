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

bool runs_here() {
    return true;
}

}    // namespace

const BulkBackend kPortableBackend{"portable", runs_here, decode, straus_sum<PortableCurve>,
                                   pippenger_sum<PortableCurve>};

}    // namespace vouch
