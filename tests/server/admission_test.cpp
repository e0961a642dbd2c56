// When verified ballots are admitted: together with others, after a while, and all before a close.
// Every limit here is either nothing or so long that no test lives to see it.

#include <atomic>
#include <thread>

#include "crypto/tlog_proof.h"
#include "tests/server/started_conference.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::server;
using namespace vouch::testing;

namespace {

using Pending = std::future<CastAnswer>;
constexpr auto kNever = std::chrono::hours(1);

MadeElection at_the_vote() {
    MadeElection made = five_checked_in();
    open_and_confirm(made);
    return made;
}

/// Nothing is mixed, nothing is spaced, ticks are short.
Limits plain() {
    Limits limits = TestServer::quick();
    limits.tick = std::chrono::milliseconds(5);
    return limits;
}
Limits mixing(std::size_t ballots) {
    Limits limits = plain();
    limits.mix_ballots = ballots;
    limits.mix_wait = kNever;
    return limits;
}
Limits spacing(ReplaceAfter after) {
    Limits limits = plain();
    limits.replace_after = after;
    return limits;
}

/// Casts ballots of an election at a conference.
struct Hall {
    MadeElection made = at_the_vote();
    StartedConference conference;
    std::uint64_t size_before = made.entries().size();

    explicit Hall(const Limits& limits) : conference(made, limits) {}

    Bytes envelope(std::uint32_t number, std::uint32_t revision = 0) const {
        return conference.sealed(sealed_by(made, number, revision).body);
    }
    Bytes bad_envelope(std::uint32_t number, std::uint32_t revision = 0) const {
        Bytes body = sealed_by(made, number, revision).body;
        body.back() = 0;
        body[body.size() - 32] ^= 1;
        return conference.sealed(body);
    }
    Pending cast(std::uint32_t number, std::uint32_t revision = 0) const {
        return conference.cast(envelope(number, revision));
    }
    /// Returns after a tick at which everything that was cast before could have been admitted: what does not
    /// hold is answered at a tick, after those that are admitted there, and one thread verifies in order.
    void let_a_tick_pass() const { CHECK(conference.refusal_of(made, bad_envelope(5)) == Reason::bad_proof); }
    std::uint64_t index_of(Pending& answer) const {
        const CastReply reply = conference.opened(answer.get());
        REQUIRE(std::holds_alternative<Receipt>(reply));
        return TlogProof::parse(std::get<Receipt>(reply).proof)->index;
    }
    bool gets_receipt(const Bytes& sealed) const {
        return std::holds_alternative<Receipt>(conference.reply_to(sealed));
    }
    std::uint64_t size() const { return conference->published()->size; }
    FreezeGranted freeze() const { return *asked_to_freeze().get(); }
    std::future<Result<FreezeGranted>> asked_to_freeze() const {
        return conference.ask(conference->freeze());
    }
    void last_call(std::chrono::seconds time) const {
        REQUIRE(conference.ask(conference->last_call(time)).get().ok());
    }
};

bool answered(const Pending& answer) {
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}    // namespace

TEST_CASE("ballots wait until those of enough participants wait") {
    const Hall hall(mixing(3));
    std::vector<Pending> answers;
    for (std::uint32_t revision : {0u, 1u, 2u}) answers.push_back(hall.cast(1, revision));    // one tag
    answers.push_back(hall.cast(2));
    for (int tick = 0; tick < 3; ++tick) hall.let_a_tick_pass();
    for (const Pending& answer : answers) REQUIRE_FALSE(answered(answer));
    CHECK(hall.size() == hall.size_before);

    answers.push_back(hall.cast(3));
    std::vector<std::uint64_t> indices;
    for (Pending& answer : answers) indices.push_back(hall.index_of(answer));
    CHECK(indices[0] < indices[1]);
    CHECK(indices[1] < indices[2]);
    std::ranges::sort(indices);
    for (std::size_t i = 0; i < indices.size(); ++i) CHECK(indices[i] == hall.size_before + i);
}

TEST_CASE("a ballot that does not hold is no ballot to wait for") {
    const Hall hall(mixing(2));
    Pending alone = hall.cast(1);
    for (std::uint32_t number : {2u, 3u, 4u})
        CHECK(hall.conference.refusal_of(hall.made, hall.bad_envelope(number)) == Reason::bad_proof);
    REQUIRE_FALSE(answered(alone));
    Pending other = hall.cast(2);
    hall.index_of(alone);
    hall.index_of(other);
}

TEST_CASE("a ballot that has waited long enough is admitted alone") {
    Limits limits = mixing(1000);
    limits.mix_wait = std::chrono::milliseconds(1);
    const Hall hall(limits);
    CHECK(hall.gets_receipt(hall.envelope(1)));
}

TEST_CASE("a ballot that is in the log gets its receipt again without waiting for others") {
    const Hall hall(mixing(2));
    const Bytes body = sealed_by(hall.made, 1).body;
    Pending first = hall.conference.cast(hall.conference.sealed(body));
    Pending other = hall.cast(2);
    const std::uint64_t index = hall.index_of(first);
    Pending again = hall.conference.cast(hall.conference.sealed(body));
    CHECK(hall.index_of(again) == index);
}

TEST_CASE("one participant's waiting ballots do not fill the queue") {
    Limits limits = mixing(1000);
    limits.waiting_of_one_tag = 2;
    const Hall hall(limits);
    Pending first = hall.cast(1), second = hall.cast(1, 1);
    const CastRefusal refusal = hall.conference.refused(hall.made, hall.envelope(1, 2));
    CHECK(refusal.rejection.reason == Reason::over_capacity);
    CHECK(refusal.retry_after_ms > 0);
    hall.freeze();
    CHECK(hall.index_of(first) < hall.index_of(second));
}

TEST_CASE("a replacement soon after the last ballot is refused with the time to wait") {
    const Hall hall(spacing({kNever, kNever, kNever}));
    const Bytes first = hall.envelope(1);
    CHECK(hall.gets_receipt(first));
    const CastRefusal refusal = hall.conference.refused(hall.made, hall.envelope(1, 1));
    CHECK(refusal.rejection.reason == Reason::too_early);
    CHECK(refusal.retry_after_ms > retry_after_ms(Reason::too_early));
    CHECK(refusal.retry_after_ms <= std::chrono::milliseconds(kNever).count());
    CHECK(hall.size() == hall.size_before + 1);

    CHECK(hall.gets_receipt(first));               // cast again, it is no replacement
    CHECK(hall.gets_receipt(hall.envelope(2)));    // another participant's first
    // Whatever else is wrong is said first.
    CHECK(hall.conference.refusal_of(hall.made, hall.bad_envelope(1, 1)) == Reason::bad_proof);
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1, 2)) == Reason::wrong_revision);
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1, 0)) == Reason::wrong_revision);
}

TEST_CASE("a first ballot and its replacement that wait together are not admitted together") {
    Limits limits = mixing(2);
    limits.replace_after = {kNever, kNever, kNever};
    const Hall hall(limits);
    Pending first = hall.cast(1), replacement = hall.cast(1, 1), other = hall.cast(2);
    hall.index_of(first);
    hall.index_of(other);
    CHECK(std::get<CastRefusal>(hall.conference.opened(replacement.get())).rejection.reason ==
          Reason::too_early);
}

TEST_CASE("from the third replacement on the wait is another") {
    const Hall hall(spacing({{}, kNever, {}}));
    for (const std::uint32_t revision : {0u, 1u, 2u}) CHECK(hall.gets_receipt(hall.envelope(1, revision)));
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1, 3)) == Reason::too_early);
}

TEST_CASE("a last call makes the wait shorter until it is taken back, and followers hear of it") {
    const Hall hall(spacing({kNever, 2 * kNever, {}}));
    const auto told = [&hall] { return hall.conference->published(); };
    CHECK(told()->replacement_wait == kNever);
    CHECK(told()->third_replacement_wait == 2 * kNever);
    CHECK(hall.gets_receipt(hall.envelope(1)));
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1, 1)) == Reason::too_early);
    hall.last_call(kNever);
    CHECK(told()->last_call_ends);
    CHECK(told()->replacement_wait == Duration::zero());
    CHECK(told()->third_replacement_wait == Duration::zero());
    CHECK(hall.gets_receipt(hall.envelope(1, 1)));
    hall.last_call(std::chrono::seconds(0));
    CHECK(told()->replacement_wait == kNever);
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1, 2)) == Reason::too_early);
}

TEST_CASE("before a freeze everything that has arrived is admitted, and what comes later is told so") {
    Limits limits = spacing({kNever, kNever, kNever});
    const Hall hall([&limits] {
        limits.mix_ballots = 3;
        limits.mix_wait = kNever;
        return limits;
    }());
    std::vector<Pending> answers;
    for (const std::uint32_t number : {1u, 2u, 3u}) answers.push_back(hall.cast(number));
    for (Pending& answer : answers) hall.index_of(answer);    // spaced from here on

    const Bytes late = hall.envelope(1, 1);
    std::vector<Bytes> envelopes;    // of too few to be mixed, and too soon after each other
    for (const std::uint32_t number : {4u, 5u}) envelopes.push_back(hall.envelope(number));
    for (const std::uint32_t revision : {1u, 2u}) envelopes.push_back(hall.envelope(5, revision));
    answers.clear();
    for (const Bytes& envelope : envelopes) answers.push_back(hall.conference.cast(envelope));
    auto asked = hall.asked_to_freeze();    // most of those are not even opened
    CHECK(hall.conference.refusal_of(hall.made, late) == Reason::too_early);
    const auto frozen = asked.get();
    REQUIRE(frozen.ok());
    CHECK(frozen->frozen.index == hall.size_before + 3 + answers.size());
    for (const Pending& answer : answers) CHECK(answered(answer));
    for (Pending& answer : answers) hall.index_of(answer);

    const SigningKey* const organizer = &hall.made.organizer();
    const Bytes close = make_entry(hall.made.state().election_id,
                                   Close{frozen->frozen.index, frozen->frozen.root, 1}, {&organizer, 1});
    REQUIRE(hall.conference.ask(hall.conference->submit(close, {})).get().ok());
    const CastAnswer after = hall.conference.cast(late).get();    // no box key opens it any more
    CHECK(std::get<CastRefusal>(after).rejection.reason == Reason::wrong_phase);
}

TEST_CASE("a flood of entries does not hold off a freeze") {
    const Hall hall(plain());
    const Bytes again = hall.made.entries()[1];    // decoded, and refused at its turn
    std::atomic<bool> over = false;
    std::thread flood([&] {
        while (!over) static_cast<void>(hall.conference.ask(hall.conference->submit(again, {})).get().ok());
    });
    for (int i = 0; i < 20; ++i) static_cast<void>(hall.conference.ask(hall.conference->submit(again, {})));
    const auto frozen = hall.asked_to_freeze().get();
    over = true;
    flood.join();
    REQUIRE(frozen.ok());
    CHECK(frozen->frozen.index == hall.size_before);
}

TEST_CASE("whoever asked for a freeze can end it, and nobody else's") {
    const Hall hall(plain());
    const FreezeGranted first = hall.freeze();
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1)) == Reason::too_early);
    const FreezeGranted second = hall.freeze();
    hall.conference->end_freeze(first.number);
    CHECK(hall.freeze().number == second.number + 1);    // a turn of the strand later
    CHECK(hall.conference.refusal_of(hall.made, hall.envelope(1)) == Reason::too_early);
    hall.conference->end_freeze(second.number + 1);
    const auto looked = hall.conference.ask(hall.conference->look_up({}));    // the same
    CHECK(looked.wait_for(std::chrono::seconds(60)) == std::future_status::ready);
    CHECK(hall.gets_receipt(hall.envelope(1)));
}

TEST_CASE("a freeze does not wait for the interval") {
    Limits limits = plain();
    limits.tick = kNever;
    const Hall hall(limits);
    Pending one = hall.cast(1), other = hall.cast(2);
    CHECK(hall.freeze().frozen.index == hall.size_before + 2);
    hall.index_of(one);
    hall.index_of(other);
}

TEST_CASE("a server that stops answers the ballots that wait for others") {
    std::optional<Hall> hall;
    hall.emplace(mixing(1000));
    Pending waiting = hall->cast(1);
    hall->let_a_tick_pass();
    hall.reset();
    CHECK(std::holds_alternative<SealedReply>(waiting.get()));
}

TEST_CASE("those who follow hear how ballots are admitted, in whole seconds") {
    Limits limits = TestServer::quick();
    limits.mix_ballots = 8;
    limits.mix_wait = std::chrono::milliseconds(1500);
    limits.replace_after = {std::chrono::milliseconds(29'001), std::chrono::seconds(60),
                            std::chrono::seconds(10)};
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    pb::Request follow;
    follow.mutable_follow();
    const auto ordinary = session.ask(follow).progress();
    CHECK(ordinary.mix_ballots() == 8);
    CHECK(ordinary.mix_wait_ms() == 1500);
    CHECK(ordinary.replacement_wait_s() == 30);
    CHECK(ordinary.third_replacement_wait_s() == 60);
    Caller organizer = server.session(conference.path + "/session");
    pb::OrganizerRequest call;
    call.mutable_last_call()->set_seconds(600);
    REQUIRE(organizer.ask(conference.election->organizer(), call).has_last_called());
    pb::Progress pushed;
    while (pushed.last_call_ms() == 0) pushed = session.receive().progress();
    CHECK(pushed.replacement_wait_s() == 10);
    CHECK(pushed.third_replacement_wait_s() == 10);
}

TEST_CASE("a restart forgets when ballots were admitted, and counts from then on") {
    Limits limits = TestServer::quick();
    limits.replace_after = {kNever, kNever, kNever};
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    const auto cast = [&](std::uint32_t revision) {
        const Casting casting(conference.box_key(), conference.seal(1, revision).body);
        return casting.reply(casting.ask(server, conference.path));
    };
    CHECK(std::holds_alternative<Receipt>(cast(0)));
    CHECK(std::holds_alternative<CastRefusal>(cast(1)));
    session.socket.close();
    server.stop();
    server.start();
    CHECK(std::holds_alternative<Receipt>(cast(1)));
    CHECK(std::get<CastRefusal>(cast(2)).rejection.reason == Reason::too_early);
}
