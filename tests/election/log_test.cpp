// tests/vectors/log: a whole election replayed, and what becomes of its log when entries are dropped, doubled
// or swapped.
#include <catch2/catch.hpp>

#include "election/fingerprint.h"
#include "election/lookup.h"
#include "election/results_files.h"
#include "tests/election/replays.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr std::size_t kOpen = 23, kFirstBallot = 27, kClose = 37;

const Outcome& whole_log() {
    static const Outcome outcome = replayed(log_entries());
    return outcome;
}

std::string bytes_hex(ByteView bytes) {
    return to_hex(bytes);
}

}    // namespace

TEST_CASE("the log replays to every value that its vectors state") {
    REQUIRE_FALSE(whole_log().refusal);
    const State& state = whole_log().state;
    const Json& v = log_vectors();
    CHECK(name(state.phase) == "published");
    CHECK(state.announced);
    CHECK(state.log.size() == 45);
    CHECK(bytes_hex(state.log.root()) == v["root"]);
    CHECK(bytes_hex(state.election_id) == v["election_id"]);
    CHECK(bytes_hex(state.ceremony->digest) == v["ceremony"]);
    CHECK(bytes_hex(state.ceremony->dealings_digest()) == v["acknowledgement"]);
    CHECK(bytes_hex(state.open_digest) == v["open_digest"]);
    CHECK(bytes_hex(state.close_digest) == v["close_digest"]);
    CHECK(state.open_index == kOpen);
    CHECK(state.close_index == kClose);
    CHECK(bytes_hex(*state.anchor()) == v["slip_anchor"]);
    CHECK(opening_number(state.open_digest) == v["opening_number"]);
    for (const auto& [trustee, E] : state.coins) CHECK(E == point(v["coins"][std::to_string(trustee)]));
    CHECK(bytes_hex(*state.fingerprint_hash()) == v["fingerprint_hash"]);
    CHECK(fingerprint(*state.fingerprint_hash()) == v["fingerprint"]);
    CHECK(state.confirmations_needed() == v["q"]);
    CHECK(state.open_confirmations.keys.size() == 4);
    CHECK(state.close_confirmations.keys.size() == 3);

    const Opening& opening = *state.opening;
    CHECK(opening.m == v["m"]);
    CHECK(opening.enrolled == v["N"]);
    REQUIRE(opening.rings.size() == 1);
    REQUIRE(opening.rings[0].places() == v["ring"].size());
    for (std::size_t place = 0; place < v["ring"].size(); ++place)
        CHECK(opening.rings[0].at(place) == point(v["ring"][place]));
    CHECK(opening.Y == point(v["Y"]));
    for (std::uint32_t i = 1; i <= 3; ++i)
        CHECK(public_share(state.ceremony->commitments(), i) == point(v["V"][i - 1]));

    REQUIRE(state.sums.size() == 2);
    REQUIRE(state.electronic.size() == 2);
    for (std::size_t j = 0; j < 2; ++j) {
        CHECK(state.sums[j].alpha == point(v["alpha"][j]));
        CHECK(state.sums[j].beta == point(v["beta"][j]));
        const Json& counts = v["electronic"][j];
        CHECK(state.electronic[j] ==
              Counts{counts["high"], counts["medium"], counts["low"], counts["blank"]});
    }
    CHECK(state.base() == v["base"]);
    CHECK(state.collected() == v["collected"]);
    CHECK(state.summoned() == v["summoned"]);
    CHECK(state.present() == v["present"]);
    CHECK(state.present_at_open == v["present"]);
    CHECK(state.ballots.size() == 8);
    CHECK(state.ballots_admitted == 9);
    CHECK(bytes_of(results_csv(state.manifest, *state.result, state.base())).size() > 0);
    CHECK(results_csv(state.manifest, *state.result, state.base()) ==
          text_of(read_file(tests_dir() / "vectors" / "log" / "results.csv")));
}

TEST_CASE("every tracker of the log is found; one is superseded") {
    TrackerIndex index;
    Replay replay(system_rng(), [&](const State& state, const Entry& entry) { index.add(state, entry); });
    std::size_t ballots = 0, superseded = 0;
    for (const Bytes& carried : log_entries()) REQUIRE(replay.feed(carried));
    REQUIRE(replay.finish());
    for (const Json& entry : log_vectors()["entries"]) {
        if (!entry.contains("tracker")) continue;
        const LookupResult found = index.find(bytes32(entry["tracker"]));
        CAPTURE(entry["what"].get<std::string>());
        CHECK(found.index == entry["index"]);
        const bool last = entry["index"] != 35;    // number 6 cast again
        CHECK(name(found.standing) == (last ? "counted" : "superseded"));
        CHECK(found.revision == (entry["index"] == 36 ? 1u : 0u));
        superseded += !last;
        ++ballots;
    }
    CHECK(ballots == 9);
    CHECK(superseded == 1);
    CHECK(name(index.find(Bytes32{}).standing) == "absent");
    CHECK_FALSE(index.tag_of(Bytes32{}));
}

TEST_CASE("the hook sees every entry once, in order, ballots of a batch included") {
    std::vector<Bytes> seen;
    Replay replay(system_rng(), [&](const State& state, const Entry& entry) {
        seen.push_back(entry.carried);
        CHECK(state.log.size() == seen.size());
    });
    for (const Bytes& carried : log_entries()) REQUIRE(replay.feed(carried));
    REQUIRE(replay.finish());
    CHECK(seen == log_entries());
}

TEST_CASE("a doubled entry is refused where it stands a second time") {
    for (std::size_t i = 0; i < log_entries().size(); ++i) {
        CAPTURE(i);
        std::vector<Bytes> log = log_entries();
        log.insert(log.begin() + static_cast<std::ptrdiff_t>(i), log[i]);
        const auto refusal = replayed(log).refusal;
        REQUIRE(refusal);
        CHECK(refusal->index == i + 1);
        CHECK(refusal->why.reason == Reason::duplicate);
    }
}

TEST_CASE("a dropped entry is refused at once or where the open, the close or the count misses it") {
    for (std::size_t i = 0; i + 1 < log_entries().size(); ++i) {    // without its end a log is only shorter
        CAPTURE(i);
        std::vector<Bytes> log = log_entries();
        log.erase(log.begin() + static_cast<std::ptrdiff_t>(i));
        const auto refusal = replayed(log).refusal;
        REQUIRE(refusal);
        CHECK(refusal->index >= i);
        const std::size_t latest = i < kOpen ? kOpen : i < kClose ? kClose : log_entries().size() - 1;
        CHECK(refusal->index <= latest - 1);
    }
}

TEST_CASE("swapped neighbours are refused at once or at the open or the close") {
    std::vector<std::size_t> taken;
    for (std::size_t i = 0; i + 1 < log_entries().size(); ++i) {
        CAPTURE(i);
        std::vector<Bytes> log = log_entries();
        std::swap(log[i], log[i + 1]);
        const Outcome outcome = replayed(log);
        if (outcome.refusal) {
            CHECK(outcome.refusal->index >= i);
            CHECK(outcome.refusal->index <= (i < kOpen ? kOpen : i < kClose ? kClose : log.size() - 1));
            continue;
        }
        taken.push_back(i);
        // Behind the close nothing in the log names its order: the tree's root does.
        CHECK(bytes_hex(outcome.state.log.root()) != log_vectors()["root"]);
        CHECK(outcome.state.result->lines == whole_log().state.result->lines);
    }
    // Confirmations of the close among themselves and with the paper count, and the two shares.
    CHECK(taken == std::vector<std::size_t>{38, 39, 40, 42});
}

TEST_CASE("a ballot changed in any way is refused in its place, and the batch around it stands") {
    for (std::size_t i = kFirstBallot; i < kClose; ++i) {
        std::vector<Bytes> log = log_entries();
        const auto entry = decode_entry(log[i]);
        REQUIRE(entry.ok());
        if (entry->kind() != Kind::ballot) continue;
        for (const std::size_t at : {std::size_t{0}, std::size_t{4}, std::size_t{9}, std::size_t{45},
                                     entry->body_bytes().size() / 2, entry->body_bytes().size() - 2}) {
            CAPTURE(i, at);
            Bytes body = copy(entry->body_bytes());
            body[at] ^= 1;
            log[i] = make_ballot_entry(body);
            const auto refusal = replayed(log).refusal;
            REQUIRE(refusal);
            CHECK(refusal->index == i);
            CHECK((refusal->why.reason == Reason::malformed || refusal->why.reason == Reason::bad_proof ||
                   refusal->why.reason == Reason::wrong_revision));
        }
    }
}

TEST_CASE("what verify said of another ballot, or under another opening, is not believed") {
    State state;
    for (std::size_t i = 0; i < kFirstBallot; ++i) REQUIRE(apply_carried(state, log_entries()[i]).ok());
    const auto first = decode_entry(log_entries()[27]), second = decode_entry(log_entries()[28]);
    const ByteView bodies[] = {first->body_bytes(), second->body_bytes()};
    const auto verdicts = verify(*state.opening, bodies, system_rng());
    REQUIRE(verdicts[0].ok());
    REQUIRE(verdicts[1].ok());

    Bytes forged_body = copy(first->body_bytes());
    forged_body.at(forged_body.size() - 32) ^= 1;    // in z
    const auto forged = decode_entry(make_ballot_entry(forged_body));
    REQUIRE(forged.ok());
    const Json before = described(state);
    for (const auto& verdict : verdicts) {
        const Status status = apply(state, *forged, verdict);
        REQUIRE_FALSE(status.ok());
        CHECK(status.rejection().reason == Reason::bad_proof);
    }
    CHECK(described(state) == before);

    State other = state;
    auto opening = std::make_shared<Opening>(*state.opening);
    opening->open_digest[0] ^= 1;
    other.opening = opening;
    CHECK_FALSE(apply(other, *first, verdicts[0]).ok());

    REQUIRE(apply(state, *second, verdicts[0]).ok());    // looked at again by itself, and good
    REQUIRE(apply(state, *first, verdicts[0]).ok());
    CHECK(state.ballots.size() == 2);
}

TEST_CASE("a good ballot is not refused for what verify said of another, or under another opening") {
    State state;
    for (std::size_t i = 0; i < kFirstBallot; ++i) REQUIRE(apply_carried(state, log_entries()[i]).ok());
    const auto first = decode_entry(log_entries()[27]), second = decode_entry(log_entries()[28]);
    Bytes forged = copy(first->body_bytes());
    forged.at(forged.size() - 32) ^= 1;    // in z
    const ByteView forged_view(forged), second_view(second->body_bytes());
    const auto of_another = verify(*state.opening, {&forged_view, 1}, system_rng());
    REQUIRE_FALSE(of_another.front().ok());
    REQUIRE(of_another.front().rejection().reason == Reason::bad_proof);
    CHECK(apply(state, *first, of_another.front()).ok());

    Opening changed = *state.opening;
    changed.open_digest[0] ^= 1;
    const auto of_another_opening = verify(changed, {&second_view, 1}, system_rng());
    REQUIRE_FALSE(of_another_opening.front().ok());
    REQUIRE(of_another_opening.front().rejection().reason == Reason::bad_proof);
    CHECK(apply(state, *second, of_another_opening.front()).ok());
    CHECK(state.ballots.size() == 2);
}

TEST_CASE("every bit of every signed entry, flipped, is refused by the state just before it") {
    State state;
    std::size_t flips = 0;
    for (const Bytes& carried : log_entries()) {
        const auto entry = decode_entry(carried);
        REQUIRE(entry.ok());
        Bytes changed = carried;
        for (std::size_t bit = 0; bit < 8 * carried.size() && entry->kind() != Kind::ballot; ++bit, ++flips) {
            changed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
            const Status status = apply_carried(state, changed);
            if (status.ok()) FAIL("entry " << state.log.size() - 1 << ", bit " << bit);
            changed[bit / 8] = carried[bit / 8];
        }
        REQUIRE(apply(state, *entry).ok());
    }
    CHECK(flips > 50'000);
}
