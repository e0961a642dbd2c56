#include "client/cli/participant/device_view.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>

namespace vouch::client {

using namespace election;

DeviceView::DeviceView(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen)
    : follower_(std::move(log), election_id, seen) {}

void DeviceView::hold(const Credential& credential) {
    credential_ = credential.clone();
    pk_ = credential.pk();
}

Status DeviceView::update() {
    if (refusal_) return *refusal_;
    std::uint64_t index = follower_.seen().size;
    VOUCH_TRY(fresh, follower_.next());
    for (const Bytes& carried : fresh) {
        const auto entry = decode_entry(carried);
        Status status = accepted();
        if (!entry.ok()) {
            status = entry.rejection();
        } else {
            status = state_.open_confirmed() ? look_at(*entry, index) : take(*entry);
        }
        if (!status.ok()) {
            refusal_ =
                refused(status.rejection().reason,
                        says().log.entry_refused_show({.index = index, .why = status.rejection().detail}));
            return *refusal_;
        }
        ++index;
    }
    return accepted();
}

Status DeviceView::take(const Entry& entry) {
    const auto* enrolment = std::get_if<Enrolment>(&entry.body);
    if (enrolment && enrolment->pk != pk_) return take_enrolment(entry, *enrolment);
    VOUCH_REQUIRE(apply(state_, entry));
    if (credential_ && !tag_) tag_ = credential_->tag(state_.tag_generators);
    return accepted();
}

Status DeviceView::take_enrolment(const Entry& entry, const Enrolment& enrolment) {
    if (state_.phase != Phase::setup) return {Reason::wrong_phase, "enrolment"};
    if (state_.leaf_hashes.contains(entry.leaf_hash)) return {Reason::duplicate, "enrolment"};
    if (!state_.roll_record(enrolment.roll_number)) return {Reason::not_on_the_roll, "enrolment"};
    RollRecord& record = state_.roll[enrolment.roll_number - 1];
    if (record.pk || record.paper) return {Reason::number_taken, "enrolment"};
    if (enrolment.pk.is_identity()) return {Reason::bad_proof, "enrolment: identity"};
    if (!state_.pks.insert(enrolment.pk.bytes()).second)
        return {Reason::not_fitting, "enrolment: key used before"};
    record.pk = enrolment.pk;
    record.taken_at = state_.log.size();
    state_.leaf_hashes.insert(entry.leaf_hash);
    state_.log.append(entry.leaf_hash);
    return accepted();
}

Status DeviceView::look_at(const Entry& entry, std::uint64_t index) {
    if (entry.kind() == Kind::ballot) {
        const CarriedBallot ballot{entry.body_bytes(), entry.leaf_hash};
        const auto head = ballot_head(ballot.body);
        if (!tag_ || !head || head->tag != tag_->bytes()) return accepted();
        // The tag is public once it was used, so that anybody could put junk beside it.
        const auto verified = verify(*state_.opening, {&ballot, 1}, system_rng());
        if (!verified.front().ok()) return verified.front().rejection();
        own_.push_back({index, verified.front()->revision(), verified.front()->tracker()});
    } else if (std::holds_alternative<Close>(entry.body) && !close_index_) {
        VOUCH_REQUIRE(by_an_organizer(entry));
        close_index_ = index;
        close_digest_ = entry.leaf_hash;
    } else if (const auto* confirmation = std::get_if<Confirmation>(&entry.body)) {
        look_at_confirmation(entry, *confirmation);
    } else if (std::holds_alternative<Annulment>(entry.body)) {
        VOUCH_REQUIRE(by_an_organizer(entry));
        annulled_ = true;
    }
    return accepted();
}

Status DeviceView::by_an_organizer(const Entry& entry) const {
    const auto& organizers = state_.manifest.organizers;
    if (entry.signatures.size() == 1 && std::ranges::count(organizers, entry.signatures.front().key) > 0) {
        const auto& [key, signature] = entry.signatures.front();
        if (signature_holds(key, signing_message(state_.election_id, entry.kind(), entry.body_bytes()),
                            signature))
            return accepted();
    }
    return {Reason::bad_signature, std::string(name(entry.kind())) + ": not signed by an organizer"};
}

void DeviceView::look_at_confirmation(const Entry& entry, const Confirmation& confirmation) {
    if (!close_index_ || confirmation.digest != close_digest_ || entry.signatures.size() != 1) return;
    const auto& [key, signature] = entry.signatures.front();
    const Bytes message = signing_message(state_.election_id, Kind::confirmation, entry.body_bytes());
    if (!state_.is_confirmer(key)) return;
    if (!signature_holds(key, message, signature) || !close_confirmations_.keys.insert(key).second) return;
    if (state_.trustee_with(key)) ++close_confirmations_.trustees;
}

Result<std::shared_ptr<const Opening>> DeviceView::opening() const {
    if (!state_.opening || !state_.open_confirmed())
        return refused(Reason::too_early, says().participant.not_open_yet);
    const bool enrolled = credential_ && std::ranges::any_of(state_.roll, [&](const RollRecord& record) {
                              return record.pk == pk_;
                          });
    if (!enrolled) return refused(Reason::not_fitting, says().participant.device_not_checked_in);
    return state_.opening;
}

}    // namespace vouch::client
