// Verifying on two threads, against what two programs that share nothing get out of the same two cores.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "bench/figures.h"
#include "bench/known_voters.h"

namespace vouch::bench {
namespace {

constexpr std::size_t kBallots = 2048;
constexpr int kRounds = 5;

using Clock = std::chrono::steady_clock;

struct Work {
    KnownHall hall{5, 1024, 1024};
    std::vector<Bytes> bodies;

    Work() {
        KnownVoters voters(hall.opening, hall.credentials, hall.s);
        for (std::size_t i = 0; i < kBallots; ++i) bodies.push_back(voters.ballot(i % voters.size(), 0));
    }
    void verify(std::size_t first, std::size_t end) const {
        const std::vector<ByteView> views(bodies.begin() + static_cast<std::ptrdiff_t>(first),
                                          bodies.begin() + static_cast<std::ptrdiff_t>(end));
        for (const auto& verdict : election::verify(hall.opening, views, system_rng()))
            VOUCH_CHECK(verdict.ok());
    }
};

double seconds_on_the_clock(const std::function<void()>& run) {
    const auto start = Clock::now();
    run();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void in_two_processes(const Work& work) {
    const pid_t child = fork();
    VOUCH_CHECK(child >= 0);
    work.verify(child == 0 ? 0 : kBallots / 2, child == 0 ? kBallots / 2 : kBallots);
    if (child == 0) _exit(0);
    int status = 0;
    VOUCH_CHECK(waitpid(child, &status, 0) == child && status == 0);
}

void on_two_threads(const Work& work) {
    std::jthread other([&] { work.verify(0, kBallots / 2); });
    work.verify(kBallots / 2, kBallots);
}

}    // namespace

void cores() {
    const Work work;
    double one = 1e9, threads = 1e9, processes = 1e9;
    for (int round = 0; round < kRounds; ++round) {    // what else runs on the machine only makes it longer
        one = std::min(one, seconds_on_the_clock([&] { work.verify(0, kBallots); }));
        threads = std::min(threads, seconds_on_the_clock([&] { on_two_threads(work); }));
        processes = std::min(processes, seconds_on_the_clock([&] { in_two_processes(work); }));
    }
    tell("verifying, two threads ÷ one", one / threads, "×");
    tell("verifying, two processes ÷ one", one / processes, "×");
    tell("verifying, two threads ÷ two processes", processes / threads, "×");
}

}    // namespace vouch::bench
