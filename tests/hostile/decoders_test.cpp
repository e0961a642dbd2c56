// Every decoder gets random bytes, cut-off and changed ones: a value or a named rejection, and nothing
// thrown. docs/protocol.md, section 10.
#include "tests/hostile/decoders.h"

#include <catch2/catch.hpp>

#include "tests/hostile/mutator.h"
#include "tests/journeys/ten_ballots.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

#ifdef VOUCH_SANITIZED
constexpr std::size_t kRounds = 100;
#else
constexpr std::size_t kRounds = 4000;
#endif
constexpr std::size_t kRandomBytesMax = 4096;
constexpr std::size_t kLongBytes = 40'000;

/// Whether the decoder took the bytes.
bool takes(const Decoder& decoder, ByteView bytes) {
    return answer_of(decoder, bytes).ok();
}

/// The same; of what is sealed, only what was sealed is taken.
bool takes_sealed(const Decoder& decoder, ByteView bytes) {
    if (!takes(decoder, bytes)) return false;
    CAPTURE(decoder.name);
    REQUIRE((!decoder.sealed || std::ranges::find(decoder.samples, copy(bytes)) != decoder.samples.end()));
    return true;
}

}    // namespace

TEST_CASE("every decoder takes what was made for it") {
    const std::vector<Decoder> all = decoders();
    CHECK(all.size() > 90);
    for (const Decoder& decoder : all) {
        CAPTURE(decoder.name);
        CHECK_FALSE(decoder.samples.empty());
        for (const Bytes& sample : decoder.samples) {
            const auto answer = answer_of(decoder, sample);
            INFO((answer.ok() ? "" : to_string(answer.rejection())));
            CHECK(answer.ok());
        }
    }
}

TEST_CASE("every decoder has an answer to random bytes") {
    Mutator mutator(1);
    for (const Decoder& decoder : decoders())
        for (std::size_t round = 0; round < kRounds / decoder.one_round_in; ++round)
            takes_sealed(decoder, mutator.random(round % 2 == 0 ? 64 : kRandomBytesMax));
}

TEST_CASE("every decoder has an answer to one byte many times over") {
    for (const Decoder& decoder : decoders())
        for (const std::uint8_t byte : {0x00, 0x08, 0x0a, 0x12, 0x7f, 0x80, 0xff, int{' '}, int{'"'},
                                        int{','}, int{'0'}, int{'A'}, int{'['}, int{'{'}, int{'='}})
            takes_sealed(decoder, Bytes(kLongBytes, byte));
}

TEST_CASE("every decoder has an answer to what was cut off") {
    Mutator mutator(2);
    for (const Decoder& decoder : decoders()) {
        for (std::size_t round = 0; round < kRounds / decoder.one_round_in; ++round) {
            const Bytes& sample = decoder.samples[round % decoder.samples.size()];
            takes_sealed(decoder, ByteView(sample).first(mutator.below(sample.size())));
        }
    }
}

TEST_CASE("every decoder has an answer to what was changed") {
    Mutator mutator(3);
    std::size_t taken = 0, refused = 0;
    for (const Decoder& decoder : decoders()) {
        for (std::size_t round = 0; round < kRounds / decoder.one_round_in; ++round) {
            const Bytes& sample = decoder.samples[mutator.below(decoder.samples.size())];
            const Bytes& other = decoder.samples[mutator.below(decoder.samples.size())];
            ++(takes_sealed(decoder, mutator.changed(sample, other)) ? taken : refused);
        }
    }
    CHECK(taken > 0);    // it is not all refused at the first byte
    CHECK(refused > taken);
}

TEST_CASE("no changed entry is admitted, signed or proven") {
    Mutator mutator(4);
    const MadeElection made = ten_ballots();
    const std::vector<Bytes>& entries = made.entries();
    election::State state;
    std::size_t refused = 0;
    for (const Bytes& entry : entries) {
        for (std::size_t round = 0; round < kRounds / 20; ++round) {
            const Bytes changed = mutator.changed(entry, entries[mutator.below(entries.size())]);
            if (std::ranges::find(entries, changed) != entries.end()) continue;    // changed back
            const Status status = apply_carried(state, changed);
            if (status.ok()) FAIL("entry " << state.log.size() - 1 << " as " << to_hex(changed));
            ++refused;
        }
        REQUIRE(apply_carried(state, entry).ok());    // and nothing that was refused has changed anything
    }
    CHECK(refused > entries.size() * (kRounds / 25));
    CHECK(state.log.root() == made.state().log.root());
}
