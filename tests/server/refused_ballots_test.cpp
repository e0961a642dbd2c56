// What a conference says to ballots without looking into them, and what it never signs.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <future>

#include "server/conference.h"
#include "tests/support/folder.h"
#include "tests/support/made_election.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::server;
using namespace vouch::testing;

namespace {

/// A conference that starts from the log of an election made elsewhere; no other keys but its own are needed.
class StartedConference {
public:
    StartedConference(const MadeElection& made, const Limits& limits) {
        Conference::make(folder_ / "c", "vote.example/c/0011223344556677/log");
        {
            Store store(folder_ / "c/log.db");
            std::vector<Bytes32> leaves;
            for (const Bytes& entry : made.entries()) leaves.push_back(leaf_hash(entry));
            const auto tiles = extend_tiles(0, leaves, [&store](std::uint32_t level, std::uint64_t index) {
                return store.tile(level, index);
            });
            store.append(made.entries(), tiles, {made.state().log.size(), made.state().log.root()});
        }
        conference_ =
            Conference::open(folder_ / "c", folder_ / "signed", {sequencers_, verifiers_, 1}, limits);
    }
    ~StartedConference() {
        std::promise<void> stopped;
        conference_->stop([&stopped](Accepted) { stopped.set_value(); });
        stopped.get_future().wait();
        conference_.reset();
        sequencers_.join();
        verifiers_.join();
    }

    Bytes sealed(ByteView body) const {
        return *seal_envelope(conference_->keys().box_public_key(), reply_key_, body);
    }
    std::future<CastAnswer> cast(const Bytes& envelope) const {
        const auto promise = std::make_shared<std::promise<CastAnswer>>();
        conference_->cast(envelope, [promise](CastAnswer answer) { promise->set_value(std::move(answer)); });
        return promise->get_future();
    }
    /// What the sealed reply says.
    CastReply reply_to(const Bytes& envelope) const {
        const CastAnswer answer = cast(envelope).get();
        REQUIRE(std::holds_alternative<Bytes>(answer));
        return *open_reply(reply_key_, std::get<Bytes>(answer));
    }
    Reason refusal_of(const MadeElection& made, const Bytes& envelope) const {
        const CastReply reply = reply_to(envelope);
        REQUIRE(std::holds_alternative<CastRefusal>(reply));
        const CastRefusal& refusal = std::get<CastRefusal>(reply);
        CHECK(refusal_holds(conference_->keys().vkey().key(), made.state().election_id, envelope, refusal));
        return refusal.rejection.reason;
    }
    void lose_tiles() const {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((folder_ / "c/log.db").c_str(), &database) == SQLITE_OK);
        CHECK(sqlite3_exec(database, "DROP TABLE tiles", nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

private:
    TemporaryFolder folder_;
    boost::asio::thread_pool sequencers_{1}, verifiers_{1};
    std::shared_ptr<Conference> conference_;
    SecretBytes<32> reply_key_ = SecretBytes<32>(Bytes32{7});
};

MadeElection set_up() {
    MadeElection made({.summoned = 5, .officials = 1});
    made.set_up();
    for (std::uint32_t number = 1; number <= 5; ++number) made.enrol(number);
    return made;
}

void open_and_confirm(MadeElection& made) {
    made.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    REQUIRE(made.state().open_confirmed());
}

/// No place in the queue: whatever is answered was answered without queuing.
Limits no_queue() {
    Limits limits;
    limits.queued_ballots = 0;
    return limits;
}

}    // namespace

TEST_CASE("what cannot be a ballot of this election takes no place in the queue") {
    MadeElection made = set_up();
    const Bytes large(60'000);
    {
        const StartedConference conference(made, no_queue());
        CHECK(conference.refusal_of(made, conference.sealed(large)) == Reason::wrong_phase);
    }
    made.open();
    const auto& opening = *made.state().opening;
    const Bytes fitting(ballot_body_bytes(opening.officials, opening.m));
    {
        const StartedConference conference(made, no_queue());
        CHECK(conference.refusal_of(made, conference.sealed(large)) == Reason::too_early);
        CHECK(conference.refusal_of(made, conference.sealed(fitting)) == Reason::too_early);
    }
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    REQUIRE(made.state().open_confirmed());
    const StartedConference conference(made, no_queue());
    for (const std::size_t size : {std::size_t{0}, fitting.size() - 1, fitting.size() + 1, large.size()})
        CHECK(conference.refusal_of(made, conference.sealed(Bytes(size))) == Reason::malformed);
    CHECK(conference.refusal_of(made, conference.sealed(fitting)) == Reason::over_capacity);    // queued
    CHECK(conference.refusal_of(made, conference.sealed(Bytes(65'535))) == Reason::too_large);
}

TEST_CASE("the queue is bounded by the bytes that its ballots hold, envelope and entry") {
    MadeElection made = set_up();
    open_and_confirm(made);
    const auto& opening = *made.state().opening;
    const Bytes garbage(ballot_body_bytes(opening.officials, opening.m));
    Limits limits;
    limits.queued_ballot_bytes = 2 * garbage.size();    // a byte too few for one
    {
        const StartedConference conference(made, limits);
        CHECK(conference.refusal_of(made, conference.sealed(garbage)) == Reason::over_capacity);
    }
    ++limits.queued_ballot_bytes;
    const StartedConference conference(made, limits);
    CHECK(conference.refusal_of(made, conference.sealed(garbage)) == Reason::bad_proof);    // looked at
}

TEST_CASE("a ballot in the log whose receipt cannot be made is not refused by anything signed") {
    MadeElection made = set_up();
    open_and_confirm(made);
    NonceSource nonces(SecretBytes<32>{});
    const Opening& opening = *made.state().opening;
    const auto credential = locate(opening, made.credential(1));
    REQUIRE(credential.ok());
    std::vector<SecretDigit> levels;
    levels.emplace_back(std::uint8_t{3});
    const Bytes body = seal(opening, *credential, levels, 0, prepare(opening, *credential, nonces)).body;

    const StartedConference conference(made, {});
    const Bytes envelope = conference.sealed(body);
    REQUIRE(std::holds_alternative<Receipt>(conference.reply_to(envelope)));
    conference.lose_tiles();
    const CastAnswer answer = conference.cast(envelope).get();
    REQUIRE(std::holds_alternative<CastRefusal>(answer));
    const CastRefusal& refusal = std::get<CastRefusal>(answer);
    CHECK(refusal.signature == Bytes64{});
    CHECK(refusal.rejection.reason == Reason::over_capacity);
    CHECK(refusal.retry_after_ms > 0);
}
