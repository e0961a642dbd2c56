// Finding the counts inside five officials' decrypted sums of 65,536 ballots each.
#include "bench/figures.h"
#include "election/count.h"

namespace vouch::bench {

void count() {
    constexpr std::uint32_t kBallots = 65'536;
    // High, medium, low, blank: a hall that is content, one that is split, one that is not, and more and more
    // blanks.
    constexpr std::array<std::array<std::uint32_t, 4>, 5> kHalls{{{{60'000, 5'000, 530, 6}},
                                                                  {{22'000, 21'700, 21'800, 36}},
                                                                  {{1'000, 4'000, 60'500, 36}},
                                                                  {{32'000, 30'000, 3'436, 100}},
                                                                  {{45'000, 15'000, 5'300, 236}}}};
    const double start = thread_seconds();
    election::CountReader reader(kBallots, kBallots);
    for (const auto& [high, medium, low, blank] : kHalls) {
        election::Counts counts;
        counts.high = high;
        counts.medium = medium;
        counts.low = low;
        counts.blank = blank;
        const auto found = reader.read(times_g(Scalar(election::exponent_of(counts, kBallots))));
        VOUCH_CHECK(found && found->high == high && found->medium == medium && found->blank == blank);
    }
    tell("count of 65,536 ballots, five officials with 6 to 236 blanks", thread_seconds() - start, "s");
}

}    // namespace vouch::bench
