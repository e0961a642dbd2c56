#pragma once
// What each kind of entry says, decoded: the messages of proto/entries.proto as types whose fields hold what
// form promises (lengths, canonical points and scalars, one string a language). docs/protocol.md, section 3.
// Names and meaning are those of entries.proto; only what differs is told here. What a type's fields are on
// the wire is said in it (election/codec.h).

#include "election/codec.h"

namespace vouch::election {

/// Bytes of UTF-8: of a trustee's or official's name and of a vkey; of a threshold's name. Every other string
/// has at most kStringBytesMax. Under these limits every later entry of an accepted manifest fits its size.
inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kThresholdNameBytesMax = 64;

/// Elements of the lists that have one for each official, trustee or witness. A list is counted before any of
/// its elements is decoded, so that a long one costs nothing.
inline constexpr std::size_t kOfficialsMax = 200;
inline constexpr std::size_t kTrusteesMax = 100;
inline constexpr std::size_t kWitnessesMax = 15;

// Enums in an entry take every number of their type. Whether the number has a meaning is no matter of form
// but a condition of the manifest, checked where it is admitted.

/// Levels as a ballot holds them; also the index of a level in most tables.
enum class Level : std::uint32_t { blank = 0, low = 1, medium = 2, high = 3 };
inline constexpr std::size_t kLevels = 4;

/// One string per language, in the order of Manifest::languages.
struct Text : std::vector<std::string> {
    using vector::vector;
    static void fields(auto& io, auto& m) { io.message("Text", Field{1, "by_language", m.strings()}); }
    vector& strings() { return *this; }
    const vector& strings() const { return *this; }
};

struct Fraction {
    std::uint32_t numerator = 0;
    std::uint32_t denominator = 0;
    friend bool operator==(const Fraction&, const Fraction&) = default;
    VOUCH_FIELDS(Fraction, FIELD(1, numerator), FIELD(2, denominator))
};

struct Official {
    std::string name;
    Text position;
    std::optional<Bytes32> dossier_sha256;    // none where there is no dossier
    std::uint64_t dossier_length = 0;
    VOUCH_FIELDS(Official, FIELD(1, name).most(kNameBytesMax), FIELD(2, position), FIELD(3, dossier_sha256),
                 FIELD(4, dossier_length))
};

struct Threshold {
    std::string name;
    Level level{};    // not blank
    Fraction share;
    bool strictly_more = false;
    Text consequence;
    VOUCH_FIELDS(Threshold, FIELD(1, name).most(kThresholdNameBytesMax), FIELD(2, level), FIELD(3, share),
                 FIELD(4, strictly_more), FIELD(5, consequence))
    friend bool operator==(const Threshold&, const Threshold&) = default;
};

enum class QuorumMeasured : std::uint32_t { at_open = 1, at_close = 2 };
enum class Base : std::uint32_t { summoned = 1, collected = 2 };

struct Rules {
    Fraction quorum;
    QuorumMeasured quorum_measured{};
    Base base{};
    std::vector<Text> level_names;        // three: low, medium, high
    std::vector<Threshold> thresholds;    // in the order tried; the last that holds is the outcome
    VOUCH_FIELDS(Rules, FIELD(1, quorum), FIELD(2, quorum_measured), FIELD(3, base), FIELD(4, level_names),
                 FIELD(5, thresholds))
    friend bool operator==(const Rules&, const Rules&) = default;
    /// What a level is called; the blank one has no name.
    const Text& level_name(Level level) const { return level_names.at(static_cast<std::size_t>(level) - 1); }
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
    std::uint32_t revotes = 0;    // how often a ballot may be replaced
    std::uint32_t ring_capacity = 0;
    std::uint32_t smallest_set = 0;
    std::string log_vkey;
    Bytes32 box_key{};
    std::vector<std::string> relays;
    std::optional<Bytes32> web_digest;
    VOUCH_FIELDS(Manifest, FIELD(1, nonce), FIELD(2, rehearsal), FIELD(3, languages), FIELD(4, title),
                 FIELD(5, body), FIELD(6, place), FIELD(7, date), FIELD(8, officials), FIELD(9, rules),
                 FIELD(10, trustees), FIELD(11, threshold),
                 FIELD(12, witnesses).most(kNameBytesMax).elements(kWitnessesMax), FIELD(13, organizers),
                 FIELD(14, revotes), FIELD(15, ring_capacity), FIELD(16, smallest_set),
                 FIELD(17, log_vkey).most(kNameBytesMax), FIELD(18, box_key), FIELD(19, relays),
                 FIELD(20, web_digest))
};

struct Person {
    Bytes32 code_key{}, person_hash{};
    VOUCH_FIELDS(Person, FIELD(1, code_key), FIELD(2, person_hash))
};
/// On the roll of a conference; clients give no higher number either.
inline constexpr std::uint32_t kRollNumbersMax = 65'536;
struct Roll {
    std::uint32_t first = 0;
    std::vector<Person> people;
    VOUCH_FIELDS(Roll, FIELD(1, first), FIELD(2, people))
};

struct Trustee {
    std::string name;
    Bytes32 sign_key{}, box_key{};
    VOUCH_FIELDS(Trustee, FIELD(1, name).most(kNameBytesMax), FIELD(2, sign_key), FIELD(3, box_key))
};
struct Board {
    std::vector<Trustee> trustees;
    VOUCH_FIELDS(Board, FIELD(1, trustees).elements(kTrusteesMax))
};

inline constexpr std::size_t kSealedShareBytes = 120;
struct Dealing {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0;
    std::vector<Point> commitments;    // F[i,0] ... F[i,t-1]
    Point proof_r;
    Scalar proof_z;
    std::vector<ByteArray<kSealedShareBytes>> sealed_shares;
    std::uint32_t signer() const { return trustee; }
    VOUCH_FIELDS(Dealing, FIELD(1, ceremony), FIELD(2, trustee), FIELD(3, commitments).elements(kTrusteesMax),
                 FIELD(4, proof_r), FIELD(5, proof_z), FIELD(6, sealed_shares).elements(kTrusteesMax))
};
struct Acknowledgement {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0;
    Bytes32 dealings{};
    std::uint32_t signer() const { return trustee; }
    VOUCH_FIELDS(Acknowledgement, FIELD(1, ceremony), FIELD(2, trustee), FIELD(3, dealings))
};
struct Complaint {
    Bytes32 ceremony{};
    std::uint32_t trustee = 0, dealer = 0;
    std::uint32_t signer() const { return trustee; }
    VOUCH_FIELDS(Complaint, FIELD(1, ceremony), FIELD(2, trustee), FIELD(3, dealer))
};
struct Answer {
    Bytes32 ceremony{};
    std::uint32_t dealer = 0, complainer = 0;
    Scalar share;    // h_dealer(complainer), public from now on
    std::uint32_t signer() const { return dealer; }
    VOUCH_FIELDS(Answer, FIELD(1, ceremony), FIELD(2, dealer), FIELD(3, complainer), FIELD(4, share))
};

struct Enrolment {
    std::uint32_t roll_number = 0;
    Point pk, proof_r;
    Scalar proof_z, proof_z_u;
    VOUCH_FIELDS(Enrolment, FIELD(1, roll_number), FIELD(2, pk), FIELD(3, proof_r), FIELD(4, proof_z),
                 FIELD(5, proof_z_u))
};
struct Revocation {
    std::uint32_t roll_number = 0;
    Bytes32 pk{};    // the key that is enrolled for the number; zeros where it is free
    Bytes32 code_key{};
    VOUCH_FIELDS(Revocation, FIELD(1, roll_number), FIELD(2, pk), FIELD(3, code_key))
};

struct Open {
    std::uint64_t index = 0;
    Bytes32 root{};
    std::uint64_t stated_time = 0;    // POSIX seconds
    std::string override_reason;
    VOUCH_FIELDS(Open, FIELD(1, index), FIELD(2, root), FIELD(3, stated_time), FIELD(4, override_reason))
};
/// A trustee's part of the fingerprint, given when it confirms the open: E = s·P, with a proof that s is the
/// secret of V.
struct Coin {
    Point E, r1, r2;
    Scalar z;
};
struct Confirmation {
    Bytes32 digest{};
    std::optional<Point> coin, coin_r1, coin_r2;    // all four are there, or none
    std::optional<Scalar> coin_z;

    Confirmation() = default;
    explicit Confirmation(const Bytes32& of) : digest(of) {}
    Confirmation(const Bytes32& of, const Coin& with)
        : digest(of), coin(with.E), coin_r1(with.r1), coin_r2(with.r2), coin_z(with.z) {}
    /// Only where the coin is there.
    Coin whole_coin() const { return {coin.value(), coin_r1.value(), coin_r2.value(), coin_z.value()}; }
    VOUCH_FIELDS(Confirmation, FIELD(1, digest), FIELD(2, coin), FIELD(3, coin_r1), FIELD(4, coin_r2),
                 FIELD(5, coin_z))
};
/// A ballot's body is no message, and form does not look into it. decode_ballot reads it from
/// Entry::body_bytes().
struct BallotBody {};
struct Close {
    std::uint64_t index = 0;
    Bytes32 root{};
    std::uint64_t stated_time = 0;    // POSIX seconds
    VOUCH_FIELDS(Close, FIELD(1, index), FIELD(2, root), FIELD(3, stated_time))
};

struct DecryptionShare {
    Point d, r1, r2;
    Scalar z;
    VOUCH_FIELDS(DecryptionShare, FIELD(1, d), FIELD(2, r1), FIELD(3, r2), FIELD(4, z))
};
struct DecryptionShares {
    std::uint32_t trustee = 0;
    std::vector<DecryptionShare> shares;    // per official
    std::uint32_t signer() const { return trustee; }
    VOUCH_FIELDS(DecryptionShares, FIELD(1, trustee), FIELD(2, shares).elements(kOfficialsMax))
};

struct Paper {
    std::uint32_t roll_number = 0;
    VOUCH_FIELDS(Paper, FIELD(1, roll_number))
};
/// One official's counts, in ballots: those on paper alone, or all.
struct Counts {
    std::uint32_t high = 0, medium = 0, low = 0, blank = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
    VOUCH_FIELDS(PaperLine, FIELD(1, high), FIELD(2, medium), FIELD(3, low), FIELD(4, blank))
};
using PaperLine = Counts;
struct PaperCount {
    std::uint32_t issued = 0, collected = 0, invalid = 0;
    std::vector<PaperLine> lines;    // per official
    VOUCH_FIELDS(PaperCount, FIELD(1, issued), FIELD(2, collected), FIELD(3, invalid),
                 FIELD(4, lines).elements(kOfficialsMax))
};

struct Annulment {
    std::string reason;
    VOUCH_FIELDS(Annulment, FIELD(1, reason))
};
struct ResultLine {
    std::uint32_t high = 0, medium = 0, low = 0, blank = 0;
    std::string outcome;
    friend bool operator==(const ResultLine&, const ResultLine&) = default;
    VOUCH_FIELDS(ResultLine, FIELD(1, high), FIELD(2, medium), FIELD(3, low), FIELD(4, blank),
                 FIELD(5, outcome))
};
struct Announcement {
    std::vector<ResultLine> lines;    // per official
    VOUCH_FIELDS(Announcement, FIELD(1, lines).elements(kOfficialsMax))
};

struct Signature {
    Bytes32 key{};
    Bytes64 signature{};
    VOUCH_FIELDS(Signature, FIELD(1, key), FIELD(2, signature))
};

}    // namespace vouch::election
