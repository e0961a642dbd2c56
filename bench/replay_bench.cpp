// Replaying a log of many ballots, and one of 10,000 in a single ring to compare with.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "bench/figures.h"
#include "bench/made_log.h"
#include "election/replay.h"

namespace vouch::bench {
namespace {

constexpr std::uint64_t kBallotsToCompare = 10'000;
constexpr std::uint32_t kRing = 1024;
constexpr std::uint64_t kManyBallots = 1'000'000;
constexpr std::uint32_t kManyParticipants = 65'536;

struct Replayed {
    double cpu_seconds = 0, seconds = 0;    // from the first ballot on
    double peak_memory_mib = 0;
    std::size_t rings = 0;
};

/// In a process of its own, so that what made the log is not in this one's memory.
void make_log_apart(const LogShape& shape, const std::filesystem::path& file) {
    const pid_t child = fork();
    VOUCH_CHECK(child >= 0);
    if (child == 0) {
        make_log(shape, file);
        _exit(0);
    }
    int status = 0;
    VOUCH_CHECK(waitpid(child, &status, 0) == child && status == 0);
}

Replayed replay_log(const LogShape& shape, const std::filesystem::path& file) {
    using Clock = std::chrono::steady_clock;
    MadeLog log(file);
    election::Replay replay(system_rng());
    Clock::time_point start;
    double cpu_start = 0;
    bool voting = false;
    for (Bytes entry;;) {
        if (!voting && log.has_come_to_the_ballots()) {
            voting = true;
            start = Clock::now();
            cpu_start = process_seconds();
        }
        if (!log.next(entry)) break;
        VOUCH_CHECK(replay.feed(entry));
    }
    VOUCH_CHECK(replay.finish() && replay.state().ballots_admitted == shape.ballots);
    return {process_seconds() - cpu_start, std::chrono::duration<double>(Clock::now() - start).count(),
            peak_memory_mib(), replay.state().opening->rings.size()};
}

Replayed made_and_replayed(const LogShape& shape) {
    const auto file =
        std::filesystem::temp_directory_path() / ("vouch-bench-log-" + std::to_string(getpid()));
    make_log_apart(shape, file);
    const Replayed replayed = replay_log(shape, file);
    std::filesystem::remove(file);
    return replayed;
}

}    // namespace

void replay(std::uint64_t ballots) {
    const LogShape shape{ballots,
                         std::max<std::uint32_t>(
                             kRing, static_cast<std::uint32_t>(ballots * kManyParticipants / kManyBallots))};
    const auto count = static_cast<double>(ballots);
    const Replayed large = made_and_replayed(shape);
    tell("replay, ballots", count, "ballots", kAnyBackend);
    tell("replay, participants", shape.participants, "participants", kAnyBackend);
    tell("replay, rings", static_cast<double>(large.rings), "rings", kAnyBackend);
    tell("replay, per ballot", 1e6 * large.cpu_seconds / count, "µs");
    tell("replay, ballots a second, both cores", count / large.seconds, "1/s");
    tell("replay, peak memory", large.peak_memory_mib, "MiB");
    const Replayed small = made_and_replayed({kBallotsToCompare, kRing});
    const double of_small = small.cpu_seconds / static_cast<double>(kBallotsToCompare);
    tell("replay of 10,000 ballots in one ring, per ballot", 1e6 * of_small, "µs");
    tell("replay, per ballot ÷ that of 10,000 in one ring", large.cpu_seconds / count / of_small, "×");
}

}    // namespace vouch::bench
