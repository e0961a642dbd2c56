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
constexpr std::uint64_t kParticipantsMax = 65'536;

struct Replayed {
    double cpu_seconds = 0, seconds = 0;    // from the first ballot on
    double peak_memory_mib = 0;
    std::size_t rings = 0;
};

/// The log of that shape, made where it is not there yet; in a process of its own, so that what makes it is
/// not in the memory of this one.
std::filesystem::path made_log(const LogShape& shape) {
    const std::filesystem::path folder = "build/bench";
    const auto name = "log-" + std::to_string(shape.ballots) + "-" + std::to_string(shape.participants);
    if (std::filesystem::exists(folder / name)) return folder / name;
    std::filesystem::create_directories(folder);
    const pid_t child = fork();
    VOUCH_CHECK(child >= 0);
    if (child == 0) {
        make_log(shape, folder / (name + ".part"));
        _exit(0);
    }
    int status = 0;
    VOUCH_CHECK(waitpid(child, &status, 0) == child && status == 0);
    std::filesystem::rename(folder / (name + ".part"), folder / name);
    return folder / name;
}

Replayed replay_log(const LogShape& shape) {
    using Clock = std::chrono::steady_clock;
    MadeLog log(made_log(shape));
    election::WorkerThreads threads;
    election::Replay replay(system_rng(), {}, threads);
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

}    // namespace

void replay(std::uint64_t ballots) {
    const auto participants =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(ballots / 3, kRing, kParticipantsMax));
    const LogShape shape{ballots, participants};
    const auto count = static_cast<double>(ballots);
    const Replayed large = replay_log(shape);
    tell("replay, ballots", count, "ballots", kAnyBackend);
    tell("replay, participants", shape.participants, "participants", kAnyBackend);
    tell("replay, rings", static_cast<double>(large.rings), "rings", kAnyBackend);
    tell("replay, per ballot", 1e6 * large.cpu_seconds / count, "µs");
    tell("replay, ballots a second, both cores", count / large.seconds, "1/s");
    tell("replay, peak memory", large.peak_memory_mib, "MiB");
    const Replayed small = replay_log({kBallotsToCompare, kRing});
    const double of_small = small.cpu_seconds / static_cast<double>(kBallotsToCompare);
    tell("replay of 10,000 ballots in one ring, per ballot", 1e6 * of_small, "µs");
    tell("replay, per ballot ÷ that of 10,000 in one ring", large.cpu_seconds / count / of_small, "×");
}

}    // namespace vouch::bench
