#pragma once
// The table of docs/protocol.md, section 3.5: the kinds of entries, who signs them, and when they may stand.
// All code that depends on the kind looks it up here.

#include <array>
#include <string_view>
#include <variant>

#include "election/bodies.h"

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

enum class Phase { first, setup, voting, counting, published, too_few_ballots, no_quorum, annulled };
inline constexpr std::array<std::string_view, 8> kPhaseNames{
    "first", "setup", "voting", "counting", "published", "too few ballots", "no quorum", "annulled"};
constexpr std::string_view name(Phase phase) {
    return kPhaseNames.at(static_cast<std::size_t>(phase));
}

/// A set of phases, one bit for each.
constexpr unsigned in(auto... phases) {
    return ((1u << static_cast<unsigned>(phases)) | ...);
}

enum class SignedBy {
    organizer,    // one of those in the manifest
    trustee,      // the body's signer()
    code_key,     // the one in force for the body's roll number
    confirmer,    // one trustee of the board, or one witness
    trustees,     // t of the board's, in order of key
    nobody,
};

struct KindRow {
    Kind kind;
    std::string_view name;    // for people and tests
    SignedBy signed_by;
    unsigned phases;    // in which it is admitted
};

/// A row, and the type of the kind's body.
template <class T>
struct Row : KindRow {};

template <class... T>
struct KindTable {
    using Body = std::variant<T...>;
    std::array<KindRow, sizeof...(T)> rows;
    constexpr explicit KindTable(Row<T>... row) : rows{row...} {}
};

inline constexpr auto kKinds = [] {
    using enum Kind;
    using enum SignedBy;
    using enum Phase;
    return KindTable(Row<Manifest>{manifest, "manifest", organizer, in(first)},
                     Row<Roll>{roll, "roll", organizer, in(setup)},
                     Row<Board>{board, "board", organizer, in(setup)},
                     Row<Dealing>{dealing, "dealing", trustee, in(setup)},
                     Row<Acknowledgement>{acknowledgement, "acknowledgement", trustee, in(setup)},
                     Row<Complaint>{complaint, "complaint", trustee, in(setup)},
                     Row<Answer>{answer, "answer", trustee, in(setup)},
                     Row<Enrolment>{enrolment, "enrolment", code_key, in(setup)},
                     Row<Revocation>{revocation, "revocation", organizer, in(setup)},
                     Row<Open>{open, "open", organizer, in(setup)},
                     Row<Confirmation>{confirmation, "confirmation", confirmer, in(voting, counting)},
                     Row<BallotBody>{ballot, "ballot", nobody, in(voting)},
                     Row<Close>{close, "close", organizer, in(voting)},
                     Row<DecryptionShares>{decryption_shares, "decryption shares", trustee, in(counting)},
                     Row<Paper>{paper, "paper", organizer, in(setup, voting)},
                     Row<PaperCount>{paper_count, "paper count", trustees, in(counting)},
                     Row<Annulment>{annulment, "annulment", organizer, in(setup, voting, counting)},
                     Row<Announcement>{announcement, "announcement", organizer, in(published)});
}();

/// What an entry of any kind says: the kind's number is index() + 1.
using Body = decltype(kKinds)::Body;
static_assert([] {
    for (std::uint32_t i = 0; i < kKinds.rows.size(); ++i)
        if (kKinds.rows[i].kind != static_cast<Kind>(i + 1)) return false;
    return true;
}());

constexpr Kind kind_of(const Body& body) {
    return static_cast<Kind>(body.index() + 1);
}
constexpr const KindRow& row_of(Kind kind) {
    return kKinds.rows[static_cast<std::size_t>(kind) - 1];
}

/// "decryption shares" and so on, for people and tests; any number has an answer.
constexpr std::string_view name(Kind kind) {
    const auto index = static_cast<std::size_t>(kind) - 1;
    return index < kKinds.rows.size() ? kKinds.rows[index].name : "unknown kind";
}

}    // namespace vouch::election
