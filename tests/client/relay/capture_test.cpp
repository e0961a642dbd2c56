// What the server's side can write down where ballots come through a relay: one address for all of them, and
// an order that is not the order of arrival. And what the relay itself leaves: no client's address.

#include <arpa/inet.h>

#include <catch2/catch.hpp>
#include <set>

#include "client/cli/relay/limits.h"
#include "tests/client/comes_from.h"
#include "tests/client/relay/relay_process.h"
#include "tests/client/relay/standing.h"
#include "tests/server/caller.h"
#include "tests/support/raw_search.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

constexpr const char* kCapturedPath = "/c/0123456789abcdef/cast";
/// Each of the 24 orders of a batch is as likely as any other, so that all these batches keep the order of
/// arrival with a chance of 24^-14, less than 2^-60.
constexpr std::size_t kBatches = 14;
static_assert(client::kBatchBallots == 4);

std::string client_address(std::size_t client) {
    return "127.83." + std::to_string(100 + client) + "." + std::to_string(200 + client);
}

/// One of our devices, as far as its connection goes.
class Client {
public:
    Client(std::size_t number, const net::Endpoint& at, const net::Trust& trust) {
        comes_from = client_address(number);
        caller_ = std::make_unique<Caller>(at, trust, kCapturedPath);
        comes_from.clear();
    }
    /// Returns once the ballot has arrived: messages are answered in the order of their coming, except that
    /// ballots wait.
    void cast(const std::string& envelope) {
        pb::Request request;
        request.set_id(++caller_->last_id);
        request.mutable_cast()->set_envelope(envelope);
        caller_->send(request);
        pb::Request heartbeat;
        heartbeat.mutable_heartbeat();
        heartbeat.set_id(100);
        caller_->send(heartbeat);
        for (;;) {
            const pb::Response response = caller_->receive();
            if (response.has_heartbeat()) return;
            early_ = response;
        }
    }
    Reason answer() {
        const pb::Response response = early_ ? *early_ : caller_->receive();
        early_.reset();
        return static_cast<Reason>(response.refusal().reason());
    }

private:
    std::unique_ptr<Caller> caller_;
    std::optional<pb::Response> early_;    // before the answer to the heartbeat
};

std::string envelope(std::size_t batch, std::size_t client) {
    return "the envelope of batch " + std::to_string(batch) + ", client " + std::to_string(client);
}
std::vector<std::string> envelopes_in(const std::vector<Bytes>& messages) {
    std::vector<std::string> out;
    for (const Bytes& message : messages) {
        pb::Request request;
        REQUIRE(request.ParseFromArray(message.data(), static_cast<int>(message.size())));
        out.push_back(request.cast().envelope());
    }
    return out;
}

/// Every batch arrives whole, one client after the other, each from an address of its own.
void cast_batches(const net::Endpoint& at, const net::Trust& trust) {
    for (std::size_t batch = 0; batch < kBatches; ++batch) {
        std::vector<Client> clients;
        for (std::size_t i = 0; i < client::kBatchBallots; ++i) clients.emplace_back(i, at, trust);
        for (std::size_t i = 0; i < clients.size(); ++i) clients[i].cast(envelope(batch, i));
        for (Client& one : clients) CHECK(one.answer() == Reason::over_capacity);    // as the server said
    }
}
std::vector<std::string> in_order_of_arrival() {
    std::vector<std::string> out;
    for (std::size_t batch = 0; batch < kBatches; ++batch)
        for (std::size_t i = 0; i < client::kBatchBallots; ++i) out.push_back(envelope(batch, i));
    return out;
}

RawSearch addresses_of_clients() {
    RawSearch search;
    for (std::size_t i = 0; i < client::kBatchBallots; ++i) {
        search.look_for_text("an address", client_address(i));
        in_addr address{};
        inet_pton(AF_INET, client_address(i).c_str(), &address);
        search.look_for_plain_text("an address in hex",
                                   to_hex({reinterpret_cast<const std::uint8_t*>(&address), sizeof address}));
    }
    return search;
}
std::vector<std::string> left_by(const RelayProcess& relay) {
    return addresses_of_clients().found_below(relay.folder(), [](const Path&) { return false; });
}

}    // namespace

TEST_CASE("without a relay the server's side sees each client's address, and the order in which they cast") {
    Recorder server;
    const Standing standing(server);
    cast_batches(standing.endpoint(), standing.trust());
    // Which is the control of the test below: this capture sees what there is to see.
    CHECK(envelopes_in(server.came(in_order_of_arrival().size())) == in_order_of_arrival());
    std::vector<std::string> addresses;
    for (std::size_t batch = 0; batch < kBatches; ++batch)
        for (std::size_t i = 0; i < client::kBatchBallots; ++i) addresses.push_back(client_address(i));
    CHECK(addresses_at(standing.endpoint().port) == addresses);
}

TEST_CASE("behind a relay the server's side sees one address, and no order of arrival") {
    Recorder server;
    const Standing standing(server);
    RelayProcess relay(standing.endpoint(), standing.pin());
    const std::size_t came_before = came_from_there;
    cast_batches(relay.endpoint(), relay.trust());
    CHECK(came_from_there - came_before == in_order_of_arrival().size());

    const auto seen = envelopes_in(server.came(in_order_of_arrival().size()));
    const auto sent = in_order_of_arrival();
    CHECK(std::set(seen.begin(), seen.end()) == std::set(sent.begin(), sent.end()));    // each of them once
    CHECK(seen.size() == sent.size());
    CHECK(seen != sent);
    for (std::size_t at = 0; at < sent.size(); at += client::kBatchBallots) {
        const auto batch = [at](const std::vector<std::string>& all) {
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
            return std::set(first, first + client::kBatchBallots);
        };
        CHECK(batch(seen) == batch(sent));    // a batch leaves whole
    }
    const auto addresses = addresses_at(standing.endpoint().port);
    CHECK(addresses.size() == sent.size());    // a connection for each ballot
    CHECK(std::set(addresses.begin(), addresses.end()) == std::set<std::string>{"127.0.0.1"});

    CHECK(relay.interrupt() == 0);
    CHECK(relay.said().find("Passed on: 56; batches: 14;") != std::string::npos);
    CHECK(left_by(relay) == std::vector<std::string>());
}

TEST_CASE("what is left of a relay is searched in every spelling of an address") {
    Recorder server;
    const Standing standing(server);
    const RelayProcess relay(standing.endpoint(), standing.pin());
    for (const std::string& spelling : addresses_of_clients().spellings()) {
        disk::write_file(relay.folder() / "home/planted", "something " + spelling + " else");
        CHECK_FALSE(left_by(relay).empty());
    }
    std::filesystem::remove(relay.folder() / "home/planted");
    CHECK(left_by(relay) == std::vector<std::string>());
}
