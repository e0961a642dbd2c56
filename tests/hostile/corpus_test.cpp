// The inputs in tests/fuzz/corpus, which fuzzing found: each still has the answer that is written beside it,
// the same that the browser's readers give (client/web/tests/fuzz). And the rules, over changed elections.
#include "tests/fuzz/corpus.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/fuzz/changed_election.h"
#include "tests/fuzz/target.h"
#include "tests/hostile/mutator.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

#ifdef VOUCH_SANITIZED
constexpr std::size_t kElections = 12;
#else
constexpr std::size_t kElections = 400;
#endif
constexpr std::size_t kChoicesMax = 64;
constexpr std::uintmax_t kCorpusBytesMax = 1'000'000;

}    // namespace

TEST_CASE("every kept input has the answer that is written beside it") {
    std::size_t refused = 0;
    for (const Decoder& decoder : decoders()) {
        CAPTURE(decoder.name);
        const auto inputs = read_corpus(corpus_folder() / corpus_file(decoder.name));
        CHECK_FALSE(inputs.empty());
        std::size_t taken = 0;
        for (const KeptInput& input : inputs) {
            CAPTURE(to_base64(input.bytes));
            CHECK(told_answer(input.bytes, answer_of(decoder, input.bytes)) == input.answer);
            taken += input.answer != "refused";
        }
        CHECK(taken > 0);
        refused += inputs.size() - taken;
    }
    CHECK(refused > 200);
}

TEST_CASE("every kept input is of a target that is there, and all of them are small") {
    std::set<std::string> files;
    for (const Target& target : fuzz_targets()) CHECK(files.insert(corpus_file(target.name)).second);
    std::uintmax_t size = 0;
    for (const auto& file : std::filesystem::directory_iterator(corpus_folder())) {
        CAPTURE(file.path());
        CHECK(files.contains(file.path().filename()));
        size += file.file_size();
    }
    CHECK(size < kCorpusBytesMax);
}

TEST_CASE("a changed election is admitted only as far as somebody who may made it") {
    for (const KeptInput& input : read_corpus(corpus_folder() / corpus_file(kChangedElection)))
        run_changed_election(input.bytes);
    Mutator mutator(5);
    for (std::size_t round = 0; round < kElections; ++round) {
        Bytes choices(1 + mutator.below(kChoicesMax));
        for (auto& byte : choices) byte = static_cast<std::uint8_t>(mutator.below(256));
        CAPTURE(to_hex(choices));
        run_changed_election(choices);
    }
    const ChangedElectionTally tally = changed_election_tally();    // it reaches what it is for
    CHECK(tally.refused > kElections);
    CHECK(tally.admitted > kElections);
    CHECK(tally.admitted_anew > kElections / 20);
    CHECK(tally.counted > kElections / 100);
}
