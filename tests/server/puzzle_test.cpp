// The puzzle that comes before a ballot where its sender's part of the queue is half used.
#include "election/puzzle.h"

#include "tests/server/test_server.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

/// Three ballots are admitted together, and the third one of a host comes with a puzzle.
server::Limits three_together() {
    server::Limits limits = TestServer::quick();
    limits.mix_ballots = 3;
    limits.mix_wait = server::kMixWaitMax;
    limits.queued_ballots = 6;
    return limits;
}

pb::Cast cast_of(const Casting& casting) {
    pb::Cast out;
    out.set_envelope(text_of(casting.envelope));
    return out;
}
pb::Cast solved(const Casting& casting, const pb::Puzzle& puzzle) {
    pb::Cast out = cast_of(casting);
    const auto solution =
        election::solve_puzzle({*exactly<16>(bytes_of(puzzle.salt())), puzzle.bits()}, casting.envelope);
    out.set_puzzle_salt(puzzle.salt());
    out.set_puzzle_solution(text_of(election::encode_solution(*solution)));
    return out;
}
pb::Response ask(Caller& caller, const pb::Cast& cast) {
    pb::Request request;
    *request.mutable_cast() = cast;
    return caller.ask(std::move(request));
}
pb::Puzzle puzzle_in(const pb::Response& response) {
    REQUIRE(reason_of(response) == Reason::puzzle_needed);
    CHECK(response.refusal().signature().empty());
    CHECK(response.refusal().puzzle().salt().size() == 16);
    return response.refusal().puzzle();
}

class BusyHall {
public:
    explicit BusyHall(const server::Limits& limits = three_together()) : server(limits) {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
    /// A freeze has all admitted that wait: the server's end would wait for them otherwise.
    ~BusyHall() {
        Caller session = server.session(conference.path + "/session");
        pb::OrganizerRequest freeze;
        freeze.mutable_freeze();
        CHECK(session.ask(conference.election->organizer(), freeze).has_frozen());
    }
    BusyHall(const BusyHall&) = delete;
    BusyHall& operator=(const BusyHall&) = delete;
    Casting casting(std::uint32_t number) { return {conference.box_key(), conference.seal(number).body}; }
    Caller call() { return server.call(conference.path + "/cast"); }
    /// Sends a ballot that waits for others, and returns once it has arrived.
    static void begin(Caller& caller, const Casting& casting) {
        pb::Request request;
        request.set_id(++caller.last_id);
        *request.mutable_cast() = cast_of(casting);
        caller.send(request);
        pb::Request heartbeat;
        heartbeat.mutable_heartbeat();
        REQUIRE(caller.ask(std::move(heartbeat)).has_heartbeat());
    }
    static bool gets_receipt(const Casting& casting, const pb::Response& response) {
        return std::holds_alternative<election::Receipt>(casting.reply(response));
    }

    TestServer server;
    TestConference conference{server};
};

}    // namespace

TEST_CASE("who uses half of its part of the queue solves a puzzle for the next ballot, and is then taken") {
    BusyHall hall;
    const Casting first = hall.casting(1), second = hall.casting(2), third = hall.casting(3);
    Caller a = hall.call(), b = hall.call(), c = hall.call();
    BusyHall::begin(a, first);
    BusyHall::begin(b, second);
    const pb::Puzzle puzzle = puzzle_in(ask(c, cast_of(third)));
    const pb::Puzzle another = puzzle_in(ask(c, cast_of(third)));
    CHECK(puzzle.salt() != another.salt());

    const auto not_taken = [&](const pb::Cast& cast) {
        Caller caller = hall.call();
        puzzle_in(ask(caller, cast_of(third)));
        CHECK(reason_of(ask(caller, cast)) == Reason::malformed);
        CHECK_THROWS(ask(caller, cast_of(third)));    // nothing more is read there
    };
    not_taken(solved(third, puzzle));    // given on another connection
    pb::Cast made_up = solved(third, puzzle);
    made_up.set_puzzle_salt(std::string(16, 'x'));
    not_taken(made_up);

    CHECK(BusyHall::gets_receipt(third, ask(c, solved(third, another))));
    CHECK(BusyHall::gets_receipt(first, a.receive()));
    CHECK(BusyHall::gets_receipt(second, b.receive()));
    CHECK(reason_of(ask(c, solved(third, another))) == Reason::malformed);    // it held once
    CHECK(hall.server.instance().service().metrics().refused_so_far(Reason::puzzle_needed) == 4);
}

TEST_CASE("whose part of the queue is full is told to come again, whatever it has solved") {
    server::Limits limits = three_together();
    limits.queued_ballots = 4;
    BusyHall hall(limits);
    const Casting first = hall.casting(1), second = hall.casting(2), third = hall.casting(3);
    Caller a = hall.call(), b = hall.call(), c = hall.call();
    BusyHall::begin(a, first);
    BusyHall::begin(b, second);
    CHECK(reason_of(ask(c, solved(third, puzzle_in(ask(c, cast_of(third)))))) == Reason::over_capacity);
}

TEST_CASE("a solution of too little work, or for another envelope, is none") {
    BusyHall hall;
    const Casting first = hall.casting(1), second = hall.casting(2), third = hall.casting(3);
    Caller a = hall.call(), b = hall.call();
    BusyHall::begin(a, first);
    BusyHall::begin(b, second);
    const auto refused = [&](const std::function<pb::Cast(const pb::Puzzle&)>& work) {
        Caller caller = hall.call();
        const pb::Cast cast = work(puzzle_in(ask(caller, cast_of(third))));
        return reason_of(ask(caller, cast)) == Reason::malformed;
    };
    CHECK(refused([&](const pb::Puzzle& puzzle) {
        pb::Cast cast = solved(first, puzzle);
        cast.set_envelope(text_of(third.envelope));
        return cast;
    }));
    CHECK(refused([&](pb::Puzzle puzzle) {
        pb::Cast cast = solved(third, puzzle);
        cast.mutable_puzzle_solution()->pop_back();
        return cast;
    }));
    CHECK(refused([&](const pb::Puzzle& puzzle) {
        pb::Cast cast = solved(third, puzzle);
        cast.set_puzzle_solution(std::string(32, '\xff'));
        return cast;
    }));
}
