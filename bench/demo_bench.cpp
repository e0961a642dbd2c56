// Replaying the log that `./run demo` left in build/demo: every signature, every proof, the count.
#include "bench/figures.h"
#include "client/cli/shared/log_source.h"
#include "crypto/note.h"
#include "election/replay.h"

namespace vouch::bench {
namespace {

constexpr const char* kLogFolder = "build/demo/log";

Result<std::vector<Bytes>> entries_of_the_demo() {
    const auto fetch = client::log_in_folder(kLogFolder);
    const auto note = fetch("checkpoint");
    if (!note) return {Reason::not_fitting, "it is not there: ./run demo makes it"};
    VOUCH_TRY(signed_note, SignedNote::parse(text_of(*note)));
    VOUCH_TRY(checkpoint, Checkpoint::parse(signed_note.text));
    return client::fetch_entries(fetch, 0, checkpoint.size);
}

}    // namespace

void demo() {
    const auto entries = entries_of_the_demo();
    if (!entries.ok()) {
        std::fprintf(stderr, "no figure of the log in %s: %s\n", kLogFolder,
                     to_string(entries.rejection()).c_str());
        return;
    }
    const double start = process_seconds();
    election::Replay replay(system_rng());
    for (const Bytes& entry : *entries) replay.feed(entry);
    VOUCH_CHECK(replay.finish());
    tell("replaying the demo's log", process_seconds() - start, "s");
    tell("replaying the demo's log, entries", static_cast<double>(entries->size()), "entries", kAnyBackend);
    tell("replaying the demo's log, ballots", static_cast<double>(replay.state().ballots_admitted), "ballots",
         kAnyBackend);
}

}    // namespace vouch::bench
