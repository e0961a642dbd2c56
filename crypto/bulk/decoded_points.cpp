#include "crypto/bulk/decoded_points.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "crypto/bulk/decode.h"
#include "crypto/bulk/msm.h"

namespace vouch {
namespace {

std::atomic<std::size_t> bytes_of_multiples;

/// Over one denominator each, with a single inversion: Montgomery's trick.
std::vector<AffineAddend> addends_of(const std::vector<EdwardsPoint>& points) {
    std::vector<FieldElement> products;    // of all Z before each
    FieldElement product = FieldElement::one();
    for (const EdwardsPoint& point : points) {
        products.push_back(product);
        product = product * point.Z;
    }
    FieldElement inverse = invert(product);
    std::vector<AffineAddend> out(points.size());
    for (std::size_t i = points.size(); i-- > 0;) {
        const FieldElement z = inverse * products[i];
        out[i] = AffineAddend(AffinePoint{points[i].X * z, points[i].Y * z});
        inverse = inverse * points[i].Z;
    }
    return out;
}

void add_multiples(DecodedPoints::Table& table) {
    const std::size_t width = one_place_width(table.points.size()), places = places_of(width);
    const std::size_t bytes = table.points.size() * places * sizeof(AffineAddend);
    if (bytes_of_multiples.fetch_add(bytes) + bytes > kMultiplesBytesMax) {
        bytes_of_multiples -= bytes;
        return;
    }
    std::vector<EdwardsPoint> multiples;
    for (const AffinePoint& point : decode_all(table.points)) multiples.push_back(EdwardsPoint::of(point));
    table.width = width;
    table.multiples = table.addends;
    for (std::size_t place = 1; place < places; ++place) {
        for (EdwardsPoint& multiple : multiples)
            for (std::size_t i = 0; i < width; ++i) multiple = doubled(multiple);
        std::ranges::copy(addends_of(multiples), std::back_inserter(table.multiples));
    }
}

}    // namespace

DecodedPoints::Table::~Table() {
    bytes_of_multiples -= multiples.size() * sizeof(AffineAddend);
}

struct DecodedPoints::Memory {
    std::mutex mutex;
    std::shared_ptr<const Table> table;
    std::size_t sums = 0;    // that this table made up most of

    /// To be called with the mutex held, which it stays while decoding: others would only do the same.
    void remember(std::span<const Point> points, bool with_multiples) {
        const auto made = std::make_shared<Table>();
        made->points.assign(points.begin(), points.end());
        for (const AffinePoint& point : decode_all(points)) made->addends.emplace_back(point);
        if (with_multiples) add_multiples(*made);
        table = made;
    }
    bool is_of(std::span<const Point> points) const {
        return table && std::ranges::equal(table->points, points);
    }
};

DecodedPoints::DecodedPoints() : memory_(std::make_shared<Memory>()) {}

std::shared_ptr<const DecodedPoints::Table> DecodedPoints::of(std::span<const Point> points) const {
    const std::lock_guard lock(memory_->mutex);
    if (!memory_->is_of(points)) {
        memory_->remember(points, false);
        memory_->sums = 0;
    }
    return memory_->table;
}

std::shared_ptr<const DecodedPoints::Table> DecodedPoints::of_most(std::span<const Point> points) const {
    const auto table = of(points);
    const std::lock_guard lock(memory_->mutex);
    if (++memory_->sums == kSumsBeforeMultiples && memory_->is_of(points)) memory_->remember(points, true);
    return memory_->is_of(points) ? memory_->table : table;
}

}    // namespace vouch
