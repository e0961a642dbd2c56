// One ballot's cost: sealing it, its bytes, and verifying it alone and in batches. Five officials, as in the
// targets.
#include <benchmark/benchmark.h>

#include <map>

#include "crypto/sodium.h"
#include "election/ballot.h"

using namespace vouch;
using namespace vouch::election;

namespace {

constexpr std::size_t kOfficials = 5;

/// A full ring of that many participants, and the secrets of the first few.
struct Hall {
    Opening opening;
    std::vector<Credential> credentials;
    NonceSource nonces{SecretBytes<32>{}};
};

Hall& hall(std::uint32_t participants) {
    static std::map<std::uint32_t, Hall> halls;
    const auto found = halls.find(participants);
    if (found != halls.end()) return found->second;
    Hall& made = halls[participants];
    std::vector<SecretScalar> sks;
    std::vector<Point> pks;
    for (std::uint32_t i = 0; i < participants; ++i) {
        SecretScalar sk = made.nonces.draw();
        pks.push_back(times_g(sk).publish());
        if (i < 16) sks.push_back(std::move(sk));
    }
    made.opening =
        make_opening({}, {}, kOfficials, times_g(Scalar(2)), times_g(Scalar(3)), pks, participants);
    for (SecretScalar& sk : sks) made.credentials.push_back(*locate(made.opening, std::move(sk)));
    return made;
}

SealedBallot seal_one(Hall& in, std::size_t participant, std::uint32_t revision) {
    std::vector<SecretDigit> levels;
    for (std::size_t j = 0; j < kOfficials; ++j)
        levels.emplace_back(static_cast<std::uint8_t>((participant + j) % 4));
    const Credential& credential = in.credentials[participant % in.credentials.size()];
    return seal(in.opening, credential, levels, revision, prepare(in.opening, credential, in.nonces));
}

/// Ballots with different randomness; how many participants they are of makes no difference to verifying.
const std::vector<Bytes>& ballots(Hall& in, std::size_t count) {
    static std::vector<Bytes> sealed;
    while (sealed.size() < count) sealed.push_back(seal_one(in, sealed.size(), 0).body);
    return sealed;
}

void sealing(benchmark::State& state) {
    Hall& in = hall(static_cast<std::uint32_t>(state.range(0)));
    std::size_t participant = 0;
    for (auto _ : state) benchmark::DoNotOptimize(seal_one(in, participant++, 0));
    state.counters["ballot_bytes"] = static_cast<double>(ballot_body_bytes(kOfficials, in.opening.m));
}
BENCHMARK(sealing)->ArgName("ring")->Arg(256)->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond);

/// After the tap: all but the membership part, which a device makes while the participant reads.
void sealing_after_the_tap(benchmark::State& state) {
    Hall& in = hall(static_cast<std::uint32_t>(state.range(0)));
    const Credential& credential = in.credentials.front();
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<SecretDigit> levels;
        for (std::size_t j = 0; j < kOfficials; ++j) levels.emplace_back(std::uint8_t{1});
        PreparedSealing prepared = prepare(in.opening, credential, in.nonces);
        state.ResumeTiming();
        benchmark::DoNotOptimize(seal(in.opening, credential, levels, 0, std::move(prepared)));
    }
}
BENCHMARK(sealing_after_the_tap)->ArgName("ring")->Arg(1024)->Unit(benchmark::kMillisecond);

void verifying(benchmark::State& state) {
    Hall& in = hall(1024);
    const auto batch = static_cast<std::size_t>(state.range(0));
    const auto& bodies = ballots(in, batch);
    const std::vector<ByteView> views(bodies.begin(), bodies.begin() + static_cast<std::ptrdiff_t>(batch));
    for (auto _ : state)
        for (const auto& verified : verify(in.opening, views, system_rng()))
            if (!verified.ok()) state.SkipWithError("an honest ballot was refused");
    state.counters["per_ballot"] =
        benchmark::Counter(static_cast<double>(batch),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(verifying)->ArgName("batch")->Arg(1)->Arg(16)->Arg(64)->Arg(256)->Arg(1024)->Unit(
    benchmark::kMillisecond);

}    // namespace

int main(int argc, char** argv) {
    initialize_crypto();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
