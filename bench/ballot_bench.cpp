// One ballot's cost: sealing it, its bytes, and verifying it alone and in batches; a ring of 1,024 unless
// said.
#include "bench/figures.h"
#include "bench/known_voters.h"
#include "bench/libsodium_seam.h"

namespace vouch::bench {
namespace {

using namespace election;

constexpr std::size_t kOfficials = 5;
constexpr std::size_t kBatch = 256;

/// Sealing as a device does it, with its own key alone.
void sealing_in(std::uint32_t ring) {
    const KnownHall hall(kOfficials, ring, ring);
    const KnownCredential& known = hall.credentials[ring / 3];
    const PlacedCredential placed =
        *locate(hall.opening, {SecretScalar::of(known.sk), SecretScalar::of(known.u)});
    const Clock clock = [] { return std::uint64_t{0}; };
    std::vector<SecretDigit> levels;
    for (std::size_t j = 0; j < kOfficials; ++j) levels.emplace_back(static_cast<std::uint8_t>(j % kColumns));
    double before = 0, after = 0;
    constexpr int kTimes = 5;
    for (int i = 0; i < kTimes; ++i) {
        const double start = thread_seconds();
        PreparedSealing prepared =
            prepare(hall.opening, placed, {0, static_cast<std::uint64_t>(i)}, clock, system_rng());
        const double tap = thread_seconds();
        seal(hall.opening, placed, levels, std::move(prepared), clock, system_rng());
        before += (tap - start) / kTimes;
        after += (thread_seconds() - tap) / kTimes;
    }
    const std::string of = ", ring of " + grouped(ring);
    tell("sealing" + of, kMilli * (before + after), "ms", "libsodium");
    if (ring == kRing) tell("sealing, after the tap" + of, kMilli * after, "ms", "libsodium");
    tell("bytes of a ballot" + of, static_cast<double>(ballot_body_bytes(kOfficials, hall.opening.m)),
         "bytes", kAnyBackend);
}

/// Ballots of one ring, and what verifying some of them at a time takes.
class Verifying {
public:
    explicit Verifying(std::size_t ballots) : voters_(hall_.opening, hall_.credentials, hall_.s) {
        for (std::size_t i = 0; i < ballots; ++i) bodies_.push_back(voters_.ballot(i % voters_.size(), 0));
    }

    /// The first `count` ballots together, of which that many must be refused.
    std::function<void()> together(std::size_t count, std::size_t bad = 0) const {
        const std::vector<ByteView> views(bodies_.begin(),
                                          bodies_.begin() + static_cast<std::ptrdiff_t>(count));
        return [this, views, bad] {
            std::size_t refused = 0;
            for (const auto& verdict : verify(hall_.opening, views, system_rng())) refused += !verdict.ok();
            VOUCH_CHECK(refused == bad);
        };
    }
    /// CPU seconds of all ballots one after the other.
    double each_alone() const {
        const double start = thread_seconds();
        for (const ByteView body : bodies_)
            static_cast<void>(verify(hall_.opening, {&body, 1}, system_rng()));
        return thread_seconds() - start;
    }
    /// Makes `count` ballots bad, spread evenly, by one bit of the last response, which leaves the challenges
    /// alone.
    void spoil(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            Bytes& body = bodies_[(2 * i + 1) * bodies_.size() / (2 * count)];
            body[body.size() - 32] ^= 1;
        }
    }
    const Opening& opening() const { return hall_.opening; }
    const Bytes& body(std::size_t i) const { return bodies_[i]; }

private:
    KnownHall hall_{kOfficials, kRing, kRing};
    KnownVoters voters_;
    std::vector<Bytes> bodies_;
};

void batches(const Verifying& verifying) {
    for (const std::size_t batch : {1, 16, 64, 256, 1024}) {
        const double each = seconds_of(verifying.together(batch)) / static_cast<double>(batch);
        tell("ballot, batch of " + grouped(batch), kMicro * each, "µs");
    }
    const auto batch = verifying.together(kBatch);
    tell("ballot, lone ÷ batch of 256", kBatch * times_as_long(verifying.together(1), batch), "×");
    constexpr std::size_t kPart = kBatch / 16;    // of what libsodium does for a batch
    const auto seam = libsodium_seam(verifying.opening(), verifying.body(0), kPart, kBatch);
    tell("ballot, libsodium one product at a time, batch of 256", kMicro * seconds_of(seam) / kPart, "µs",
         "libsodium");
    tell("ballot, libsodium one product at a time ÷ ours, batch of 256",
         times_as_long(seam, batch) * kBatch / kPart, "×");
}

/// What of a ballot's cost is neither sums nor the ring's products, which arithmetic() measures.
void other_parts(const Verifying& verifying) {
    const Opening& opening = verifying.opening();
    const Ballot ballot = *decode_ballot(opening, verifying.body(0));
    const auto statement = opening.statement(ballot.ring_index, ballot.revision);
    const double decoded = seconds_of([&] { static_cast<void>(decode_ballot(opening, verifying.body(0))); });
    tell("ballot, decoding its body", kMicro * decoded, "µs");
    const double hashed = seconds_of([&] {
        static_cast<void>(challenges(statement, ballot.proof));
        static_cast<void>(tracker_of(opening.open_digest, ballot.proof.ciphertexts, verifying.body(0)));
    });
    tell("ballot, its challenges and tracker", kMicro * hashed, "µs");
}

}    // namespace

void sealing() {
    for (const std::uint32_t ring : {256u, 1024u, 4096u}) sealing_in(ring);
}

void ballots() {
    const Verifying verifying(1024);
    batches(verifying);
    other_parts(verifying);
}

void bad_ballots() {
    constexpr std::size_t kBallots = 1024, kBad = 300;
    Verifying one(kBallots), many(kBallots);
    const auto honest = many.together(kBallots);
    one.spoil(1);
    tell("1 bad among 1,024 ballots ÷ none", times_as_long(one.together(kBallots, 1), honest), "×");
    many.spoil(kBad);
    const double found = seconds_of(many.together(kBallots, kBad));
    tell("300 bad among 1,024 ballots ÷ each of them alone", found / many.each_alone(), "×");
}

}    // namespace vouch::bench
