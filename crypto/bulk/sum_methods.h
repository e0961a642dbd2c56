#pragma once
// The two ways of taking a sum of multiples, over any arithmetic of points: Straus's (1964), with tables of
// each point's small multiples and one chain of doublings for all; Pippenger's (1976), with buckets instead
// of tables. Each backend compiles them for its own kind of point.

#include <cstdlib>

#include "crypto/bulk/backend.h"

namespace vouch {

/// 1, 2, 3, …, `multiples` times each point, point by point. `Curve` names its Point, with doubled(Point);
/// what is added to one or taken off: an Affine, made from an AffineAddend, and an Addend, made from a Point;
/// and edwards(Point).
template <class Curve>
std::vector<typename Curve::Addend> small_multiples(std::span<const AffineAddend> points,
                                                    std::size_t multiples) {
    std::vector<typename Curve::Addend> out;
    out.reserve(points.size() * multiples);
    for (const AffineAddend& point : points) {
        const typename Curve::Affine once(point);
        typename Curve::Point multiple = typename Curve::Point() + once;
        for (std::size_t n = 0; n < multiples; ++n) {
            out.push_back(typename Curve::Addend(multiple));
            if (n + 1 < multiples) multiple = multiple + once;
        }
    }
    return out;
}

template <class Curve>
EdwardsPoint straus_sum(const SignedDigits& scalars, std::span<const AffineAddend> points) {
    using Sum = typename Curve::Point;
    const std::size_t multiples = std::size_t{1} << (scalars.width - 1);
    const auto tables = small_multiples<Curve>(points, multiples);
    Sum sum;
    for (std::size_t place = scalars.places; place-- > 0;) {
        if (place + 1 < scalars.places)
            for (std::size_t i = 0; i < scalars.width; ++i) sum = doubled(sum);
        const auto* table = tables.data();
        for (const std::int32_t digit : scalars.at(place)) {
            if (digit > 0) sum = sum + table[digit - 1];
            if (digit < 0) sum = sum - table[-digit - 1];
            table += multiples;
        }
    }
    return Curve::edwards(sum);
}

template <class Curve>
EdwardsPoint pippenger_sum(const SignedDigits& scalars, std::span<const AffineAddend> points) {
    using Sum = typename Curve::Point;
    using Multiple = typename Curve::Addend;
    std::vector<typename Curve::Affine> addends;
    if (scalars.places > 1)    // a lone place uses each once
        for (const AffineAddend& point : points) addends.emplace_back(point);
    std::vector<Sum> buckets(std::size_t{1} << (scalars.width - 1));
    Sum sum;
    for (std::size_t place = scalars.places; place-- > 0;) {
        for (std::size_t i = 0; i < scalars.width; ++i) sum = doubled(sum);
        for (Sum& bucket : buckets) bucket = Sum();
        const auto digits = scalars.at(place);
        for (std::size_t i = 0; i < digits.size(); ++i) {
            if (digits[i] == 0) continue;
            const auto addend = addends.empty() ? typename Curve::Affine(points[i]) : addends[i];
            Sum& bucket = buckets[std::abs(digits[i]) - 1];
            bucket = digits[i] > 0 ? bucket + addend : bucket - addend;
        }
        // Σ n·buckets[n − 1], by running sums from the top.
        Sum running, weighed;
        for (std::size_t n = buckets.size(); n-- > 0;) {
            running = running + Multiple(buckets[n]);
            weighed = weighed + Multiple(running);
        }
        sum = sum + Multiple(weighed);
    }
    return Curve::edwards(sum);
}

}    // namespace vouch
