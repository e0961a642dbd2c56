// Replay in windows: an election of two rings, and what is wrong in the middle of a window.
#include "election/replay.h"

#include <sys/resource.h>

#include "election/batches.h"
#include "election/profiles.h"
#include "tests/election/replays.h"
#include "tests/support/made_election.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr std::uint32_t kEnrolled = 260;    // two rings of the least capacity

/// A log whose ballots come from both rings in turn, with a paper between them and a ballot cast again.
struct TwoRings {
    std::vector<Bytes> log;
    std::vector<std::size_t> ballots;    // their places in it
    std::size_t paper = 0, close = 0;

    TwoRings() {
        ElectionShape shape;
        shape.summoned = kEnrolled + 1;
        MadeElection election(shape);
        election.set_up();
        for (std::uint32_t number = 1; number <= kEnrolled; ++number) election.enrol(number);
        election.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election.confirm_as_trustee(trustee);
        std::array<std::vector<std::uint32_t>, 2> in_ring;
        for (std::uint32_t number = 1; number <= kEnrolled; ++number)
            in_ring[locate(*election.state().opening, election.credential(number))->ring_index].push_back(
                number);
        const auto cast = [&](std::uint32_t number) {
            ballots.push_back(election.entries().size());
            election.cast(number, {Level::high, Level::blank});
        };
        for (std::size_t i = 0; i < 4; ++i) {
            for (const auto& numbers : in_ring) cast(numbers[i]);
            if (i != 1) continue;
            paper = election.entries().size();
            election.give_paper(kEnrolled + 1);
        }
        cast(in_ring[1][0]);
        close = election.entries().size();
        election.close();
        log = election.entries();
    }
};

const TwoRings& made() {
    static const TwoRings rings;
    return rings;
}

void spoil(std::vector<Bytes>& log, std::size_t index) {
    const auto entry = decode_entry(log[index]);
    Bytes body = copy(entry->body_bytes());
    body.at(body.size() - 32) ^= 1;    // z
    log[index] = make_ballot_entry(body);
}

std::size_t first_fault(const std::vector<Bytes>& log) {
    const Outcome outcome = replayed(log);
    check_same(replayed_on(log, this_thread()), outcome);
    REQUIRE(outcome.refusal);
    return outcome.refusal->index;
}

}    // namespace

TEST_CASE("ballots of two rings hold, with a paper between them and a close behind") {
    const Outcome whole = replayed(made().log);
    CHECK_FALSE(whole.refusal);
    CHECK(whole.state.opening->rings.size() == 2);
    CHECK(whole.state.ballots_admitted == 9);
    CHECK(whole.state.phase == Phase::counting);
}

TEST_CASE("the first fault of a window is the one that apply finds, whichever ring it is in") {
    const auto& [log, ballots, paper, close] = made();
    std::vector<Bytes> two_bad = log;
    spoil(two_bad, ballots[6]);
    spoil(two_bad, ballots[5]);
    CHECK(first_fault(two_bad) == ballots[5]);

    std::vector<Bytes> garbage_first = two_bad;
    garbage_first[paper] = copy(bytes_of("no entry"));
    CHECK(first_fault(garbage_first) == paper);

    std::vector<Bytes> bad_before_garbage = garbage_first;
    spoil(bad_before_garbage, ballots[0]);
    CHECK(first_fault(bad_before_garbage) == ballots[0]);

    std::vector<Bytes> doubled = two_bad;
    doubled[ballots[3]] = log[ballots[2]];
    CHECK(first_fault(doubled) == ballots[3]);

    std::vector<Bytes> revision_missing = log;    // the last one is a revision of the second
    revision_missing[ballots[1]] = log[ballots[8]];
    CHECK(first_fault(revision_missing) == ballots[1]);

    std::vector<Bytes> closed_early = two_bad;
    std::swap(closed_early[close], closed_early[ballots[4]]);
    CHECK(first_fault(closed_early) == ballots[4]);    // it names another root

    std::vector<Bytes> after_the_close = log;
    after_the_close.push_back(log[ballots[0]]);
    after_the_close.back().push_back(0);
    CHECK(first_fault(after_the_close) == log.size());
}

TEST_CASE("more may be fed once what waited was settled") {
    const auto& log = made().log;
    WorkerThreads threads(2);
    Replay replay(system_rng(), {}, threads);
    for (std::size_t i = 0; i < log.size(); ++i) {
        REQUIRE(replay.feed(log[i]));
        if (i % 3 == 0) REQUIRE(replay.finish());
        if (i % 3 == 0) CHECK(replay.state().log.size() == i + 1);
    }
    REQUIRE(replay.finish());
    CHECK(described(replay.state()) == described(one_by_one(log).state));
}

TEST_CASE("a window is bounded in entries, and in bytes") {
    const auto& [log, ballots, paper, close] = made();
    const auto fed_until_refused = [&](const Bytes& again) {
        Replay replay(system_rng());
        for (std::size_t i = 0; i < ballots[0]; ++i) REQUIRE(replay.feed(log[i]));
        std::size_t fed = 1;
        while (replay.feed(again)) ++fed;
        REQUIRE(replay.refusal());
        CHECK(replay.refusal()->index == ballots[0]);
        CHECK_FALSE(replay.feed(log[ballots[0]]));
        CHECK_FALSE(replay.finish());
        return fed;
    };
    constexpr std::size_t kLong = kEntryBytesMax;
    // Entries that are none: two windows of them fill up before the first one is looked at.
    CHECK(fed_until_refused(Bytes(3, 0xff)) <= 2 * kReplayBatchesPerThread * kBatchBallots);
    CHECK(fed_until_refused(Bytes(kLong, 0xff)) <= 2 * (kReplayWindowBytesMax / kLong + 1));
}

TEST_CASE("after a refusal nothing of what waits is taken") {
    const auto& [log, ballots, paper, close] = made();
    Replay replay(system_rng());
    for (std::size_t i = 0; i < ballots[0]; ++i) REQUIRE(replay.feed(log[i]));
    constexpr std::size_t kWindow = kReplayBatchesPerThread * kBatchBallots;
    const Bytes none(3, 0xff);
    for (std::size_t i = 0; i < kWindow; ++i) REQUIRE(replay.feed(none));
    REQUIRE(replay.feed(log[ballots[0]]));    // which would be the next one
    while (replay.feed(none)) {
    }
    CHECK_FALSE(replay.finish());
    CHECK(replay.refusal()->index == ballots[0]);
    CHECK(replay.state().log.size() == ballots[0]);
}

TEST_CASE("a log of several windows is replayed whole") {
    constexpr std::uint32_t kEnrolled = 8, kOnPaper = kReplayBatchesPerThread * kBatchBallots + 20;
    ElectionShape shape{.summoned = kEnrolled + kOnPaper};
    shape.rules = *rule_profile("party", shape.languages);
    shape.rules.quorum = {1, 200};
    MadeElection election(shape);
    election.set_up();
    for (std::uint32_t number = 1; number <= kEnrolled; ++number) election.enrol(number);
    election.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election.confirm_as_trustee(trustee);
    for (std::uint32_t i = 1; i <= kOnPaper; ++i) election.give_paper(kEnrolled + i);
    Replay replay(system_rng());
    for (const Bytes& entry : election.entries()) REQUIRE(replay.feed(entry));
    REQUIRE(replay.finish());
    CHECK(described(replay.state()) == described(election.state()));
}

// The one door past verify() is Replay's.
static_assert(!std::default_initializable<ProofsCheckedBefore>);

TEST_CASE("proofs that were checked before are not checked again, in a log that begins so") {
    const auto& [log, ballots, paper, close] = made();
    std::vector<Bytes> bad = log;
    spoil(bad, ballots[2]);
    const auto beginning = [&](std::size_t size) {
        MerkleFrontier tree;
        for (std::size_t i = 0; i < size; ++i) tree.append(leaf_hash(bad[i]));
        return LogBeginning{size, tree.root()};
    };
    const auto run = [&](const LogBeginning& before, std::size_t entries) {
        WorkerThreads threads(2);
        Replay replay(system_rng(), {}, threads, before);
        for (std::size_t i = 0; i < entries; ++i)
            if (!replay.feed(bad[i])) break;
        replay.finish();
        return std::pair(replay.refusal() ? std::optional(replay.refusal()->index) : std::nullopt,
                         replay.begins_as_checked());
    };
    using Index = std::optional<std::uint64_t>;
    CHECK(run({}, bad.size()) == std::pair(Index(ballots[2]), true));
    CHECK(run(beginning(ballots[2]), bad.size()) == std::pair(Index(ballots[2]), true));
    CHECK(run(beginning(ballots[2] + 1), ballots[8]) == std::pair(Index(), true));
    CHECK(run(beginning(ballots[7]), ballots[7]) == std::pair(Index(), true));
    CHECK(run(beginning(ballots[7]), ballots[7] - 1) == std::pair(Index(), false));    // not there yet
    LogBeginning other = beginning(ballots[7]);
    other.root[0] ^= 1;
    CHECK(run(other, bad.size()) == std::pair(Index(ballots[7] - 1), false));
    other.size = 2;    // before the first window
    CHECK(run(other, bad.size()) == std::pair(Index(1), false));
}

TEST_CASE("whoever waits for the workers is told how many ballots they have verified") {
    const auto& [log, ballots, paper, close] = made();
    WorkerThreads threads(2);
    Replay replay(system_rng(), {}, threads);
    std::vector<std::uint64_t> told;
    replay.when_verified([&](std::uint64_t verified) { told.push_back(verified); });
    for (std::size_t i = 0; i < ballots[4]; ++i) REQUIRE(replay.feed(log[i]));
    REQUIRE(replay.finish());
    for (std::size_t i = ballots[4]; i < log.size(); ++i) REQUIRE(replay.feed(log[i]));
    REQUIRE(replay.finish());
    // How often depends on the threads, and nothing is told where they were done before.
    CHECK(std::ranges::is_sorted(told));
    for (const std::uint64_t verified : told) CHECK(verified <= ballots.size());
}

TEST_CASE("what a worker cannot do reaches who feeds the log") {
    struct Unable : Workers {
        std::size_t count() const override { return 1; }
        void post(std::function<void()>) override { throw std::runtime_error("no thread"); }
    } unable;
    Replay replay(system_rng(), {}, unable);
    for (const Bytes& carried : made().log) REQUIRE(replay.feed(carried));
    CHECK_THROWS_WITH(replay.finish(), "no thread");
}

#ifndef VOUCH_SANITIZED    // whose memory has no such limit
TEST_CASE("a task that the workers could not take never runs") {
    struct rlimit before {};
    REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
    std::atomic<int> runs = 0;
    int accepted = 0;
    bool refused = false;
    {
        WorkerThreads threads(64);
        const auto post = [&] {
            threads.post([&runs] { ++runs; });
            ++accepted;
        };
        post();    // so that one thread would run whatever is queued
        const struct rlimit full { 1, before.rlim_max };
        REQUIRE(setrlimit(RLIMIT_AS, &full) == 0);
        try {
            while (accepted < 64) post();    // some stacks of earlier threads may be there yet
        } catch (const std::exception&) {
            refused = true;
        }
        REQUIRE(setrlimit(RLIMIT_AS, &before) == 0);
    }
    CHECK(refused);
    CHECK(runs == accepted);
}
#endif

TEST_CASE("worker threads run every task once, and all of them before they go") {
    std::atomic<int> runs = 0;
    {
        WorkerThreads threads(3);
        CHECK(threads.count() == 3);
        for (int i = 0; i < 100; ++i) threads.post([&runs] { ++runs; });
    }
    CHECK(runs == 100);
    CHECK(WorkerThreads().count() >= 1);
}
