#include "election/rings.h"

#include <algorithm>

#include "crypto/transcript.h"

namespace vouch::election {

RingShape ring_shape(std::uint32_t enrolled, std::uint32_t capacity) {
    VOUCH_CHECK(enrolled > 0 && capacity > 0);
    const std::uint64_t N = enrolled;
    RingShape shape;
    shape.rings = static_cast<std::uint32_t>((N + capacity - 1) / capacity);
    std::uint64_t largest = 0;
    for (std::uint64_t g = 0; g <= shape.rings; ++g) {
        shape.first.push_back(static_cast<std::uint32_t>(g * N / shape.rings));
        if (g > 0) largest = std::max<std::uint64_t>(largest, shape.first[g] - shape.first[g - 1]);
    }
    while (std::uint64_t{1} << (2 * shape.m) < largest) ++shape.m;
    return shape;
}

std::vector<Ring> make_rings(const Bytes32& open_digest, std::vector<Point> keys, std::uint32_t capacity) {
    std::vector<std::pair<Bytes32, Point>> sorted;
    sorted.reserve(keys.size());
    for (const Point& pk : keys) sorted.emplace_back(Transcript("ring").add(open_digest).add(pk).hb(), pk);
    std::sort(sorted.begin(), sorted.end());
    const RingShape shape = ring_shape(static_cast<std::uint32_t>(keys.size()), capacity);
    std::vector<Ring> rings(shape.rings);
    for (std::uint32_t g = 0; g < shape.rings; ++g) {
        rings[g].m = shape.m;
        for (std::uint32_t place = shape.first[g]; place < shape.first[g + 1]; ++place)
            rings[g].keys.push_back(sorted[place].second);
    }
    return rings;
}

}    // namespace vouch::election
