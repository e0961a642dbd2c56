#pragma once
// The two methods of sum_methods.h where eight lanes hold two points: two sums at once, of the terms at even
// places and of those at odd ones, which are added up at the end.

#include <algorithm>
#include <cstdlib>

#include "crypto/bulk/lane_points.h"

namespace vouch {

/// Four or eight lanes of one kind: `Four` and `Eight` are what LanePoint asks for, and Eight::joined(Four,
/// Four) and its half<0 or 1>() join two of them and split them again.
template <class Four, class Eight>
class PairSums {
    using Addend = LaneAddend<Four>;
    using Point = LanePoint<Four>;
    using Pair = LanePoint<Eight>;
    using PairAddend = LaneAddend<Eight>;

public:
    static EdwardsPoint straus(const SignedDigits& scalars, std::span<const AffineAddend> points) {
        const std::size_t multiples = std::size_t{1} << (scalars.width - 1);
        const std::vector<Addend> tables = small_multiples<LaneCurve<Four>>(points, multiples);
        Pair sums;
        for (std::size_t place = scalars.places; place-- > 0;) {
            if (place + 1 < scalars.places)
                for (std::size_t i = 0; i < scalars.width; ++i) sums = doubled(sums);
            const Digits digits{scalars.at(place)};
            const auto term = [&](std::size_t i) {
                if (digits[i] == 0) return Addend();
                const Addend& multiple = tables[i * multiples + std::abs(digits[i]) - 1];
                return digits[i] > 0 ? multiple : -multiple;
            };
            for (std::size_t i = 0; i < points.size(); i += 2)
                if (digits[i] != 0 || digits[i + 1] != 0) sums = sums + joined(term(i), term(i + 1));
        }
        return total(sums);
    }

    static EdwardsPoint pippenger(const SignedDigits& scalars, std::span<const AffineAddend> points) {
        std::vector<Addend> addends;
        if (scalars.places > 1)    // a lone place uses each once
            for (const AffineAddend& point : points) addends.emplace_back(point);
        // Behind the buckets of each of the two sums one that nothing is read from, for the digit zero.
        const std::size_t buckets = std::size_t{1} << (scalars.width - 1);
        std::vector<Point> even(buckets + 1), odd(buckets + 1);
        Pair sums;
        for (std::size_t place = scalars.places; place-- > 0;) {
            for (std::size_t i = 0; i < scalars.width; ++i) sums = doubled(sums);
            std::ranges::fill(even, Point());
            std::ranges::fill(odd, Point());
            const Digits digits{scalars.at(place)};
            const auto bucket_of = [&](std::size_t i) {
                return digits[i] == 0 ? buckets : std::abs(digits[i]) - std::size_t{1};
            };
            const auto term = [&](std::size_t i) {
                if (digits[i] == 0) return Addend();
                const Addend addend = addends.empty() ? Addend(points[i]) : addends[i];
                return digits[i] > 0 ? addend : -addend;
            };
            for (std::size_t i = 0; i < points.size(); i += 2) {
                if (digits[i] == 0 && digits[i + 1] == 0) continue;
                Point &first = even[bucket_of(i)], &second = odd[bucket_of(i + 1)];
                const Pair both = joined(first, second) + joined(term(i), term(i + 1));
                first = {both.xytz.template half<0>()};
                second = {both.xytz.template half<1>()};
            }
            // Σ n·buckets[n − 1], by running sums from the top.
            Pair running, weighed;
            for (std::size_t n = buckets; n-- > 0;) {
                running = running + PairAddend(joined(even[n], odd[n]));
                weighed = weighed + PairAddend(running);
            }
            sums = sums + PairAddend(weighed);
        }
        return total(sums);
    }

private:
    /// The digits of one place. Where their number is odd, a zero is added behind the last.
    struct Digits {
        std::span<const std::int16_t> digits;
        std::int32_t operator[](std::size_t i) const { return i < digits.size() ? digits[i] : 0; }
    };
    [[gnu::always_inline]] static PairAddend joined(const Addend& even, const Addend& odd) {
        return PairAddend(Eight::joined(even.parts, odd.parts));
    }
    [[gnu::always_inline]] static Pair joined(const Point& even, const Point& odd) {
        return {Eight::joined(even.xytz, odd.xytz)};
    }
    static EdwardsPoint total(const Pair& sums) {
        const Point even{sums.xytz.template half<0>()}, odd{sums.xytz.template half<1>()};
        return LaneCurve<Four>::edwards(even + Addend(odd));
    }
};

}    // namespace vouch
