// The program killed at any moment: whatever it acknowledged is in the log, the log verifies, and it goes on.

#include <catch2/catch.hpp>
#include <mutex>
#include <random>
#include <thread>

#include "crypto/tlog_proof.h"
#include "tests/server/server_process.h"
#include "tests/server/verified_log.h"

using namespace vouch;
using namespace vouch::testing;
using election::Receipt;
using namespace std::chrono_literals;

namespace {

/// Ballots cast by several threads, again and again until each has its receipt, on a server that is killed
/// meanwhile.
class CastingThreads {
public:
    CastingThreads(ServerProcess& server, const std::string& path, const std::vector<Casting>& castings)
        : server_(server), path_(path), castings_(castings) {
        for (std::size_t t = 0; t < kThreads; ++t)
            threads_.emplace_back([this, t] {
                for (std::size_t i = t; i < castings_.size(); i += kThreads) cast_until_receipt(i);
            });
    }
    void kill_server() {
        const std::lock_guard lock(mutex_);
        server_.kill();
        server_.start();
    }
    /// The receipts and the castings they are for, once all threads are done.
    std::vector<std::pair<std::size_t, Receipt>> receipts() {
        for (std::thread& thread : threads_) thread.join();
        return std::move(receipts_);
    }

private:
    static constexpr std::size_t kThreads = 4;

    void cast_until_receipt(std::size_t i) {
        for (;;) {
            try {
                net::Endpoint endpoint;
                {
                    const std::lock_guard lock(mutex_);
                    endpoint = server_.endpoint();
                }
                Caller caller(endpoint, trust_, path_ + "/cast");
                pb::Request request;
                request.mutable_cast()->set_envelope(text_of(castings_[i].envelope));
                const auto reply = castings_[i].reply(caller.ask(std::move(request)));
                if (!std::holds_alternative<Receipt>(reply)) return;    // the test counts it as missing
                const std::lock_guard lock(mutex_);
                receipts_.emplace_back(i, std::get<Receipt>(reply));
                return;
            } catch (const net::NetError&) {
                std::this_thread::sleep_for(20ms);    // it was killed; the same envelope goes out again
            }
        }
    }

    ServerProcess& server_;
    const net::Trust trust_ = server_.trust();
    const std::string path_;
    const std::vector<Casting>& castings_;
    std::mutex mutex_;    // guards the receipts, and the server's port while it is restarted
    std::vector<std::pair<std::size_t, Receipt>> receipts_;
    std::vector<std::thread> threads_;
};

}    // namespace

TEST_CASE("killed again and again while ballots come in, the server loses none that it acknowledged") {
    constexpr std::uint32_t kPeople = 24;
    constexpr int kKills = 6;
    ServerProcess server;
    TestConference conference(server, kPeople);
    {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
    std::vector<Casting> castings;
    std::vector<Bytes> bodies;
    for (std::uint32_t number = 1; number <= kPeople; ++number) {
        bodies.push_back(conference.seal(number).body);
        castings.emplace_back(conference.box_key(), bodies.back());
    }

    CastingThreads threads(server, conference.path, castings);
    std::minstd_rand moments(7);
    for (int k = 0; k < kKills; ++k) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100 + moments() % 400));
        threads.kill_server();
    }
    const auto receipts = threads.receipts();
    server.kill();
    server.start();

    const auto entries = verified_log(server, conference);
    CHECK(entries.size() == conference.submitted + kPeople);
    REQUIRE(receipts.size() == kPeople);
    for (const auto& [i, receipt] : receipts) {
        const Bytes entry = election::make_ballot_entry(bodies[i]);
        const auto proven = verify_receipt(receipt.proof, leaf_hash(entry), conference.log_vkey());
        REQUIRE(proven.ok());
        CHECK(entries.at(proven->index) == entry);
    }
    for (std::size_t i = 0; i < kPeople; ++i) {    // casting again gives the place of the first time
        const auto reply = castings[i].reply(castings[i].ask(server, conference.path));
        REQUIRE(std::holds_alternative<Receipt>(reply));
        const auto index = TlogProof::parse(std::get<Receipt>(reply).proof)->index;
        CHECK(entries.at(index) == election::make_ballot_entry(bodies[i]));
    }
    CHECK(verified_log(server, conference).size() == entries.size());
}

TEST_CASE("entries that were acknowledged survive a kill right after the answer") {
    ServerProcess server;
    TestConference conference(server);
    conference.election->set_up();
    for (std::size_t i = 0; i < conference.election->entries().size(); ++i) {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(session.submit(conference.election->entries()[i]).has_submitted());
        server.kill();
        server.start();
        CHECK(verified_log(server, conference).size() == i + 1);
    }
    CHECK(verified_log(server, conference) == conference.election->entries());
}

TEST_CASE("SIGTERM ends the server cleanly, and it continues the same log") {
    ServerProcess server;
    TestConference conference(server);
    Caller session = server.session(conference.path + "/session"),
           follower = server.session(conference.path + "/session");
    conference.election->set_up();
    REQUIRE(conference.submit_all(session));
    const std::string pin = server.pin();
    int status = -1;
    std::thread stopper([&] { status = server.stop(); });
    try {
        for (;;) follower.receive();
    } catch (const net::NetError& error) {
        CHECK(error.failure() == net::Failure::cut_off);
    }
    session.socket.close();
    stopper.join();
    CHECK(status == 0);
    server.start();
    CHECK(server.pin() == pin);
    CHECK(verified_log(server, conference) == conference.election->entries());
    Caller again = server.session(conference.path + "/session");
    conference.election->enrol(1);
    CHECK(conference.submit_all(again));
    CHECK(verified_log(server, conference) == conference.election->entries());
    CHECK(server.stop() == 0);
}

TEST_CASE("the program says that slips of a server without a name would lead no phone to it") {
    ServerProcess server;
    const std::string name = "localhost:" + std::to_string(server.port());
    CHECK(server.said().find("called " + name + ", and slips would say so") != std::string::npos);
    CHECK(server.said().find("--name HOST[:PORT]") != std::string::npos);
}

TEST_CASE("the program refuses what it cannot do, with its exit status") {
    ServerProcess server;
    const std::string data = server.data().string();
    CHECK(exit_status({}) == 2);
    CHECK(exit_status({"--help"}) == 0);
    CHECK(exit_status({"--data", data, "--cert", "x"}) == 2);
    CHECK(exit_status({"--data", data + "-2", "--listen", "8443"}) == 2);
    CHECK(exit_status({"--data", data + "-2", "--listen", "127.0.0.1:99999"}) == 2);
    for (const char* name : {"https://vote.example", "vote.example/", "a b", "vote.example:99999", ":8443"}) {
        CAPTURE(name);
        CHECK(exit_status({"--data", data + "-2", "--listen", "127.0.0.1:0", "--name", name}) == 2);
    }
    for (const std::string restored : {"", "nonsense", "0011223344556677:12", "0011223344556677:12:x"})
        CHECK(exit_status({"--data", data + "-2", "--listen", "127.0.0.1:0", "--restored", restored}) == 2);
    for (const std::string relay :
         {"", "relay.example", "http://relay.example", "https://relay.example/path"})
        CHECK(exit_status({"--data", data + "-2", "--listen", "127.0.0.1:0", "--relay", relay}) == 2);
    CHECK(exit_status({"--data", data}) == 1);    // another server is in there
    CHECK(exit_status({"--data", data + "-2", "--listen", "127.0.0.1:" + std::to_string(server.port())}) ==
          1);
    CHECK(exit_status({"--data", data + "-2", "--cert", "/nowhere", "--key", "/nowhere"}) == 1);
}
