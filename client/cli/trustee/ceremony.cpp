#include "client/cli/trustee/ceremony.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "crypto/schnorr.h"
#include "crypto/threshold_key.h"

namespace vouch::client {
namespace {

using namespace election;

/// One trustee in one ceremony.
class Member {
public:
    Member(const State& state, const TrusteeKeys& keys, std::uint32_t number)
        : state_(state), ceremony_(*state.ceremony), keys_(keys), number_(number) {}

    Result<CeremonyStep> step(const std::optional<Bytes32>& compared) const {
        CeremonyStep out;
        if (!ceremony_.dealings.contains(number_)) {
            VOUCH_TRY(entry, deal());
            out.entries.push_back(std::move(entry));
        }
        VOUCH_REQUIRE(answer_complaints(out));
        const bool complained = complain(out);
        if (out.entries.empty() && !complained && ceremony_.dealt() &&
            !ceremony_.acknowledged.contains(number_)) {
            out.asks_anchor = compared != state_.anchor();
            if (!out.asks_anchor)
                out.entries.push_back(
                    entry(Acknowledgement{ceremony_.digest, number_, ceremony_.dealings_digest()}));
        }
        out.done = ceremony_.acknowledged.size() == trustees();
        if (out.entries.empty() && !out.done) out.waiting_for = waiting_for(complained);
        return out;
    }

    /// The share dealt to this trustee: from its box, or from the answer to its complaint.
    Result<SecretScalar> share_from(std::uint32_t dealer) const {
        const auto complaint = ceremony_.complaints.find({dealer, number_});
        if (complaint != ceremony_.complaints.end()) {
            if (!complaint->second) return refused(Reason::not_fitting, says().trustee.complaint_open);
            return SecretScalar::of(*complaint->second);
        }
        return boxed_share(dealer);
    }

private:
    std::uint32_t trustees() const { return static_cast<std::uint32_t>(ceremony_.board.trustees.size()); }

    Bytes entry(const Body& body) const {
        const SigningKey* const signer = &keys_.sign();
        return make_entry(state_.election_id, body, {&signer, 1});
    }

    /// The polynomial of this ceremony: the stored one, or a new one, stored.
    Result<Polynomial> polynomial(bool may_draw) const {
        const std::string name = "dealing-" + to_hex(ceremony_.digest);
        VOUCH_TRY(stored, keys_.vault().get(name));
        std::vector<SecretScalar> coefficients;
        if (stored) {
            for (std::size_t at = 0; at + 32 <= stored->size(); at += 32) {
                VOUCH_TRY(coefficient, SecretScalar::decode(secret_at(*stored, at)));
                coefficients.push_back(std::move(coefficient));
            }
            if (coefficients.size() != state_.manifest.threshold)
                return refused(Reason::malformed, says().trustee.dealing_damaged({.file = name}));
            return Polynomial(std::move(coefficients));
        }
        if (!may_draw) return refused(Reason::not_fitting, says().trustee.dealing_lost);
        Polynomial drawn =
            Polynomial::draw(state_.manifest.threshold, keys_.seed(), ceremony_.digest, system_rng());
        SecretBuffer payload(32 * drawn.coefficients().size());
        for (std::size_t u = 0; u < drawn.coefficients().size(); ++u)
            std::ranges::copy(drawn.coefficients()[u].bytes().view(),
                              payload.mutable_view().begin() + static_cast<std::ptrdiff_t>(32 * u));
        keys_.vault().put(name, payload.view());
        return drawn;
    }

    Result<Bytes> deal() const {
        VOUCH_TRY(h, polynomial(true));
        Dealing dealing;
        dealing.ceremony = ceremony_.digest;
        dealing.trustee = number_;
        dealing.commitments = h.commitments();
        const SchnorrProof proof = prove_dealing(ceremony_.digest, number_, h, system_rng());
        dealing.proof_r = proof.R;
        dealing.proof_z = proof.z;
        for (std::uint32_t j = 1; j <= trustees(); ++j) {
            const SecretBuffer plain = share_plaintext(ceremony_.digest, number_, j, h.at(j));
            VOUCH_TRY(box, seal_box(ceremony_.board.trustees[j - 1].box_key, plain.view()));
            dealing.sealed_shares.push_back(*exactly<kSealedShareBytes>(box));
        }
        return entry(dealing);
    }

    Status answer_complaints(CeremonyStep& out) const {
        for (const auto& [pair, answered] : ceremony_.complaints) {
            const auto& [dealer, complainer] = pair;
            if (dealer != number_ || answered) continue;
            VOUCH_TRY(h, polynomial(false));
            // Whoever complains makes its own share public; the protocol asks for this very value.
            out.entries.push_back(
                entry(Answer{ceremony_.digest, number_, complainer, disclose(h.at(complainer))}));
        }
        return accepted();
    }

    Result<SecretScalar> boxed_share(std::uint32_t dealer) const {
        const Dealing& dealing = ceremony_.dealings.at(dealer);
        VOUCH_TRY(plain, keys_.box().open(dealing.sealed_shares[number_ - 1]));
        return accept_share(plain, ceremony_.digest, dealer, number_, dealing.commitments);
    }

    /// Complains of every share that does not fit, until it acknowledged. True while a complaint stands.
    bool complain(CeremonyStep& out) const {
        bool standing = false;
        if (ceremony_.acknowledged.contains(number_)) return false;
        for (const auto& [dealer, dealing] : ceremony_.dealings) {
            if (dealer == number_) continue;
            const auto complaint = ceremony_.complaints.find({dealer, number_});
            if (complaint != ceremony_.complaints.end()) {
                standing = standing || !complaint->second;
            } else if (!boxed_share(dealer).ok()) {
                out.entries.push_back(entry(Complaint{ceremony_.digest, number_, dealer}));
                standing = true;
            }
        }
        return standing;
    }

    std::string names_of(const auto& missing) const {
        std::string out;
        for (std::uint32_t i = 1; i <= trustees(); ++i)
            if (missing(i)) out += (out.empty() ? "" : ", ") + ceremony_.board.trustees[i - 1].name;
        return out;
    }
    std::string waiting_for(bool complained) const {
        const auto& all = says().trustee;
        if (complained)
            return all.waits_answer({.names = names_of([&](std::uint32_t dealer) {
                                         const auto complaint = ceremony_.complaints.find({dealer, number_});
                                         return complaint != ceremony_.complaints.end() && !complaint->second;
                                     })});
        if (ceremony_.dealt() && !ceremony_.acknowledged.contains(number_)) return all.waits_anchor;
        if (!ceremony_.dealt())
            return all.waits_dealing(
                {.names = names_of([&](std::uint32_t i) { return !ceremony_.dealings.contains(i); })});
        return all.waits_acknowledgement(
            {.names = names_of([&](std::uint32_t i) { return !ceremony_.acknowledged.contains(i); })});
    }

    const State& state_;
    const Ceremony& ceremony_;
    const TrusteeKeys& keys_;
    const std::uint32_t number_;
};

}    // namespace

Result<CeremonyStep> ceremony_step(const State& state, const TrusteeKeys& keys,
                                   const std::optional<Bytes32>& compared) {
    if (!state.ceremony) {
        CeremonyStep out;
        out.waiting_for = says().trustee.waits_board;
        return out;
    }
    VOUCH_TRY(number, number_on_board(state, keys.card()));
    return Member(state, keys, number).step(compared);
}

Result<SecretScalar> secret_share(const State& state, const TrusteeKeys& keys) {
    VOUCH_TRY(number, number_on_board(state, keys.card()));
    if (!state.ceremony->dealt()) return refused(Reason::not_fitting, says().trustee.not_all_dealt);
    const Member member(state, keys, number);
    SecretScalar sum;
    for (const auto& [dealer, dealing] : state.ceremony->dealings) {
        VOUCH_TRY(share, member.share_from(dealer));
        sum = sum + share;
    }
    if (times_g(sum).publish() != public_share(state.ceremony->commitments(), number))
        return refused(Reason::bad_proof, says().trustee.shares_do_not_add_up);
    return sum;
}

}    // namespace vouch::client
