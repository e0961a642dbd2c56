// What organizers and trustees ask of a server, beside their entries.

#include <catch2/catch.hpp>

#include "net/certificate.h"
#include "tests/server/test_server.h"
#include "wire/conference_id.h"
#include "wire/limits.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

pb::OrganizerRequest part(const std::string& name, ByteView content, std::uint64_t offset,
                          std::uint64_t length) {
    pb::OrganizerRequest out;
    out.mutable_upload()->set_name(name);
    out.mutable_upload()->set_content(text_of(content));
    out.mutable_upload()->set_offset(offset);
    out.mutable_upload()->set_length(length);
    return out;
}

/// The answer to the last part.
pb::Response upload(Caller& session, const SigningKey& key, const std::string& name, const Bytes& content) {
    pb::Response response;
    for (std::size_t offset = 0; offset < content.size(); offset += wire::kUploadPartBytesMax) {
        const ByteView rest = ByteView(content).subspan(offset);
        response = session.ask(key, part(name, rest.first(std::min(rest.size(), wire::kUploadPartBytesMax)),
                                         offset, content.size()));
        if (!response.has_uploaded()) break;
    }
    return response;
}

}    // namespace

TEST_CASE("only organizers of the server create conferences, and only at /session") {
    TestServer server;
    const SigningKey allowed(random_seed()), stranger(random_seed());
    server.allow(allowed);
    pb::OrganizerRequest create, freeze;
    create.mutable_create();
    freeze.mutable_freeze();
    Caller session = server.session("/session");
    CHECK(reason_of(session.ask(stranger, create)) == Reason::bad_signature);
    CHECK(reason_of(session.ask(allowed, freeze)) == Reason::not_fitting);
    CHECK(reason_of(session.ask(allowed, pb::OrganizerRequest())) == Reason::malformed);
    const auto created = session.ask(allowed, create).created();
    CHECK(wire::is_conference_id(created.conference()));
    const auto vkey = Vkey::parse(created.log_vkey(), NoteKeyType::log);
    REQUIRE(vkey.ok());
    CHECK(vkey->name() == server.instance().name() + "/c/" + created.conference() + "/log");
    CHECK(created.box_key().size() == 32);
    const auto checkpoint = server.get("/c/" + created.conference() + "/log/checkpoint");
    CHECK(verify_checkpoint(text_of(checkpoint.body), *vkey)->checkpoint.size == 0);
    CHECK(session.ask(allowed, create).created().conference() != created.conference());

    Caller inside = server.session("/c/" + created.conference() + "/session");
    CHECK(reason_of(inside.ask(allowed, create)) == Reason::not_fitting);
}

TEST_CASE("a server has as many conferences as it may have, and no more") {
    server::Limits limits = TestServer::quick();
    limits.conferences = 2;
    TestServer server(limits);
    const SigningKey allowed(random_seed());
    server.allow(allowed);
    pb::OrganizerRequest create;
    create.mutable_create();
    Caller session = server.session("/session");
    for (int i = 0; i < 2; ++i) CHECK(session.ask(allowed, create).has_created());
    CHECK(reason_of(session.ask(allowed, create)) == Reason::over_capacity);
}

TEST_CASE("what was signed for another place is refused") {
    TestServer server;
    const SigningKey organizer(random_seed());
    server.allow(organizer);
    pb::OrganizerRequest create, invite;
    create.mutable_create();
    invite.mutable_invite()->set_count(1);
    Caller at_server = server.session("/session");
    const std::string one = "/c/" + at_server.ask(organizer, create).created().conference();
    const std::string other = "/c/" + at_server.ask(organizer, create).created().conference();
    const std::string port = ":" + std::to_string(server.port());
    Caller session = server.session(one + "/session");
    const auto asked_for = [&](const std::string& address) {
        session.address = address;
        return session.ask(organizer, invite);
    };
    // What a server at evil.example gets from an organizer, and passes on.
    for (const std::string& address :
         {"evil.example" + one, "localhost:1" + one, "localhost" + port, "localhost" + port + other, one,
          std::string(), "localhost" + port + one + "/", "xlocalhost" + port + one})
        CHECK(reason_of(asked_for(address)) == Reason::not_fitting);
    CHECK(asked_for("localhost" + port + one).has_invited());
    CHECK(asked_for("[::1]" + port + one).has_invited());

    // The address is part of what is signed.
    pb::Request altered;
    session.address = "evil.example" + one;
    *altered.mutable_signed_() = session.sign(organizer, invite);
    altered.mutable_signed_()->set_address("localhost" + port + one);
    CHECK(reason_of(session.ask(altered)) == Reason::bad_signature);
}

TEST_CASE("a server takes its public name, as a browser would spell it") {
    TemporaryFolder folder;
    server::Settings settings;
    settings.listen_address = "127.0.0.1";
    settings.listen_port = 0;
    const auto name_of = [&](const std::string& name) {
        settings.name = name;
        settings.data = folder / std::to_string(name.size());
        return server::Instance(settings).name();
    };
    CHECK(name_of("Vote.Example:443") == "vote.example");
    CHECK(name_of("vote.example:8443") == "vote.example:8443");
    CHECK(name_of("[::2]:8443") == "[::2]:8443");
    for (const char* wrong :
         {"vote example", "vote.example/", "vote.example/c", "::2:8443", "vote:0", "a@b.example"})
        CHECK_THROWS(name_of(wrong));

    settings.name = "";
    settings.data = folder / "named";
    const std::string pin = server::Instance(settings).pin();
    settings.name = "vote.example";
    server::Instance named(settings);    // its certificate is made again for the name, with the same key
    CHECK(named.pin() == pin);
    const Bytes certificate = disk::read_file(settings.data / "certificate.pem");
    CHECK(*net::holds_for(text_of(certificate), 1, {"vote.example", "localhost"}));
    CHECK(named.service().check_address("vote.example/c/0123456789abcdef", "/c/0123456789abcdef").ok());
    CHECK_FALSE(named.service().check_address("vote.example", "/c/0123456789abcdef").ok());
    CHECK(named.service().check_address("vote.example", "").ok());
}

TEST_CASE("a last call is told to whoever follows, while the vote is open") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    Caller screen = server.session(conference.path + "/session");
    const auto call = [&](std::uint32_t seconds) {
        pb::OrganizerRequest request;
        request.mutable_last_call()->set_seconds(seconds);
        return session.ask(conference.election->organizer(), request);
    };
    const auto shown_on = [](Caller& caller) {
        pb::Request follow;
        follow.mutable_follow();
        return caller.ask(std::move(follow)).progress().last_call_ms();
    };
    CHECK(shown_on(screen) == 0);
    CHECK(reason_of(call(60)) == Reason::wrong_phase);
    REQUIRE(conference.open(session));
    while (screen.receive().progress().phase() != "voting") {
    }
    CHECK(reason_of(call(wire::kLastCallSecondsMax + 1)) == Reason::malformed);
    CHECK(call(wire::kLastCallSecondsMax).last_called().followers() == 1);
    std::uint32_t pushed = 0;
    while (pushed == 0) pushed = screen.receive().progress().last_call_ms();
    CHECK(pushed <= wire::kLastCallSecondsMax * 1000);
    Caller later = server.session(conference.path + "/session");
    CHECK(shown_on(later) > 0);
    CHECK(call(0).last_called().followers() == 2);
    CHECK(shown_on(screen) == 0);
    REQUIRE(call(60).has_last_called());
    conference.election->close();
    REQUIRE(conference.submit_all(session));
    CHECK(shown_on(screen) == 0);
}

TEST_CASE("a signed request holds for its connection, key and content alone") {
    TestServer server;
    const SigningKey organizer(random_seed());
    server.allow(organizer);
    pb::OrganizerRequest create;
    create.mutable_create();
    Caller first = server.session("/session"), second = server.session("/session");
    const auto ask = [](Caller& caller, const pb::Signed& message) {
        pb::Request request;
        *request.mutable_signed_() = message;
        return caller.ask(std::move(request));
    };
    const pb::Signed good = first.sign(organizer, create);
    CHECK(reason_of(ask(second, good)) == Reason::bad_signature);    // replayed from another connection
    pb::Signed changed = good;
    changed.set_request(pb::OrganizerRequest().SerializeAsString());
    CHECK(reason_of(ask(first, changed)) == Reason::bad_signature);
    changed = good;
    changed.set_key(text_of(SigningKey(random_seed()).public_key()));
    CHECK(reason_of(ask(first, changed)) == Reason::bad_signature);
    changed = good;
    changed.set_signature("short");
    CHECK(reason_of(ask(first, changed)) == Reason::malformed);
    CHECK(ask(first, good).has_created());
}

TEST_CASE("after the manifest its organizers ask, and nobody else") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    CHECK(session.ask(conference.creator, freeze).has_frozen());
    // A freeze holds the manifest back as it does everything else: a restart ends it.
    session.socket.close();
    server.stop();
    server.start();
    session = server.session(conference.path + "/session");
    conference.election->set_up();
    REQUIRE(conference.submit_all(session));
    CHECK(reason_of(session.ask(conference.creator, freeze)) == Reason::bad_signature);
    CHECK(session.ask(conference.election->organizer(), freeze).has_frozen());
}

TEST_CASE("a manifest by somebody who may hold no conference here is refused") {
    TestServer server;
    TestConference conference(server);
    disk::write_file(server.data() / "organizers",
                     bytes_of("A " + to_base64(conference.creator.public_key()) + "\n"));
    std::filesystem::last_write_time(server.data() / "organizers",
                                     std::filesystem::file_time_type::clock::now() + std::chrono::seconds(1));
    conference.election->set_up();
    Caller session = server.session(conference.path + "/session");
    CHECK(reason_of(session.submit(conference.election->entries()[0])) == Reason::bad_signature);
}

TEST_CASE("documents and the named roll are uploaded in parts and served") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    const SigningKey& key = conference.creator;
    const Bytes small(10, 1), large(200'000, 2);
    const std::string small_name = "documents/" + to_hex(sha256(small)),
                      large_name = "documents/" + to_hex(sha256(large));

    CHECK(server.get(conference.path + "/" + large_name).status == 404);
    CHECK(upload(session, key, small_name, small).uploaded().sha256() == text_of(sha256(small)));
    CHECK(upload(session, key, large_name, large).uploaded().received() == large.size());
    CHECK(upload(session, key, large_name, large).has_uploaded());    // once more is no error
    CHECK(server.get(conference.path + "/" + small_name).body == small);
    CHECK(server.get(conference.path + "/" + large_name).body == large);
    CHECK(server.get(conference.path + "/documents/" + std::string(64, '0')).status == 404);

    CHECK(server.get(conference.path + "/named-roll").status == 404);
    CHECK(upload(session, key, "named-roll", large).has_uploaded());
    CHECK(upload(session, key, "named-roll", small).has_uploaded());
    CHECK(server.get(conference.path + "/named-roll").body == small);
}

TEST_CASE("uploads that break the rules store nothing") {
    server::Limits limits = TestServer::quick();
    limits.file_bytes = 1000;
    limits.files_bytes = 1500;
    TestServer server(limits);
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    const SigningKey& key = conference.creator;
    const Bytes a(1000, 1), b(501, 2), c(500, 3);
    const auto name = [](const Bytes& content) { return "documents/" + to_hex(sha256(content)); };

    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(1), 0, 1001))) == Reason::too_large);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(), 0, 10))) == Reason::malformed);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(), 0, 0))) == Reason::malformed);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(65'537), 0, 65'537))) == Reason::malformed);
    CHECK(reason_of(session.ask(key, part("../../log-key", Bytes(1), 0, 1))) == Reason::malformed);
    CHECK(reason_of(session.ask(key, part("documents/x", Bytes(1), 0, 1))) == Reason::malformed);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(2), 0, 1))) == Reason::not_fitting);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(1), 1, 2))) ==
          Reason::not_fitting);    // no beginning
    CHECK(session.ask(key, part("named-roll", Bytes(1), 0, 3)).uploaded().received() == 1);
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(1), 2, 3))) == Reason::not_fitting);    // a gap
    CHECK(reason_of(session.ask(key, part("named-roll", Bytes(1), 1, 3))) ==
          Reason::not_fitting);    // begins anew
    const auto goes_on_with = [&](const std::string& called, std::uint64_t length) {
        CHECK(session.ask(key, part("named-roll", Bytes(1), 0, 3)).has_uploaded());
        return reason_of(session.ask(key, part(called, Bytes(1), 1, length)));
    };
    CHECK(goes_on_with(name(a), 3) == Reason::not_fitting);
    CHECK(goes_on_with("named-roll", 4) == Reason::not_fitting);
    CHECK(reason_of(upload(session, key, name(b), a)) == Reason::not_fitting);    // another digest
    CHECK(server.get(conference.path + "/named-roll").status == 404);
    CHECK(server.get(conference.path + "/" + name(b)).status == 404);

    CHECK(upload(session, key, name(a), a).has_uploaded());
    CHECK(reason_of(upload(session, key, name(b), b)) == Reason::too_large);    // 1,501 bytes in all
    CHECK(upload(session, key, name(c), c).has_uploaded());
    CHECK(server.get(conference.path + "/" + name(b)).status == 404);
}

TEST_CASE("files that come in from one host have a bound together") {
    TestServer server;
    TestConference conference(server);
    constexpr std::size_t kMost = server::kIncomingFilesBytesMax / wire::kFileBytesMax;
    std::vector<Caller> sessions;
    const auto begin_another = [&] {
        sessions.push_back(server.session(conference.path + "/session"));
        return sessions.back().ask(conference.creator, part("named-roll", Bytes(1), 0, wire::kFileBytesMax));
    };
    pb::Response answer = begin_another();
    while (answer.has_uploaded() && sessions.size() < kMost) answer = begin_another();
    CHECK(reason_of(answer) == Reason::over_capacity);
    CHECK(sessions.size() > 1);
}

TEST_CASE("a trustee joins once under its invitation") {
    TestServer server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session");
    pb::OrganizerRequest invite, list;
    invite.mutable_invite()->set_count(2);
    list.mutable_list_key_cards();
    const auto invited = session.ask(conference.creator, invite).invited();
    REQUIRE(invited.tokens_size() == 2);
    CHECK(invited.tokens(0) != invited.tokens(1));

    pb::Request join;
    const auto card = [&](const std::string& token, const std::string& name) {
        join.mutable_join()->set_token(token);
        join.mutable_join()->mutable_card()->set_name(name);
        join.mutable_join()->mutable_card()->set_sign_key(std::string(32, 'a'));
        join.mutable_join()->mutable_card()->set_box_key(std::string(32, 'b'));
        return join;
    };
    CHECK(session.ask(card(invited.tokens(1), "B")).has_joined());
    CHECK(session.ask(card(invited.tokens(1), "B")).has_joined());    // the answer was lost
    CHECK(reason_of(session.ask(card(invited.tokens(1), "C"))) == Reason::duplicate);
    CHECK(reason_of(session.ask(card("no such token", "C"))) == Reason::bad_signature);
    CHECK(reason_of(session.ask(card(std::string(65, 'x'), "C"))) == Reason::malformed);
    CHECK(reason_of(session.ask(card(invited.tokens(0), ""))) == Reason::malformed);
    CHECK(reason_of(session.ask(card(invited.tokens(0), std::string(201, 'x')))) == Reason::malformed);
    join = card(invited.tokens(0), "A");
    join.mutable_join()->mutable_card()->set_box_key("short");
    CHECK(reason_of(session.ask(join)) == Reason::malformed);
    CHECK(session.ask(card(invited.tokens(0), "A")).has_joined());

    const auto cards = session.ask(conference.creator, list).key_cards();
    REQUIRE(cards.cards_size() == 2);
    CHECK(cards.cards(0).name() == "B");
    CHECK(cards.cards(1).name() == "A");
    for (const std::uint32_t count : {0u, 101u}) {
        invite.mutable_invite()->set_count(count);
        CHECK(reason_of(session.ask(conference.creator, invite)) == Reason::malformed);
    }
    invite.mutable_invite()->set_count(100);
    for (int i = 0; i < 9; ++i) CHECK(session.ask(conference.creator, invite).has_invited());
    CHECK(reason_of(session.ask(conference.creator, invite)) == Reason::too_large);    // 1,002 in all
}
