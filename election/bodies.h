#pragma once
// What each kind of entry says, decoded: the messages of proto/entries.proto as types whose fields hold what
// form promises (lengths, canonical points and scalars, one string a language). docs/protocol.md, section 3.
// Names and meaning are those of entries.proto; only what differs is told here.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "crypto/bytes.h"
#include "crypto/group.h"

namespace vouch::election {

/// Numbers of entries' kinds, as they travel.
enum class Kind : std::uint32_t {
    manifest = 1,
    roll = 2,
    board = 3,
    dealing = 4,
    acknowledgement = 5,
    complaint = 6,
    answer = 7,
    enrolment = 8,
    revocation = 9,
    open = 10,
    confirmation = 11,
    ballot = 12,
    close = 13,
    decryption_shares = 14,
    paper = 15,
    paper_count = 16,
    annulment = 17,
    announcement = 18,
};

/// Levels as a ballot holds them; also the index of a level in most tables.
enum class Level : std::uint8_t { blank = 0, low = 1, medium = 2, high = 3 };
inline constexpr std::size_t kLevels = 4;

using Text = std::vector<std::string>;    // one string per language, in the order of Manifest::languages

struct Fraction {
    std::uint32_t numerator = 0;
    std::uint32_t denominator = 0;
    friend bool operator==(const Fraction&, const Fraction&) = default;
};

struct Official {
    std::string name;
    Text position;
    Bytes dossier_sha256;    // 32 bytes, or none where there is no dossier
    std::uint64_t dossier_length = 0;
};

struct Threshold {
    std::string name;
    std::uint32_t level = 0;    // as a Level; 1 to 3
    Fraction share;
    bool strictly_more = false;
    Text consequence;
};

enum class QuorumMeasured : std::uint32_t { at_open = 1, at_close = 2 };
enum class Base : std::uint32_t { summoned = 1, collected = 2 };

struct Rules {
    Fraction quorum;
    std::uint32_t quorum_measured = 0;    // a QuorumMeasured once apply took it
    std::uint32_t base = 0;               // a Base once apply took it
    std::vector<Text> level_names;        // three: low, medium, high
    std::vector<Threshold> thresholds;    // ascending; the last that holds is the outcome
};

struct Manifest {
    Bytes32 nonce{};
    bool rehearsal = false;
    std::vector<std::string> languages;
    Text title, body, place;
    std::string date;
    std::vector<Official> officials;
    Rules rules;
    std::uint32_t trustees = 0;     // n
    std::uint32_t threshold = 0;    // t
    std::vector<std::string> witnesses;
    std::vector<Bytes32> witness_keys;    // the Ed25519 keys inside `witnesses`, in order
    std::vector<Bytes32> organizers;
    bool revotes = false;
    std::uint32_t ring_capacity = 0;
    std::uint32_t smallest_set = 0;
    std::string log_vkey;
    Bytes32 box_key{};
    std::vector<std::string> relays;
    Bytes web_digest;    // 32 bytes, or none
};

struct Person {
    Bytes32 code_key{}, person_hash{};
};
struct Roll {
    std::uint32_t first = 0;
    std::vector<Person> people;
};

struct Trustee {
    std::string name;
    Bytes32 sign_key{}, box_key{};
};
struct Board {
    std::vector<Trustee> trustees;
};

inline constexpr std::size_t kSealedShareBytes = 120;
struct Dealing {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0;
    std::vector<Point> commitments;    // F[i,0] ... F[i,t-1]
    Point proof_r;
    Scalar proof_z;
    std::vector<Bytes> sealed_shares;    // of kSealedShareBytes each
};
struct Acknowledgement {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0;
    Bytes32 dealings{};
};
struct Complaint {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0, dealer = 0;
};
struct Answer {
    Bytes32 ceremony{};
    std::uint32_t dealer = 0, complainer = 0;
    Scalar share;    // h_dealer(complainer), public from now on
};

struct Enrolment {
    std::uint32_t roll_number = 0;
    Point pk, proof_r;
    Scalar proof_z;
};
struct Revocation {
    std::uint32_t roll_number = 0;
    Bytes32 pk{};    // of the number's enrolment; zeros where it is free
    Bytes32 code_key{};
};

struct Open {
    std::uint64_t index = 0;
    Bytes32 root{};
    std::uint64_t stated_time = 0;    // POSIX seconds
    std::string override_reason;
};
struct Confirmation {
    Bytes32 digest{};
};
/// A ballot's body is no part of form: it is decoded where the table says, by decode_ballot.
struct BallotBody {
    Bytes bytes;
};
struct Close {
    std::uint64_t index = 0;
    Bytes32 root{};
    std::uint64_t stated_time = 0;    // POSIX seconds
};

struct DecryptionShare {
    Point d, r1, r2;
    Scalar z;
};
struct DecryptionShares {
    std::uint32_t trustee = 0;
    std::vector<DecryptionShare> shares;    // per official
};

struct Paper {
    std::uint32_t roll_number = 0;
};
/// What one official got, in ballots: of paper, or of all.
struct Counts {
    std::uint32_t high = 0, medium = 0, low = 0, blank = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
};
using PaperLine = Counts;
struct PaperCount {
    std::uint32_t issued = 0, collected = 0, invalid = 0;
    std::vector<PaperLine> lines;    // per official
};

struct Annulment {
    std::string reason;
};
struct ResultLine {
    std::uint32_t high = 0, medium = 0, low = 0, blank = 0;
    std::string outcome;
    friend bool operator==(const ResultLine&, const ResultLine&) = default;
};
struct Announcement {
    std::vector<ResultLine> lines;    // per official
};

/// In the order of their kinds: index() + 1 is the kind's number.
using Body = std::variant<Manifest, Roll, Board, Dealing, Acknowledgement, Complaint, Answer, Enrolment,
                          Revocation, Open, Confirmation, BallotBody, Close, DecryptionShares, Paper,
                          PaperCount, Annulment, Announcement>;

struct Signature {
    Bytes32 key{};
    Bytes64 signature{};
};

/// One entry whose form holds. `carried` is what is hashed, signed, stored and passed on, byte for byte.
struct Entry {
    Bytes carried;
    Bytes32 leaf_hash{};    // SHA-256(0x00 || carried)
    Bytes body_bytes;       // the body as carried: what the signatures are over
    Body body;
    std::vector<Signature> signatures;

    Kind kind() const { return static_cast<Kind>(body.index() + 1); }
};

}    // namespace vouch::election
