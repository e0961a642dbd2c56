// The codec of entries beside libprotobuf: the same bytes are taken, and say the same. VOUCH_CODEC_ENTRIES
// says how many entries are made, and changed (20,000 each).
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/election/codec_reference.h"
#include "tests/hostile/mutator.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

std::size_t entries_wanted() {
    const char* wanted = std::getenv("VOUCH_CODEC_ENTRIES");
    return wanted ? std::stoul(wanted) : 20'000;
}

/// How often both took an entry of each kind; 0 stands for refused.
using Taken = std::array<std::size_t, kKinds.rows.size() + 1>;

/// Fails where the two differ.
void compare(ByteView carried, Taken& taken) {
    v1::Entry expected;
    std::unique_ptr<google::protobuf::Message> body;
    const bool takes = reference_takes(carried, expected, body);
    const auto entry = decode_entry(carried);
    const bool same = entry.ok() == takes && (!takes || says_the_same(*entry, expected, body.get()));
    if (!same) {
        INFO(to_hex(carried));
        INFO((entry.ok() ? "taken" : to_string(entry.rejection())) << ", libprotobuf: " << takes);
        FAIL("the two differ");
    }
    ++taken[takes ? expected.kind() : 0];
    if (!entry.ok()) {
        const Reason expected_reason =
            carried.size() > kEntryBytesMax ? Reason::too_large : Reason::malformed;
        if (entry.rejection().reason != expected_reason) FAIL(to_string(entry.rejection()));
        return;
    }
    // What is written is taken by both, and says what was read.
    if (entry->kind() == Kind::ballot) return;
    const Bytes again = make_entry(entry->kind(), encode_body(entry->body), entry->signatures);
    auto written = decode_entry(again);
    bool holds = written.ok() && reference_takes(again, expected, body);
    if (holds) {
        holds = says_the_same(*written, expected, body.get());
        written->body = entry->body;
        holds = holds && says_the_same(*written, expected, body.get());
    }
    if (!holds) {
        INFO(to_hex(carried));
        FAIL("written otherwise: " << to_hex(again));
    }
}

}    // namespace

TEST_CASE("codec and libprotobuf agree on every entry of the vectors") {
    Taken taken{};
    for (const Bytes& carried : log_entries()) compare(carried, taken);
    CHECK(taken[0] == 0);
    for (const Json& change : read_vectors("log/changes.json"))
        for (const Json& then : change["then"])
            if (then.is_string() && !then.get_ref<const std::string&>().starts_with("zeros:"))
                if (const Bytes carried = bytes(then); carried.size() <= kEntryBytesMax)
                    compare(carried, taken);
    CHECK(taken[0] > 50);
}

TEST_CASE("codec and libprotobuf agree on made entries of every kind") {
    EntryMaker maker(1);
    Taken taken{};
    const std::size_t count = entries_wanted();
    for (std::size_t i = 0; i < count; ++i) compare(maker.entry(), taken);
    for (const std::size_t of_kind : taken) CHECK(of_kind > count / 100);
}

TEST_CASE("codec and libprotobuf agree on changed entries") {
    EntryMaker maker(2);
    Mutator mutator(3);
    std::vector<Bytes> samples = log_entries();
    Taken taken{};
    const std::size_t count = entries_wanted();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 4 == 0) samples[maker.below(samples.size())] = maker.entry();
        const Bytes& sample = samples[maker.below(samples.size())];
        const Bytes& other = samples[maker.below(samples.size())];
        compare(i % 2 == 0 ? maker.changed(sample) : mutator.changed(sample, other), taken);
    }
    CHECK(taken[0] > count / 2);
    CHECK(taken[0] < count);
}
