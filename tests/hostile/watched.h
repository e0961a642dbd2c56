#pragma once
// A conference on a lying server, and a witness that follows it.

#include "client/cli/audit/evidence.h"
#include "client/cli/witness/following.h"
#include "tests/hostile/lying_server.h"
#include "tests/support/passphrase.h"

namespace vouch::testing {

/// Every reading is a second later than the last one.
class CountedTime {
public:
    client::Now now() {
        return [this] { return ++seconds_; };
    }

private:
    std::atomic<std::uint64_t> seconds_ = 1'796'000'000;
};

inline client::WitnessKeys made_witness(const Path& folder, const std::string& name = "Witness") {
    auto made = client::WitnessKeys::make(folder, name, kPassphrase, kKeyFileCostForTests);
    REQUIRE(made.ok());
    return *std::move(made);
}

struct Watched {
    LyingServer server;
    TestConference conference{server, ElectionShape{.web_digest = server.web_client().digest()}};
    Caller session = server.session(conference.path + "/session");
    TemporaryFolder folder;
    CountedTime time;
    Vkey witness = made_witness(folder / "key").vkey();
    std::optional<client::Following> following;

    /// Six people have checked in, and the opening is confirmed, where it is to be open.
    explicit Watched(bool open = true) {
        if (open) REQUIRE(conference.open(session));
        if (!open) {
            conference.election->set_up();
            REQUIRE(conference.submit_all(session));
        }
        publish();
        start();
    }
    LyingLog log() { return LyingLog(server, conference.path); }
    client::ConferenceAddress address() {
        net::Endpoint at = server.endpoint();
        at.path = conference.path;
        return {at, server.trust()};
    }
    /// The witness is started, or started again.
    void start(const std::vector<Vkey>& trusted = {}) {
        following.reset();
        auto keys = client::WitnessKeys::open(folder / "key", kPassphrase);
        REQUIRE(keys.ok());
        following.emplace(folder / "follow", address(), *std::move(keys),
                          client::ConferenceRecord{address().url(), server.pin(), {}, {}}, trusted,
                          time.now());
    }
    /// Everything that the election has made is submitted and published.
    void publish() {
        REQUIRE(conference.submit_all(session));
        published_size(server, conference, conference.election->entries().size());
    }
    std::string origin() const { return conference.log_vkey().name(); }
    std::optional<std::string> cosigned() const {
        return following->last_cosigned(client::monitor_path(origin()));
    }
    Result<client::EvidenceFinding> checked(const client::Alarm& alarm) const {
        return client::check_evidence(alarm.folder, conference.log_vkey(), {&witness, 1});
    }
};

}    // namespace vouch::testing
