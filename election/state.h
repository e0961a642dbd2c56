#pragma once
// The state of an election: a pure fold over the log's entries. docs/protocol.md, section 3. The server
// admits what apply accepts, the auditor runs it over the public log, a restart is a replay. No I/O, no
// clock, no randomness.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crypto/digest_set.h"
#include "crypto/merkle.h"
#include "crypto/threshold_key.h"
#include "election/ballot.h"
#include "election/count.h"
#include "election/entry.h"

namespace vouch::election {

/// What is known of one roll number.
struct RollRecord {
    Bytes32 code_key{};    // in force; a revocation replaces it
    Bytes32 person_hash{};
    std::optional<Point> pk;    // while enrolled
    bool paper = false;
    std::uint64_t taken_at = 0;    // while enrolled or with paper: that entry's place in the log
};

/// How one board makes its key: from the board entry to the open, or to the next board.
struct Ceremony {
    Bytes32 digest{};    // leaf hash of the board entry
    Board board;
    std::map<std::uint32_t, Dealing> dealings;          // by trustee
    std::map<std::uint32_t, Bytes32> dealing_hashes;    // leaf hashes, by trustee
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<Scalar>>
        complaints;    // (dealer, complainer) → answer
    std::unordered_set<std::uint32_t> acknowledged;

    const Trustee* trustee(std::uint32_t number) const;    // from 1; nothing where there is none
    bool dealt() const { return dealings.size() == board.trustees.size(); }    // all dealings are in
    /// Nobody acknowledges before all have dealt.
    bool all_acknowledged() const { return acknowledged.size() == board.trustees.size(); }
    Bytes32 dealings_digest() const;                 // Hb("dealings"; ...); dealt
    std::vector<Commitments> commitments() const;    // in order of the dealers
};

/// Who confirmed an open or a close.
struct Confirmations {
    std::unordered_set<Bytes32, DigestHash> keys;    // Ed25519
    std::uint32_t trustees = 0;                      // of them
};

/// The ballot of one tag that counts so far.
struct CountedBallot {
    std::uint32_t revision = 0;
    std::uint64_t index = 0;    // its entry's place in the log
    Bytes32 tracker{};
    std::vector<PackedPoint> ciphertexts;    // α and β of each official by turns, decoded
};

/// q: how many confirmations an open or a close takes; t of them by trustees.
std::uint32_t confirmations_needed(const Manifest& manifest);

/// Its size grows with the participants, and by one hash for each entry. Only tests copy it.
struct State {
    Phase phase = Phase::first;
    Bytes32 election_id{};
    Manifest manifest;
    TagGenerators tag_generators;

    MerkleFrontier log;       // of all entries so far
    DigestSet leaf_hashes;    // of all entries so far

    std::vector<RollRecord> roll;                         // roll number n is roll[n - 1]
    std::unordered_set<Bytes32, DigestHash> code_keys;    // ever used
    std::unordered_set<Bytes32, DigestHash> pks;          // ever used
    std::optional<Ceremony> ceremony;

    std::shared_ptr<const Opening> opening;    // from the open on; shared with the verifying threads
    std::uint64_t open_index = 0, close_index = 0;
    Bytes32 open_digest{}, close_digest{};
    Confirmations open_confirmations, close_confirmations;
    std::map<std::uint32_t, Point> coins;    // E of the trustees who confirmed the open
    std::uint32_t present_at_open = 0;
    std::uint64_t opened_at = 0, closed_at = 0;    // POSIX seconds, as the organizer stated them
    std::string override_reason;                   // why it was opened without a quorum; else empty

    std::unordered_map<Bytes32, CountedBallot, DigestHash> ballots;    // by tag
    std::uint64_t ballots_admitted = 0;                                // revisions included
    BallotSums sums_so_far;                                            // of `ballots`, while voting

    std::optional<PaperCount> paper_count;
    std::map<std::uint32_t, DecryptionShares> shares;    // by trustee; the first t that came
    std::vector<std::uint32_t> share_order;
    std::vector<Ciphertext> sums;          // per official, while counting and published
    std::vector<Counts> electronic;        // per official, without the paper, from the t-th share on
    std::optional<Announcement> result;    // as counted, paper included, from the t-th share on
    bool announced = false;
    std::string annulment_reason;

    const RollRecord* roll_record(
        std::uint32_t roll_number) const;    // nothing where the number is not on the roll
    std::uint32_t summoned() const { return static_cast<std::uint32_t>(roll.size()); }
    std::uint32_t enrolled() const;
    std::uint32_t papers_issued() const;
    std::uint32_t present() const { return enrolled() + papers_issued(); }
    /// The number of the trustee with that Ed25519 key; nothing where no trustee of the board has it.
    std::optional<std::uint32_t> trustee_with(const Bytes32& sign_key) const;
    /// A trustee of the last board, or a witness.
    bool is_confirmer(const Bytes32& sign_key) const;
    std::uint32_t confirmations_needed() const { return election::confirmations_needed(manifest); }
    /// q of them, and t trustees among these.
    bool confirmed(const Confirmations& confirmations) const;
    bool open_confirmed() const { return confirmed(open_confirmations); }
    bool close_confirmed() const { return confirmed(close_confirmations); }
    /// What the fingerprint's digits are made from; nothing until the open is confirmed.
    std::optional<Bytes32> fingerprint_hash() const;
    /// The anchor of slips that name the last board; nothing while there is none.
    std::optional<Bytes32> anchor() const;
    /// Counted ballots and paper ballots collected, invalid ones included.
    std::uint32_t collected() const;
    /// What percentages are over: summoned or collected, as the rules say.
    std::uint32_t base() const;
};

/// Adds the entry to the log, or says why not and leaves the state as it was. A verdict of verify() under
/// state.opening saves checking a ballot's proofs here. Without one, or with that of another ballot or
/// opening, they are checked here.
Status apply(State& state, const Entry& entry);
Status apply(State& state, const Entry& entry, const BallotVerdict& told);

/// decode_entry and apply in one. (Not called apply: std::apply would take a vector's place.)
Status apply_carried(State& state, ByteView carried);

}    // namespace vouch::election
