#include "crypto/bulk/decoded_points.h"

#include <algorithm>
#include <mutex>

#include "crypto/bulk/decode.h"

namespace vouch {

struct DecodedPoints::Memory {
    std::mutex mutex;
    std::shared_ptr<const Table> table;
};

DecodedPoints::DecodedPoints() : memory_(std::make_shared<Memory>()) {}

std::shared_ptr<const DecodedPoints::Table> DecodedPoints::of(std::span<const Point> points) const {
    const std::lock_guard lock(memory_->mutex);    // held while decoding: others would only do the same
    if (!memory_->table || !std::ranges::equal(memory_->table->points, points)) {
        const auto table = std::make_shared<Table>();
        table->points.assign(points.begin(), points.end());
        for (const AffinePoint& point : decode_all(points)) table->addends.emplace_back(point);
        memory_->table = table;
    }
    return memory_->table;
}

}    // namespace vouch
