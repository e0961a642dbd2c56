// Trustees and organizers tell each other what the log has no place for, over the server.

#include "wire/bulletin.h"

#include <catch2/catch.hpp>

#include "tests/server/test_server.h"
#include "wire/limits.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

pb::BulletinContent ready(std::uint64_t number, const std::string& day = "2026-12-04") {
    pb::BulletinContent out;
    out.set_number(number);
    out.mutable_ready()->set_day(day);
    return out;
}
pb::BulletinContent hall_screen(std::uint64_t number, std::uint32_t page) {
    pb::BulletinContent out;
    out.set_number(number);
    out.mutable_hall_screen()->set_page(page);
    return out;
}
pb::BulletinContent figures(std::uint64_t number) {
    pb::BulletinContent out;
    out.set_number(number);
    out.mutable_paper_figures()->set_count("figures");
    return out;
}

/// A conference with a board, and a session at it.
struct Meeting {
    TestServer server;
    TestConference conference{server};
    std::optional<Caller> caller;

    Meeting() {
        conference.election->set_up();
        caller.emplace(server.session(conference.path + "/session"));
        REQUIRE(conference.submit_all(*caller));
    }
    const Bytes32& election_id() const { return conference.election->state().election_id; }
    const SigningKey& trustee(std::uint32_t number) const { return conference.election->trustee_key(number); }
    pb::Response post(const SigningKey& key, const pb::BulletinContent& content) {
        pb::Request request;
        *request.mutable_post() = wire::sign_bulletin(key, election_id(), content);
        return caller->ask(std::move(request));
    }
    pb::Bulletins list(std::uint64_t after = 0) {
        pb::Request request;
        request.mutable_list_bulletins()->set_after(after);
        return caller->ask(std::move(request)).bulletins();
    }
    pb::Progress progress() {
        pb::Request request;
        request.mutable_follow();
        return caller->ask(std::move(request)).progress();
    }
    std::string day_in(const pb::Bulletin& bulletin) const {
        const auto checked = wire::check_bulletin(bulletin, election_id());
        REQUIRE(checked.ok());
        return checked->content.ready().day();
    }
};

}    // namespace

TEST_CASE("what a trustee posts is told to everybody, and a later one takes its place") {
    Meeting meeting;
    CHECK(meeting.progress().bulletins() == 0);
    REQUIRE(meeting.post(meeting.trustee(1), ready(1)).has_posted());
    REQUIRE(meeting.post(meeting.trustee(2), ready(5)).has_posted());
    const pb::Bulletins both = meeting.list();
    REQUIRE(both.bulletins_size() == 2);
    CHECK(both.last() == meeting.progress().bulletins());
    CHECK(meeting.list(both.last()).bulletins_size() == 0);

    REQUIRE(meeting.post(meeting.trustee(1), ready(2, "2026-12-05")).has_posted());
    const pb::Bulletins newer = meeting.list(both.last());
    REQUIRE(newer.bulletins_size() == 1);
    CHECK(meeting.day_in(newer.bulletins(0)) == "2026-12-05");
    CHECK(newer.last() > both.last());
    CHECK(meeting.list().bulletins_size() == 2);
}

TEST_CASE("a bulletin that was kept before is not put in the place of a later one") {
    Meeting meeting;
    REQUIRE(meeting.post(meeting.trustee(1), ready(7)).has_posted());
    CHECK(reason_of(meeting.post(meeting.trustee(1), ready(7))) == Reason::duplicate);
    CHECK(reason_of(meeting.post(meeting.trustee(1), ready(6))) == Reason::duplicate);
    CHECK(meeting.list().bulletins_size() == 1);
}

TEST_CASE("everybody who follows hears that there is a new bulletin") {
    Meeting meeting;
    Caller other = meeting.server.session(meeting.conference.path + "/session");
    pb::Request follow;
    follow.mutable_follow();
    CHECK(other.ask(std::move(follow)).progress().bulletins() == 0);
    REQUIRE(meeting.post(meeting.trustee(1), ready(1)).has_posted());
    pb::Response told = other.receive();
    while (told.progress().bulletins() == 0) told = other.receive();
    CHECK(told.progress().bulletins() == meeting.list().last());
}

TEST_CASE("bulletins outlive a restart of the server") {
    Meeting meeting;
    REQUIRE(meeting.post(meeting.trustee(1), ready(1)).has_posted());
    const std::uint64_t last = meeting.list().last();
    meeting.caller.reset();
    meeting.server.stop();
    meeting.server.start();
    meeting.caller.emplace(meeting.server.session(meeting.conference.path + "/session"));
    CHECK(meeting.progress().bulletins() == last);
    REQUIRE(meeting.list().bulletins_size() == 1);
    CHECK(reason_of(meeting.post(meeting.trustee(1), ready(1))) == Reason::duplicate);
}

TEST_CASE("each kind of bulletin is for those to post whose business it is") {
    Meeting meeting;
    const SigningKey& organizer = meeting.conference.election->organizer();
    const SigningKey stranger(random_seed());
    CHECK(reason_of(meeting.post(stranger, ready(1))) == Reason::bad_signature);
    CHECK(reason_of(meeting.post(stranger, hall_screen(1, 2))) == Reason::bad_signature);
    CHECK(reason_of(meeting.post(organizer, ready(1))) == Reason::bad_signature);
    CHECK(reason_of(meeting.post(meeting.trustee(1), hall_screen(1, 2))) == Reason::bad_signature);
    CHECK(meeting.post(organizer, hall_screen(1, 2)).has_posted());
    CHECK(reason_of(meeting.post(meeting.trustee(1), figures(1))) == Reason::wrong_phase);
    CHECK(reason_of(meeting.post(organizer, figures(1))) == Reason::bad_signature);
    CHECK(meeting.list().bulletins_size() == 1);
}

TEST_CASE("a trustee's bulletin that somebody changed is refused and nothing is kept") {
    Meeting meeting;
    pb::Bulletin bulletin = wire::sign_bulletin(meeting.trustee(1), meeting.election_id(), ready(1));
    const auto answer = [&] {
        pb::Request request;
        *request.mutable_post() = bulletin;
        return reason_of(meeting.caller->ask(std::move(request)));
    };
    bulletin.mutable_content()->back() ^= 1;
    CHECK(answer() == Reason::bad_signature);
    bulletin = wire::sign_bulletin(meeting.trustee(1), Bytes32{1}, ready(1));
    CHECK(answer() == Reason::bad_signature);
    bulletin.set_content(std::string(wire::kBulletinBytesMax + 1, 'x'));
    CHECK(answer() == Reason::too_large);
    bulletin.clear_key();
    CHECK(answer() == Reason::malformed);
    CHECK(meeting.list().bulletins_size() == 0);
}
