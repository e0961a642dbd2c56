#pragma once
// Ballots: the body's layout, sealing and verifying. docs/protocol.md, section 6.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "crypto/bulk/edwards.h"
#include "crypto/matrix_proof.h"
#include "crypto/merkle.h"
#include "crypto/random.h"
#include "election/bodies.h"
#include "election/rings.h"

namespace vouch::election {

/// Everything a ballot's proofs depend on, fixed by the open entry. Immutable; shared between threads.
struct Opening {
    Bytes32 election_id{}, open_digest{};
    std::size_t officials = 0;    // k
    Point Y;
    std::uint32_t enrolled = 0;        // N
    std::array<Scalar, kColumns> w;    // 0, 1, c, c²; c = N + 1
    std::uint32_t m = 1;
    std::vector<Ring> rings;
    Generators generators;

    MatrixStatement statement(std::uint32_t ring_index, std::uint32_t revision) const;
};
Opening make_opening(const Bytes32& election_id, const Bytes32& open_digest, std::size_t officials,
                     const Point& Y, const TagGenerators& tag_generators, std::vector<Point> enrolled,
                     std::uint32_t ring_capacity);

/// 8 + 32·(2k + m + 5) + 32·(3(k + m) + 4) bytes.
std::size_t ballot_body_bytes(std::size_t k, std::size_t m);

/// The beginning of a body: le32(g) || le32(revision) || tag. The rest is not looked at, and the tag may be
/// no point.
struct BallotHead {
    std::uint32_t ring_index = 0, revision = 0;
    Bytes32 tag{};
};
inline constexpr std::size_t kBallotHeadBytes = 40;
/// Returns nothing where the body is shorter.
std::optional<BallotHead> ballot_head(ByteView body);

struct Ballot {
    std::uint32_t ring_index = 0;    // g
    std::uint32_t revision = 0;
    MatrixProof proof;
    std::vector<AffinePoint>
        points;    // the points of the proof, decoded, in the body's order; set by decode_ballot
};
Bytes encode_ballot(const Ballot& ballot);
/// Malformed unless the length fits, the ring is there and every point and scalar is canonical.
Result<Ballot> decode_ballot(const Opening& opening, ByteView body);

/// The 32 bytes a participant notes and anyone can look up.
struct Tracker {
    Bytes32 choices{}, rest{}, tracker{};
};
Tracker tracker_of(const Bytes32& open_digest, std::span<const Ciphertext> ciphertexts, ByteView body);
Bytes32 tracker_choices(const Bytes32& open_digest, std::span<const Ciphertext> ciphertexts);
Bytes32 tracker_of_parts(const Bytes32& choices, const Bytes32& rest);

/// The parts of a ballot that are counted. All its proofs hold, and are not stored here. Only verify() makes
/// one.
class VerifiedBallot {
public:
    std::uint32_t revision() const { return revision_; }
    const Point& tag() const { return tag_; }
    /// α and β of each official by turns, decoded.
    const std::vector<PackedPoint>& ciphertexts() const { return ciphertexts_; }
    const Bytes32& tracker() const { return tracker_; }

private:
    VerifiedBallot(std::uint32_t revision, const Point& tag, std::vector<PackedPoint> ciphertexts,
                   const Bytes32& tracker)
        : revision_(revision), tag_(tag), ciphertexts_(std::move(ciphertexts)), tracker_(tracker) {}
    friend class Verification;
    std::uint32_t revision_;
    Point tag_;
    std::vector<PackedPoint> ciphertexts_;
    Bytes32 tracker_;
};

/// The result of verify() for one ballot under one opening: the parts that are counted, or why a proof does
/// not hold. It also stores which ballot and which opening, so that it cannot be used for another.
class BallotVerdict : public Result<VerifiedBallot> {
public:
    bool is_of(const Opening& opening, const LeafHash& leaf_hash) const {
        return open_digest_ == opening.open_digest && leaf_hash_ == leaf_hash;
    }

private:
    BallotVerdict(const Opening& opening, const LeafHash& leaf_hash, Result<VerifiedBallot> found)
        : Result<VerifiedBallot>(std::move(found)),
          open_digest_(opening.open_digest),
          leaf_hash_(leaf_hash) {}
    friend class Verification;
    Bytes32 open_digest_;
    LeafHash leaf_hash_;
};

/// The input of verify(): a ballot's body, and the leaf hash of the entry around it.
struct CarriedBallot {
    ByteView body;
    LeafHash leaf_hash;
};

/// Checks ballots in batches, ring by ring, with weights from `rng`; a batch that fails is halved until the
/// bad ones stand alone, with the detail that a lone check finds. One verdict for each, in the order given.
/// Public data only, variable time. May run on any thread.
std::vector<BallotVerdict> verify(const Opening& opening, std::span<const CarriedBallot> ballots, Rng& rng);
/// The same for ballots that are in no entry yet. The entry that each would get is hashed.
std::vector<BallotVerdict> verify(const Opening& opening, std::span<const ByteView> bodies, Rng& rng);

/// States that all proofs of some ballots were checked before. Only a replay makes one, for the beginning of
/// a log, and compares the root at the end of that beginning with the one that was checked.
class ProofsCheckedBefore {
    ProofsCheckedBefore() = default;
    friend class Replay;
};
/// Checks form alone and reads the parts that are counted.
std::vector<BallotVerdict> verify(const Opening& opening, std::span<const CarriedBallot> ballots,
                                  ProofsCheckedBefore before);

/// A participant's credential at its place in one opening.
struct PlacedCredential {
    Credential credential;
    std::uint32_t ring_index = 0;
    std::vector<SecretDigit> digits;    // of its place
};
/// Finds the place of the credential's key in the rings; not fitting where it is not there.
Result<PlacedCredential> locate(const Opening& opening, Credential credential);

/// Identifies one sealing. The nonces are bound to all of it.
struct SealingTerms {
    std::uint32_t revision = 0;
    /// Counts the sealings with this credential. It is raised on stable storage, under a lock, before the
    /// sealing is prepared, also where the prepared sealing is not used.
    std::uint64_t sealing = 0;
};
/// Nanoseconds since 1970, read as each of a sealing's two seeds is drawn.
using Clock = std::function<std::uint64_t()>;

/// A sealed ballot and what a challenge would show of it. Cast or challenged, never both.
struct SealedBallot {
    Bytes body;
    Tracker tracker;
    std::vector<Ciphertext> ciphertexts;    // per official
    std::vector<SecretDigit> levels;        // per official
    std::vector<SecretScalar> r;            // per official
};

/// The membership part of one sealing, which is computed while the participant reads. It is used once.
struct PreparedSealing {
    SealingTerms terms;
    PlaceRandomness place;
    std::vector<SecretPoint> sums;
};
PreparedSealing prepare(const Opening& opening, const PlacedCredential& placed, const SealingTerms& terms,
                        const Clock& clock, Rng& rng);
SealedBallot seal(const Opening& opening, const PlacedCredential& placed, std::span<const SecretDigit> levels,
                  PreparedSealing prepared, const Clock& clock, Rng& rng);
/// The same, with randomness for the marks that the caller has drawn.
SealedBallot seal(const Opening& opening, const PlacedCredential& placed, std::span<const SecretDigit> levels,
                  PreparedSealing prepared, MarksRandomness marks);

/// What a challenge hands to another device: docs/protocol.md, section 9. The tag is left out, so that two of
/// these do not show whether they are of one participant. Making it consumes the ballot, since a challenged
/// ballot is never cast.
struct ChallengedBallot {
    std::vector<Ciphertext> ciphertexts;    // per official
    std::vector<Level> levels;
    std::vector<Scalar> r;
    Bytes32 rest{};    // Hb("tracker/rest"; body)
};
ChallengedBallot challenge(SealedBallot sealed);
/// The choices inside, if the ballot is the one whose tracker was noted before and holds just these.
Result<std::vector<Level>> check_challenge(const Opening& opening, const Bytes32& noted_tracker,
                                           const ChallengedBallot& shown);

}    // namespace vouch::election
