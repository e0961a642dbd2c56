// Receipts: ballots sealed beforehand and cast at a real server, each over a TLS connection of its own;
// SQLite's commits reach the disk before a receipt leaves. Clients and server share the machine.
#include <benchmark/benchmark.h>

#include <atomic>
#include <thread>

#include "tests/server/test_server.h"

using namespace vouch;

namespace {

constexpr std::uint32_t kParticipants = 256;    // one full ring of that size; two officials

/// An open vote in a server of this process, with the limits that a server has.
struct Voting {
    testing::TestServer server{server::Limits{}};
    testing::TestConference conference{server, kParticipants};

    Voting() {
        auto session = server.session(conference.path + "/session");
        VOUCH_CHECK(conference.open(session));
    }
    /// One ballot of each participant.
    std::vector<testing::Casting> seal(std::uint32_t revision) const {
        std::vector<testing::Casting> out;
        for (std::uint32_t number = 1; number <= kParticipants; ++number)
            out.emplace_back(conference.box_key(), conference.seal(number, revision).body);
        return out;
    }
    bool gets_a_receipt(const testing::Casting& casting) {
        const auto response = casting.ask(server, conference.path);
        return response.has_cast() && std::holds_alternative<election::Receipt>(casting.reply(response));
    }
};

void receipts(benchmark::State& state) {
    static Voting voting;
    static std::uint32_t revision = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto castings = voting.seal(revision++);
        std::atomic<std::size_t> next = 0, given = 0;
        state.ResumeTiming();
        {
            std::vector<std::jthread> clients;
            for (std::int64_t client = 0; client < state.range(0); ++client)
                clients.emplace_back([&] {
                    for (std::size_t i; (i = next++) < castings.size();)
                        given += voting.gets_a_receipt(castings[i]) ? 1 : 0;
                });
        }
        if (given != castings.size()) state.SkipWithError("a ballot got no receipt");
    }
    state.counters["receipts_per_second"] =
        benchmark::Counter(kParticipants, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(receipts)
    ->ArgName("at_a_time")
    ->Arg(32)
    ->Arg(256)
    ->Iterations(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}    // namespace
