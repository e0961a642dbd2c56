#pragma once
// Real servers for tests: TLS at 127.0.0.1, SQLite in a folder of the test's own.

#include <spdlog/spdlog.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <thread>

#include "disk/files.h"
#include "election/envelope.h"
#include "server/instance.h"
#include "tests/server/caller.h"
#include "tests/server/made_log.h"
#include "tests/support/folder.h"
#include "tests/support/made_election.h"

namespace vouch::testing {

inline SecretBytes<32> random_seed() {
    return SecretBytes<32>(system_rng().bytes32());
}

/// A server in a folder of the test's own, whichever way it runs.
class AnyServer {
public:
    virtual ~AnyServer() = default;
    virtual std::uint16_t port() = 0;
    virtual std::string pin() = 0;

    std::filesystem::path data() const { return folder_ / "data"; }
    void allow(const SigningKey& organizer) {
        organizers_ += "an organizer " + to_base64(organizer.public_key()) + "\n";
        disk::write_file(data() / "organizers", bytes_of(organizers_));
    }
    net::Endpoint endpoint() { return {"127.0.0.1", port(), ""}; }
    net::Trust trust() { return *net::Trust::pinned(pin()); }
    Caller call(const std::string& path) { return Caller(endpoint(), trust(), path); }
    Caller session(const std::string& path) {
        Caller caller = call(path);
        caller.greet();
        return caller;
    }
    net::HttpReply get(const std::string& path) {
        if (!http_) http_.emplace(endpoint(), trust());
        return http_->get(path);
    }
    void forget_connection() { http_.reset(); }

private:
    TemporaryFolder folder_;
    std::string organizers_;
    std::optional<net::HttpsClient> http_;
};

/// In this process: TLS at 127.0.0.1, SQLite.
class TestServer : public AnyServer {
public:
    explicit TestServer(server::Limits limits = quick(), std::optional<net::ListenAt> metrics = {})
        : limits_(limits), metrics_(std::move(metrics)) {
        spdlog::set_level(spdlog::level::off);
        start();
    }

    ~TestServer() override { stop(); }

    /// Ticks and steps of a few milliseconds: nothing here depends on how long they are. A ballot waits for
    /// no others, and a replacement for nothing.
    static server::Limits quick() {
        server::Limits limits;
        limits.mix_ballots = 1;
        limits.replace_after = {{}, {}, {}};
        limits.tick = std::chrono::milliseconds(20);
        limits.ballots_shown_every = limits.progress_every = std::chrono::milliseconds(1);
        return limits;
    }

    void start() {
        server::Settings settings;
        settings.data = data();
        settings.listen_address = "127.0.0.1";
        settings.listen_port = 0;
        settings.limits = limits_;
        settings.metrics = metrics_;
        instance_.emplace(settings);
    }
    void stop() {
        forget_connection();
        instance_.reset();
    }
    server::Instance& instance() { return *instance_; }
    std::uint16_t port() override { return instance_->port(); }
    std::string pin() override { return instance_->pin(); }

private:
    server::Limits limits_;
    std::optional<net::ListenAt> metrics_;
    std::optional<server::Instance> instance_;
};

/// A conference on that server whose every key the test has, and the election that is to be held in it.
struct TestConference {
    SigningKey creator{random_seed()};
    std::string path;    // "/c/ID"
    std::optional<MadeElection> election;
    std::uint32_t summoned;
    std::size_t submitted = 0;

    explicit TestConference(AnyServer& server, std::uint32_t people = 6)
        : TestConference(server, ElectionShape{.summoned = people}) {}
    TestConference(AnyServer& server, ElectionShape shape) : summoned(shape.summoned) {
        server.allow(creator);
        Caller caller = server.session("/session");
        pb::OrganizerRequest create;
        create.mutable_create();
        const pb::Created created = caller.ask(creator, create).created();
        path = "/c/" + created.conference();
        shape.log_vkey = created.log_vkey();
        shape.box_key = *exactly<32>(bytes_of(created.box_key()));
        election.emplace(std::move(shape));
        server.allow(election->organizer());
    }

    /// Submits what the election made since the last time; false where any of it is refused.
    bool submit_all(Caller& session) {
        for (; submitted < election->entries().size(); ++submitted)
            if (!session.submit(election->entries()[submitted]).has_submitted()) return false;
        return true;
    }
    /// Up to the confirmed opening, everybody checked in.
    bool open(Caller& session) {
        election->set_up();
        for (std::uint32_t number = 1; number <= summoned; ++number) election->enrol(number);
        election->open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election->confirm_as_trustee(trustee);
        return submit_all(session);
    }
    election::SealedBallot seal(std::uint32_t number, std::uint32_t revision = 0) const {
        return sealed_by(*election, number, revision);
    }
    const Bytes32& box_key() const { return election->state().manifest.box_key; }
    Vkey log_vkey() const { return *Vkey::parse(election->state().manifest.log_vkey); }
};

/// One casting of a ballot's body, over a connection of its own, and how it is answered.
struct Casting {
    SecretBytes<32> reply_key = random_seed();
    Bytes envelope;

    Casting(const Bytes32& box_key, ByteView body)
        : envelope(*election::seal_envelope(box_key, reply_key, body)) {}
    pb::Response ask(AnyServer& server, const std::string& path) const {
        Caller caller = server.call(path + "/cast");
        pb::Request request;
        request.mutable_cast()->set_envelope(text_of(envelope));
        return caller.ask(std::move(request));
    }
    election::CastReply reply(const pb::Response& response) const {
        return *election::open_reply(reply_key, bytes_of(response.cast().sealed()));
    }
};

/// Why a request was refused; a test that meets an answer instead fails.
inline Reason reason_of(const pb::Response& response) {
    REQUIRE(response.has_refusal());
    INFO(response.refusal().detail());
    return static_cast<Reason>(response.refusal().reason());
}

/// The checkpoint that is published now, signed by the log's key.
inline Checkpoint checkpoint_of(AnyServer& server, const std::string& path, const Vkey& vkey) {
    const auto verified = verify_checkpoint(text_of(server.get(path + "/log/checkpoint").body), vkey);
    REQUIRE(verified.ok());
    return verified->checkpoint;
}

/// How large the published log is, once it is so large: a server publishes a little after it has
/// acknowledged.
inline std::uint64_t published_size(AnyServer& server, const TestConference& conference,
                                    std::uint64_t least) {
    const auto deadline = std::chrono::steady_clock::now() + kLong;
    for (;;) {
        const std::uint64_t size = checkpoint_of(server, conference.path, conference.log_vkey()).size;
        if (size >= least || std::chrono::steady_clock::now() > deadline) return size;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}    // namespace vouch::testing
