// Replaying the log that `./run demo` left in build/demo: every signature, every proof, the count.
#include <benchmark/benchmark.h>

#include "client/cli/log_source.h"
#include "crypto/note.h"
#include "election/replay.h"

using namespace vouch;

namespace {

constexpr const char* kLogFolder = "build/demo/log";

void replaying_the_demo(benchmark::State& state) {
    const auto fetch = client::log_in_folder(kLogFolder);
    const auto note = fetch("checkpoint");
    const auto signed_note = note ? SignedNote::parse(text_of(*note)) : Result<SignedNote>(Reason::malformed);
    const auto checkpoint =
        signed_note.ok() ? Checkpoint::parse(signed_note->text) : Result<Checkpoint>(Reason::malformed);
    if (!checkpoint.ok()) {
        state.SkipWithError("there is no log in build/demo/log: ./run demo makes it");
        return;
    }
    const auto entries = client::fetch_entries(fetch, 0, checkpoint->size);
    if (!entries.ok()) {
        state.SkipWithError("the log in build/demo/log cannot be read");
        return;
    }
    std::uint64_t ballots = 0;
    for (auto _ : state) {
        election::Replay replay(system_rng());
        for (const Bytes& entry : *entries) replay.feed(entry);
        if (!replay.finish()) state.SkipWithError("the log in build/demo/log does not hold");
        ballots = replay.state().ballots_admitted;
    }
    state.counters["entries"] = static_cast<double>(entries->size());
    state.counters["ballots"] = static_cast<double>(ballots);
}
BENCHMARK(replaying_the_demo)->Unit(benchmark::kMillisecond);

}    // namespace
