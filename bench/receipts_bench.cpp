// Receipts: ballots cast at a real server over TLS, each committed to the disk before its receipt leaves.
// Those who cast and the server share the machine, and this process.
#include "bench/casters.h"
#include "bench/figures.h"
#include "bench/known_voters.h"
#include "tests/server/test_server.h"

namespace vouch::bench {
namespace {

constexpr std::size_t kConnections = 200, kCastersOfConnection = 5;
constexpr std::uint32_t kRevisions = 10;

testing::ElectionShape shape() {
    testing::ElectionShape shape;
    shape.summoned = shape.ring_capacity = kRing;
    shape.officials = 5;
    return shape;
}

/// Those of a server, but that nobody waits for others or between revisions: what is measured is work.
server::Limits limits() {
    server::Limits limits;
    limits.mix_ballots = 1;
    limits.replace_after = {{}, {}, {}};
    return limits;
}

/// An open vote in a server of this process.
struct Voting {
    testing::TestServer server{limits()};
    testing::TestConference conference{server, shape()};

    Voting() {
        auto session = server.session(conference.path + "/session");
        VOUCH_CHECK(conference.open(session));
    }

    std::vector<Caster> seal() const {
        std::vector<KnownCredential> credentials;
        for (std::uint32_t number = 1; number <= kRing; ++number)
            credentials.push_back(KnownCredential::of(conference.election->credential(number)));
        KnownVoters voters(*conference.election->state().opening, credentials,
                           disclose(conference.election->joint_secret()));
        std::vector<Caster> casters(kConnections * kCastersOfConnection);
        for (std::size_t i = 0; i < casters.size(); ++i)
            for (std::uint32_t revision = 0; revision < kRevisions; ++revision) {
                SecretBytes<32> reply_key = testing::random_seed();
                Bytes envelope =
                    *election::seal_envelope(conference.box_key(), reply_key, voters.ballot(i, revision));
                casters[i].ballots.push_back({std::move(reply_key), std::move(envelope)});
            }
        return casters;
    }
};

}    // namespace

void receipts() {
    Voting voting;
    const std::vector<Caster> casters = voting.seal();
    const CastingLoad load{voting.server.endpoint(), voting.server.trust(), voting.conference.path + "/cast",
                           kConnections};
    const double start = process_seconds();
    const Casted casted = cast_all(load, casters);
    const double cpu = process_seconds() - start;
    VOUCH_CHECK(casted.receipts == casters.size() * kRevisions);
    const auto receipts = static_cast<double>(casted.receipts);
    tell("receipts, 200 kept connections, both cores", receipts / casted.seconds, "1/s");
    tell("a receipt, CPU of the server", 1e6 * (cpu - casted.cpu_seconds) / receipts, "µs");
    tell("a receipt, CPU of the load generator", 1e6 * casted.cpu_seconds / receipts, "µs", kAnyBackend);
}

}    // namespace vouch::bench
