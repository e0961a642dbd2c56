// Whoever wants to keep a relay from its work, and relays that do not do theirs.

#include <catch2/catch.hpp>

#include "client/cli/relay/limits.h"
#include "client/cli/shared/says.h"
#include "tests/client/hall.h"
#include "tests/client/relay/relay_process.h"
#include "tests/client/relay/standing.h"
#include "tests/server/caller.h"
#include "wire/messages.h"

using namespace vouch;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

constexpr const char* kRelayPath = "/c/0123456789abcdef/cast";
const std::vector<el::Level> kSomeMarks{el::Level::high, el::Level::low};

/// A relay before a server that answers all it is asked "over capacity".
struct RelayAlone {
    Recorder server;
    Standing standing{server};
    RelayProcess relay{standing.endpoint(), standing.pin()};

    Caller call() const { return {relay.endpoint(), relay.trust(), kRelayPath}; }
    static pb::Request cast(const std::string& envelope) {
        pb::Request request;
        request.mutable_cast()->set_envelope(envelope);
        return request;
    }
    /// Whether an honest request comes back with the server's answer, and not the relay's.
    bool passes() {
        Caller caller = call();
        const pb::Response response = caller.ask(cast("honest"));
        return reason_in(response) == Reason::over_capacity && response.refusal().detail().empty();
    }
    static Reason reason_in(const pb::Response& response) {
        return static_cast<Reason>(response.refusal().reason());
    }
};

bool closes(Caller& caller) {
    try {
        for (;;) caller.receive();
    } catch (const net::NetError& error) {
        return error.failure() == net::Failure::cut_off;
    }
}

}    // namespace

TEST_CASE("what is neither a cast nor a look-up is refused, and goes no further") {
    RelayAlone alone;
    pb::Request follow, submit, empty;
    follow.mutable_follow();
    submit.mutable_submit()->set_entry("an entry");
    for (pb::Request request : {follow, submit, empty}) {
        Caller caller = alone.call();
        const pb::Response response = caller.ask(std::move(request));
        CHECK(RelayAlone::reason_in(response) == Reason::malformed);
        CHECK(response.refusal().detail() == client::says().relay.only_casts);
        CHECK(closes(caller));
    }
    StreamRng rng(Bytes32{});
    for (std::size_t size = 1; size < 5'000; size = size * 3 + 1) {
        Bytes garbage(size);
        rng.fill(garbage);
        garbage[0] = 0xff;    // no field begins so
        Caller caller = alone.call();
        caller.socket.send(garbage);
        CHECK(RelayAlone::reason_in(caller.receive()) == Reason::malformed);
        CHECK(closes(caller));
    }
    Caller large = alone.call();
    large.socket.send(Bytes(net::kIncomingMessageBytesMax + 1));
    CHECK(closes(large));
    CHECK(alone.passes());
    CHECK(alone.server.came(1).size() == 1);
}

TEST_CASE("a relay has one place, and shows nothing") {
    RelayAlone alone;
    for (const char* path : {"/", "/session", "/c/0123456789abcdef/session", "/c/0123456789abcdef",
                             "/c/0123456789abcdef/cast/", "/c/0123/cast", "/cast"}) {
        CAPTURE(path);
        CHECK_THROWS_AS(net::WebSocketClient(alone.relay.endpoint(), alone.relay.trust(), path),
                        net::NetError);
        CHECK(net::HttpsClient(alone.relay.endpoint(), alone.relay.trust()).get(path).status ==
              net::kStatusNotFound);
    }
    CHECK(alone.passes());
}

TEST_CASE("hundreds of connections that say nothing keep nobody out") {
    RelayAlone alone;
    std::vector<Caller> idle;
    for (int i = 0; i < 300; ++i) idle.push_back(alone.call());
    CHECK(alone.passes());
}

TEST_CASE("who leaves before the batch goes is not passed on; who leaves later takes nobody along") {
    RelayAlone alone;
    {
        Caller leaves = alone.call();
        pb::Request request = RelayAlone::cast("leaves at once");
        request.set_id(1);
        leaves.send(request);
    }
    const std::size_t before = alone.relay.open_files();
    alone.server.keep_back(true);
    {
        Caller leaves = alone.call(), stays = alone.call();
        pb::Request request = RelayAlone::cast("leaves later");
        request.set_id(1);
        leaves.send(request);
        request.mutable_cast()->set_envelope("stays");
        stays.send(request);
        CHECK(alone.server.came(2).size() == 2);
        leaves.socket.close();
        alone.server.keep_back(false);
        CHECK(RelayAlone::reason_in(stays.receive()) == Reason::over_capacity);
    }
    CHECK(alone.passes());
    CHECK(alone.server.came(3).size() == 3);
    // All of it is over in the end, on both sides.
    const auto until = std::chrono::steady_clock::now() + kLong;
    while ((alone.server.open() > 0 || alone.relay.open_files() > before) &&
           std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(alone.server.open() == 0);
    CHECK(alone.relay.open_files() <= before);
}

TEST_CASE("where the server is away the relay says so, and the client is to come again") {
    net::Endpoint nowhere{"127.0.0.1", 1, ""};
    const RelayProcess relay(nowhere, std::string(64, '0'));
    Caller caller(relay.endpoint(), relay.trust(), kRelayPath);
    for (int i = 0; i < 2; ++i) {
        const pb::Response response = caller.ask(RelayAlone::cast("an envelope"));
        CHECK(RelayAlone::reason_in(response) == Reason::over_capacity);
        CHECK(response.refusal().detail() == client::says().relay.server_away);
        CHECK(response.refusal().retry_after_ms() > 0);
        CHECK(response.refusal().signature().empty());
    }
}

TEST_CASE("a relay trusts no other server than the pinned one") {
    Recorder other;
    const Standing standing(other);
    const RelayProcess relay(standing.endpoint(), std::string(64, '0'));
    Caller caller(relay.endpoint(), relay.trust(), kRelayPath);
    CHECK(caller.ask(RelayAlone::cast("an envelope")).refusal().detail() == client::says().relay.server_away);
}

TEST_CASE("what a connection asks beyond one request under way and one that waits is refused") {
    RelayAlone alone;
    alone.server.keep_back(true);
    Caller caller = alone.call();
    const auto send = [&caller](std::uint64_t id) {
        pb::Request request = RelayAlone::cast("envelope " + std::to_string(id));
        request.set_id(id);
        caller.send(request);
    };
    send(1);
    CHECK(alone.server.came(1).size() == 1);    // it is under way
    send(2);
    send(3);
    const pb::Response refused = caller.receive();
    CHECK(refused.id() == 3);
    CHECK(refused.refusal().detail() == client::says().relay.full);
    alone.server.keep_back(false);
    CHECK(caller.receive().id() == 1);
    CHECK(caller.receive().id() == 2);
}

TEST_CASE("a relay that is stopped ends, whatever is under way") {
    RelayAlone alone;
    alone.server.keep_back(true);
    Caller under_way = alone.call(), waits = alone.call();
    pb::Request request = RelayAlone::cast("under way");
    request.set_id(1);
    under_way.send(request);
    CHECK(alone.server.came(1).size() == 1);
    waits.send(request);
    CHECK(alone.relay.interrupt() == 0);
    CHECK(closes(under_way));
    CHECK(closes(waits));
    CHECK(alone.relay.said().find("Passed on: 0;") != std::string::npos);
    CHECK(alone.relay.said().find("not answered by the server: 1") != std::string::npos);
    alone.server.keep_back(false);
}

namespace {

/// A conference whose ballots go through somebody who stands before the server, in a relay's place.
struct FalseRelay {
    Hall hall;
    std::vector<Device> devices;
    Between between{hall.server->service()};
    Standing standing{between};

    FalseRelay() : devices(hall.open_for_six()) {}
    RelayAddress address() const { return {standing.endpoint(), standing.trust()}; }
    std::uint32_t ballots() {
        must(hall.organizer->update());
        return static_cast<std::uint32_t>(hall.organizer->state().ballots.size());
    }
    /// What the device says, whose ballot did not come back as cast.
    std::string cast_fails(Device& device) {
        const auto refused = device.cast(must(device.seal(kSomeMarks)), {}, address());
        REQUIRE_FALSE(refused.ok());
        return refused.rejection().detail;
    }
};

}    // namespace

TEST_CASE("what a relay alters is taken for nothing, and the ballot is cast another way") {
    FalseRelay stage;
    const auto flips = [](std::size_t at) {
        return [at](Bytes& answer) { answer[answer.size() - 1 - at] ^= 1; };
    };
    std::size_t device = 0;
    for (const std::size_t at : {0u, 40u, 600u}) {
        stage.between.change_answers(flips(at));
        const std::string said = stage.cast_fails(stage.devices[device]);
        CAPTURE(said);
        CHECK(said.find("https://" + stage.standing.endpoint().authority() + " did not pass") !=
              std::string::npos);
        CHECK(said.find("The sealed ballot is kept") != std::string::npos);
        ++device;
    }
    CHECK(stage.ballots() == 3);    // the server had taken them all the same
}

TEST_CASE("a refusal that a relay makes up is none") {
    FalseRelay stage;
    stage.between.change_answers([](Bytes& answer) {
        pb::Response response;
        response.ParseFromArray(answer.data(), static_cast<int>(answer.size()));
        response.mutable_refusal()->set_reason(static_cast<std::uint32_t>(Reason::wrong_phase));
        response.mutable_refusal()->set_signature(std::string(64, 'x'));
        answer = wire::serialize(response);
    });
    CHECK(stage.cast_fails(stage.devices[0]).find("did not sign") != std::string::npos);
}

TEST_CASE("a sealed ballot outlives a relay that drops it") {
    FalseRelay stage;
    std::vector<Bytes> kept;
    Device& device = stage.devices[0];
    stage.between.change_answers([](Bytes& answer) { answer.clear(); });
    const el::SealedBallot sealed = must(device.seal(kSomeMarks));
    const Bytes body = sealed.body;
    const auto refused = client::cast_ballot(device.address(), device.view().state(), body, {},
                                             stage.address(), std::chrono::milliseconds(1));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection().detail.find("The sealed ballot is kept") != std::string::npos);
    must(device.cast_stored(body));    // straight
    CHECK(stage.ballots() == 1);
}
