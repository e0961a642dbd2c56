// The order in which an entry is looked at: docs/protocol.md, section 3. Size and form are decode_entry's;
// the conditions and proofs of each kind are admit's.

#include <algorithm>

#include "election/admit.h"

namespace vouch::election {
namespace {

constexpr unsigned in(Phase phase) {
    return 1u << static_cast<unsigned>(phase);
}

/// The phases in which a kind is admitted: the table's third column.
unsigned phases_of(Kind kind) {
    switch (kind) {
        case Kind::manifest:
            return in(Phase::first);
        case Kind::roll:
        case Kind::board:
        case Kind::dealing:
        case Kind::acknowledgement:
        case Kind::complaint:
        case Kind::answer:
        case Kind::enrolment:
        case Kind::revocation:
        case Kind::open:
            return in(Phase::setup);
        case Kind::paper:
            return in(Phase::setup) | in(Phase::voting);
        case Kind::ballot:
        case Kind::close:
            return in(Phase::voting);
        case Kind::confirmation:
            return in(Phase::voting) | in(Phase::counting);
        case Kind::paper_count:
        case Kind::decryption_shares:
            return in(Phase::counting);
        case Kind::annulment:
            return in(Phase::setup) | in(Phase::voting) | in(Phase::counting);
        case Kind::announcement:
            return in(Phase::published);
    }
    return 0;
}

Status check_phase(const State& state, Kind kind) {
    const bool too_late = kind == Kind::annulment && !state.shares.empty();    // "before the first share"
    if (phases_of(kind) & in(state.phase) && !too_late) return accepted();
    return {Reason::wrong_phase, std::string(name(kind)) + " while " + std::string(name(state.phase)) +
                                     (too_late ? ", after the first share" : "")};
}

/// Who signs a kind: the table's second column. Looks at the keys only; the signatures come after.
class Signers {
public:
    Signers(const State& state, const Entry& entry) : state_(state), signatures_(entry.signatures) {}

    Status operator()(const Manifest& manifest) const {
        return organizer(manifest);
    }    // who it names itself
    Status operator()(const Roll&) const { return organizer(state_.manifest); }
    Status operator()(const Board&) const { return organizer(state_.manifest); }
    Status operator()(const Dealing& dealing) const { return trustee(dealing.trustee); }
    Status operator()(const Acknowledgement& acknowledgement) const {
        return trustee(acknowledgement.trustee);
    }
    Status operator()(const Complaint& complaint) const { return trustee(complaint.trustee); }
    Status operator()(const Answer& answer) const { return trustee(answer.dealer); }
    Status operator()(const Enrolment& enrolment) const {
        VOUCH_REQUIRE(on_the_roll(enrolment.roll_number));
        if (signed_by(state_.place(enrolment.roll_number)->code_key)) return accepted();
        return bad("not exactly the number's code key");
    }
    Status operator()(const Revocation& revocation) const {
        VOUCH_REQUIRE(on_the_roll(revocation.roll_number));
        return organizer(state_.manifest);
    }
    Status operator()(const Open&) const { return organizer(state_.manifest); }
    Status operator()(const Confirmation&) const {
        if (signatures_.size() == 1 && (is_trustee(signatures_[0].key) || is_witness(signatures_[0].key)))
            return accepted();
        return bad("not exactly one confirmer");
    }
    Status operator()(const BallotBody&) const {
        return signatures_.empty() ? accepted() : bad("an unsigned kind");
    }
    Status operator()(const Close&) const { return organizer(state_.manifest); }
    Status operator()(const DecryptionShares& shares) const { return trustee(shares.trustee); }
    Status operator()(const Paper& paper) const {
        VOUCH_REQUIRE(on_the_roll(paper.roll_number));
        return organizer(state_.manifest);
    }
    Status operator()(const PaperCount&) const {
        const bool ascending = std::ranges::adjacent_find(signatures_, std::ranges::greater_equal{},
                                                          &Signature::key) == signatures_.end();
        const bool trustees = std::ranges::all_of(
            signatures_, [&](const Signature& signature) { return is_trustee(signature.key); });
        if (signatures_.size() == state_.manifest.threshold && ascending && trustees) return accepted();
        return bad("not exactly t trustees in order of key");
    }
    Status operator()(const Annulment&) const { return organizer(state_.manifest); }
    Status operator()(const Announcement&) const { return organizer(state_.manifest); }

private:
    static Status bad(const std::string& what) { return {Reason::bad_signature, "signers: " + what}; }
    bool signed_by(const Bytes32& key) const { return signatures_.size() == 1 && signatures_[0].key == key; }
    bool is_trustee(const Bytes32& key) const {
        return state_.ceremony &&
               std::ranges::count(state_.ceremony->board.trustees, key, &Trustee::sign_key) > 0;
    }
    bool is_witness(const Bytes32& key) const {
        return std::ranges::count(state_.manifest.witness_keys, key) > 0;
    }
    Status organizer(const Manifest& manifest) const {
        if (std::ranges::any_of(manifest.organizers, [&](const Bytes32& key) { return signed_by(key); }))
            return accepted();
        return bad("not exactly one organizer");
    }
    Status trustee(std::uint32_t number) const {
        const Trustee* trustee = state_.ceremony ? state_.ceremony->trustee(number) : nullptr;
        if (!trustee) return bad("no such trustee");
        return signed_by(trustee->sign_key) ? accepted() : bad("not exactly that trustee");
    }
    Status on_the_roll(std::uint32_t number) const {
        if (state_.place(number)) return accepted();
        return {Reason::not_on_the_roll, "roll number"};
    }

    const State& state_;
    const std::vector<Signature>& signatures_;
};

Status check_signatures(const State& state, const Entry& entry) {
    if (entry.signatures.empty()) return accepted();
    const Bytes message = signing_message(state.election_id, entry.kind(), entry.body_bytes);
    for (const Signature& signature : entry.signatures)
        if (!signature_holds(signature.key, message, signature.signature))
            return {Reason::bad_signature, "signature"};
    return accepted();
}

struct Admit {
    State& state;
    const Entry& entry;
    const BallotVerdict* told;

    Status operator()(const BallotBody& body) const { return admit(state, entry, body, told); }
    template <class T>
    Status operator()(const T& body) const {
        return admit(state, entry, body);
    }
};

Status apply_checked(State& state, const Entry& entry, const BallotVerdict* told) {
    if (state.leaf_hashes.contains(entry.leaf_hash))
        return {Reason::duplicate, "an entry of the same bytes is in the log"};
    VOUCH_REQUIRE(check_phase(state, entry.kind()));
    VOUCH_REQUIRE(std::visit(Signers(state, entry), entry.body));
    VOUCH_REQUIRE(check_signatures(state, entry));
    VOUCH_REQUIRE(std::visit(Admit{state, entry, told}, entry.body));
    state.leaf_hashes.insert(entry.leaf_hash);
    state.log.append(entry.leaf_hash);
    return accepted();
}

}    // namespace

Status apply(State& state, const Entry& entry) {
    return apply_checked(state, entry, nullptr);
}

Status apply(State& state, const Entry& entry, const BallotVerdict& told) {
    return apply_checked(state, entry, &told);
}

Status apply_carried(State& state, ByteView carried) {
    VOUCH_TRY(entry, decode_entry(carried));
    return apply(state, entry);
}

}    // namespace vouch::election
