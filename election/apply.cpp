// The order in which an entry is looked at: docs/protocol.md, section 3. Size and form are decode_entry's;
// the conditions and proofs of each kind are admit's.

#include <algorithm>

#include "election/admit.h"

namespace vouch::election {
namespace {

Status check_phase(const State& state, Kind kind) {
    const bool too_late = kind == Kind::annulment && !state.shares.empty();    // "before the first share"
    if (row_of(kind).phases & in(state.phase) && !too_late) return accepted();
    return {Reason::wrong_phase, std::string(name(kind)) + " while " + std::string(name(state.phase)) +
                                     (too_late ? ", after the first share" : "")};
}

/// Whether who has to sign did, as the table says. Looks at the keys only; the signatures come after.
class Signers {
public:
    Signers(const State& state, const Entry& entry) : state_(state), entry_(entry) {}

    template <class T>
    Status operator()(const T& body) const {
        const RollRecord* record = nullptr;
        if constexpr (requires { body.roll_number; }) {
            record = state_.roll_record(body.roll_number);
            if (!record) return {Reason::not_on_the_roll, "roll number"};
        }
        switch (row_of(entry_.kind()).signed_by) {
            case SignedBy::organizer:
                if constexpr (std::same_as<T, Manifest>) return organizer(body);    // whom it names itself
                return organizer(state_.manifest);
            case SignedBy::trustee:
                if constexpr (requires { body.signer(); }) return trustee(body.signer());
                return bad("no such trustee");
            case SignedBy::code_key:
                return expect(record && one_is(record->code_key), "not exactly the number's code key");
            case SignedBy::confirmer:
                return expect(one_of(state_.manifest.witness_keys) || one_of(board_keys()),
                              "not exactly one confirmer");
            case SignedBy::trustees:
                return expect(t_trustees(), "not exactly t trustees in order of key");
            case SignedBy::nobody:
                return expect(entry_.signatures.empty(), "an unsigned kind");
        }
        return bad("nobody");
    }

private:
    static Status bad(const std::string& what) { return {Reason::bad_signature, "signers: " + what}; }
    static Status expect(bool holds, const char* otherwise) { return holds ? accepted() : bad(otherwise); }
    bool one_is(const Bytes32& key) const {
        return entry_.signatures.size() == 1 && entry_.signatures[0].key == key;
    }
    bool one_of(const std::vector<Bytes32>& keys) const {
        return std::ranges::any_of(keys, [&](const Bytes32& key) { return one_is(key); });
    }
    Status organizer(const Manifest& manifest) const {
        return expect(one_of(manifest.organizers), "not exactly one organizer");
    }
    Status trustee(std::uint32_t number) const {
        const Trustee* trustee = state_.ceremony ? state_.ceremony->trustee(number) : nullptr;
        if (!trustee) return bad("no such trustee");
        return expect(one_is(trustee->sign_key), "not exactly that trustee");
    }
    std::vector<Bytes32> board_keys() const {
        std::vector<Bytes32> keys;
        if (state_.ceremony)
            for (const Trustee& trustee : state_.ceremony->board.trustees) keys.push_back(trustee.sign_key);
        return keys;
    }
    bool t_trustees() const {
        const std::vector<Signature>& by = entry_.signatures;
        const auto keys = board_keys();
        return by.size() == state_.manifest.threshold &&
               std::ranges::adjacent_find(by, std::ranges::greater_equal{}, &Signature::key) == by.end() &&
               std::ranges::all_of(
                   by, [&](const Bytes32& key) { return std::ranges::count(keys, key) > 0; },
                   &Signature::key);
    }

    const State& state_;
    const Entry& entry_;
};

Status check_signatures(const State& state, const Entry& entry) {
    if (entry.signatures.empty()) return accepted();
    const Bytes message = signing_message(state.election_id, entry.kind(), entry.body_bytes());
    for (const Signature& signature : entry.signatures)
        if (!signature_holds(signature.key, message, signature.signature))
            return {Reason::bad_signature, "signature"};
    return accepted();
}

struct Admit {
    State& state;
    const Entry& entry;
    const BallotVerdict* told;

    Status operator()(const BallotBody&) const { return admit_ballot(state, entry, told); }
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
