#include "crypto/bulk/walk.h"

#include <vector>

namespace vouch {
namespace {

PointMark mark_of(const FieldElement& xy) {
    const Bytes32 bytes = square(xy).to_bytes();
    return read_le32(std::span(bytes).subspan<8, 4>());    // anywhere: they are uniform
}

}    // namespace

void Walk::next(std::span<PointMark> marks) {
    // 1/Z of all by one inversion: the products of all Z before each, then back from the inverse of the
    // whole.
    std::vector<EdwardsPoint> points(marks.size());
    std::vector<FieldElement> before(marks.size());
    FieldElement product = FieldElement::one();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        points[i] = at_;
        before[i] = product;
        product = product * at_.Z;
        at_ = at_ + step_;
    }
    FieldElement inverse = invert(product);
    for (std::size_t i = marks.size(); i-- > 0;) {
        marks[i] = mark_of(points[i].T * inverse * before[i]);
        inverse = inverse * points[i].Z;
    }
}

}    // namespace vouch
