// What an operator watches: figures that follow what the server did, and that name nobody.

#include <spdlog/sinks/ostream_sink.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/server/test_server.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;
using namespace std::chrono_literals;

namespace {

/// The whole answer to such a request without TLS.
std::string plainly_asked(std::uint16_t port, const std::string& first_line) {
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    socket.connect({asio::ip::make_address("127.0.0.1"), port});
    asio::write(socket, asio::buffer(first_line + "\r\nHost: x\r\nConnection: close\r\n\r\n"));
    std::string answer;
    boost::system::error_code ended;
    asio::read(socket, asio::dynamic_buffer(answer), ended);
    return answer;
}

struct Watched {
    TestServer server{TestServer::quick(), net::ListenAt{"127.0.0.1", 0}};

    std::string ask(const std::string& path) {
        return plainly_asked(server.instance().metrics_port(), "GET " + path + " HTTP/1.1");
    }
    /// The figure of that name and label; -1 where there is none.
    double figure(const std::string& name) {
        const std::string text = ask("/metrics"), line = "\n" + name + " ";
        const std::size_t at = text.find(line);
        return at == std::string::npos ? -1 : std::stod(text.substr(at + line.size()));
    }
};

}    // namespace

TEST_CASE("the figures follow what happens to ballots, logs and connections") {
    Watched watched;
    TestConference conference(watched.server);
    Caller session = watched.server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    CHECK(watched.figure("vouch_conferences") == 1);
    CHECK(watched.figure("vouch_conferences_out_of_service") == 0);
    CHECK(watched.figure("vouch_connections") >= 1);
    CHECK(watched.figure("vouch_connection_slots") > 1);
    CHECK(watched.figure("vouch_data_free_bytes") > 0);
    CHECK(watched.figure("vouch_certificate_days") > 390);
    CHECK(watched.figure("vouch_build_info{program=\"vouch-server\"}") == 1);
    const double before = watched.figure("vouch_checkpoints_total");
    CHECK(before > 0);
    CHECK(watched.figure("vouch_receipt_seconds_count") == 0);

    for (std::uint32_t number = 1; number <= 3; ++number) {
        const Casting casting(conference.box_key(), conference.seal(number).body);
        REQUIRE(std::holds_alternative<election::Receipt>(
            casting.reply(casting.ask(watched.server, conference.path))));
    }
    Bytes bad = conference.seal(4).body;
    bad[bad.size() - 40] ^= 1;
    const Casting forged(conference.box_key(), bad);
    CHECK_FALSE(
        std::holds_alternative<election::Receipt>(forged.reply(forged.ask(watched.server, conference.path))));
    CHECK(watched.figure("vouch_receipt_seconds_count") == 3);
    CHECK(watched.figure("vouch_receipt_seconds_bucket{le=\"+Inf\"}") == 3);
    CHECK(watched.figure("vouch_batch_ballots_sum") == 3);
    CHECK(watched.figure("vouch_casts_refused_total{reason=\"bad proof\"}") == 1);
    CHECK(watched.figure("vouch_refusals_total{reason=\"bad proof\"}") == 1);
    CHECK(watched.figure("vouch_checkpoints_total") == before + 3);
    while (watched.figure("vouch_waiting_ballot_bytes") != 0) std::this_thread::sleep_for(1ms);

    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    CHECK(session.ask(conference.election->organizer(), freeze).has_frozen());
    CHECK(watched.figure("vouch_freezes_total") == 1);
}

TEST_CASE("the figures name no conference, no address and nothing that was cast") {
    Watched watched;
    TestConference conference(watched.server);
    Caller session = watched.server.session(conference.path + "/session");
    REQUIRE(conference.open(session));
    const Casting casting(conference.box_key(), conference.seal(1).body);
    casting.ask(watched.server, conference.path);
    const std::string text = watched.ask("/metrics");
    CHECK(text.find(conference.path.substr(3)) == std::string::npos);
    CHECK(text.find("127.0.0.1") == std::string::npos);
    CHECK(text.find("Access-Control-Allow-Origin") == std::string::npos);
}

TEST_CASE("the guide and the dashboard name figures that there are, and the guide all of them") {
    Watched watched;
    const std::string text = watched.ask("/metrics");
    const auto named_in = [](const std::string& whole, const std::string& pattern) {
        std::set<std::string> out;
        const std::regex name(pattern);
        for (std::sregex_iterator found(whole.begin(), whole.end(), name), end; found != end; ++found)
            out.insert(std::regex_replace((*found)[1].str(), std::regex("_(?:bucket|sum|count)$"), ""));
        return out;
    };
    const auto all = named_in(text, "# HELP (vouch_[a-z_]+) ");
    const Path docs = tests_dir().parent_path() / "docs";
    const std::string guide = disk::read_text_file(docs / "operator-guide.md");
    for (const std::string& name : all) {
        CAPTURE(name);
        CHECK(guide.find("`" + name) != std::string::npos);
    }
    const auto drawn =
        named_in(disk::read_text_file(docs / "operating/grafana.json"), "\\b(vouch_[a-z_]+)\\b");
    CHECK(drawn == all);
}

TEST_CASE("the address of the figures answers nothing else, and the public one has none of them") {
    Watched watched;
    CHECK(watched.ask("/healthz").ends_with("\r\n\r\nok\n"));
    CHECK(watched.ask("/").starts_with("HTTP/1.1 404"));
    CHECK(watched.ask("/session").starts_with("HTTP/1.1 404"));
    const auto post = plainly_asked(watched.server.instance().metrics_port(), "POST /metrics HTTP/1.1");
    CHECK_FALSE(post.starts_with("HTTP/1.1 200"));
    for (const char* path : {"/metrics", "/healthz"}) CHECK(watched.server.get(path).status == 404);
}

TEST_CASE("who asks whether the server is well hears what is amiss") {
    server::Metrics::Now well;
    well.free_bytes = server::kFreeBytesOfHealthLeast;
    well.conferences = 3;
    CHECK(server::amiss(well).empty());
    auto now = well;
    now.out_of_service = 1;
    CHECK(server::amiss(now) == "1 of 3 conferences are out of service; the log says why\n");
    now = well;
    now.free_bytes = server::kFreeBytesOfHealthLeast - 1;
    CHECK(server::amiss(now) == "63 MiB are free on the disk\n");
    now = well;
    now.certificate_days = -1;
    CHECK(server::amiss(now) == "the certificate has ended\n");

    Watched watched;
    TestConference conference(watched.server);
    watched.server.stop();
    disk::write_file(watched.server.data() / conference.path.substr(3) / "log.db", "nonsense");
    watched.server.start();
    CHECK(watched.ask("/healthz").starts_with("HTTP/1.1 503"));
    CHECK(watched.ask("/healthz")
              .ends_with("\r\n\r\n1 of 1 conferences are out of service; the log says why\n"));
    CHECK(watched.figure("vouch_conferences_out_of_service") == 1);
}

TEST_CASE("what was refused is logged while the server runs, once and with its reason") {
    TestServer server;
    std::ostringstream log;
    const auto usual = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    spdlog::set_pattern("%v");
    server::Service& service = server.instance().service();
    service.say_refusals();
    CHECK(log.str().empty());
    service.metrics().refused(Reason::over_capacity);
    service.metrics().refused(Reason::bad_proof);
    service.metrics().refused(Reason::bad_proof);
    service.say_refusals();
    service.say_refusals();
    CHECK(log.str() == "refused since the last such line: 2 × bad proof, 1 × over capacity\n");
    service.metrics().refused(Reason::over_capacity);
    server.stop();    // what was not said yet is said at the end
    CHECK(log.str().ends_with("\nrefused since the last such line: 1 × over capacity\n"));
    spdlog::set_default_logger(usual);
}
