#include "client/cli/participant/device.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <chrono>

#include "client/cli/participant/check_in.h"
#include "client/cli/shared/home.h"
#include "crypto/random.h"
#include "election/enrolment.h"
#include "election/fingerprint.h"
#include "election/typed.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kNamedRollBytesMax = std::size_t{64} << 20;

std::uint64_t nanoseconds_since_1970() {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(since_1970).count());
}

}    // namespace

Device::Device(ConferenceAddress address, std::optional<Bytes32> election_id, std::optional<Seen> seen,
               DeviceStorage storage)
    : address_(std::move(address)),
      view_(log_of(address_), election_id, seen),
      storage_(std::move(storage)) {}

Result<Device> Device::scan(ConferenceAddress address, SlipLink slip, DeviceStorage storage,
                            std::optional<DeviceCredential> credential, std::optional<Seen> seen) {
    std::optional<Bytes32> election_id;
    if (credential) election_id = credential->election_id;
    Device device(std::move(address), election_id, seen, std::move(storage));
    device.slip_ = std::move(slip);
    if (credential) device.hold(*std::move(credential));
    VOUCH_REQUIRE(device.update());
    const Bytes& anchor = device.slip_->anchor;
    VOUCH_REQUIRE(device.fits(anchor));
    if (device.credential_ && !anchor.empty() && device.slip_in_force()) {
        device.credential_->anchor = anchor;
        device.storage_.credential(*device.credential_);
    }
    if (!device.checked_in()) VOUCH_REQUIRE(device.check_slip());
    return device;
}

election::AnchorAnswer Device::answer_to(ByteView anchor) const {
    return judge_slip(anchor, view_.state().anchor());
}

Status Device::fits(ByteView anchor) const {
    if (answer_to(anchor) != election::AnchorAnswer::stop) return accepted();
    return refused(Reason::not_fitting, says().participant.not_your_board);
}

Status Device::check_anchor() const {
    return fits(credential_->anchor);
}

bool Device::asks_for_fingerprint() const {
    return answer_to(credential_->anchor) == election::AnchorAnswer::ask && !fingerprint_given_;
}

bool Device::checked_in() const {
    if (!credential_) return false;
    const RollRecord* record = view_.state().roll_record(credential_->number);
    return record && record->pk && *record->pk == credential_->credential.pk();
}

Result<Device> Device::resume(ConferenceAddress address, DeviceCredential credential,
                              std::optional<Seen> seen, DeviceStorage storage) {
    Device device(std::move(address), credential.election_id, seen, std::move(storage));
    device.hold(std::move(credential));
    VOUCH_REQUIRE(device.update());
    return device;
}

bool Device::slip_in_force() const {
    const RollRecord* record = view_.state().roll_record(slip_->number);
    return record && record->code_key ==
                         code_key(view_.state().manifest.nonce, slip_->number, slip_->code).public_key();
}

Status Device::check_slip() const {
    return may_check_in(view_, slip_->number, slip_->code);
}

Result<NamedPerson> Device::who() const {
    VOUCH_CHECK(slip_.has_value());
    net::HttpsClient client(address_.conference, address_.trust);
    const net::HttpReply reply = client.get(address_.conference.path + "/named-roll", kNamedRollBytesMax);
    if (reply.status != net::kStatusOk) return refused(Reason::not_fitting, says().participant.roll_missing);
    VOUCH_TRY(roll, open_named_roll(slip_->rollkey, reply.body));
    const auto found = std::ranges::find(roll, slip_->number, &NamedPerson::number);
    if (found == roll.end() ||
        client::person_hash(*found) != view_.state().roll_record(slip_->number)->person_hash)
        return refused(Reason::not_fitting, says().participant.roll_not_the_logs);
    return *found;
}

Status Device::check_in() {
    VOUCH_CHECK(slip_.has_value());
    if (checked_in()) return accepted();
    VOUCH_REQUIRE(check_slip());
    if (!credential_) {
        const Bytes32& election_id = view_.state().election_id;
        DeviceCredential drawn{election_id, slip_->number,
                               draw_credential(slip_->code, election_id, slip_->number, system_rng()),
                               slip_->anchor};
        storage_.credential(drawn);    // where that fails nothing was drawn
        hold(std::move(drawn));
    }
    if (view_.state().pks.contains(credential_->credential.pk().bytes()))
        return refused(Reason::not_fitting, says().participant.revoked);
    const Bytes32& election_id = view_.state().election_id;
    const Enrolment enrolment =
        make_enrolment(election_id, slip_->number, credential_->credential, system_rng());
    const SigningKey key = code_key(view_.state().manifest.nonce, slip_->number, slip_->code);
    const SigningKey* const signer = &key;
    const Bytes entry = make_entry(election_id, enrolment, {&signer, 1});
    const auto sent = Session::with_conference(address_).submit(entry);
    if (sent.ok()) return accepted();
    if (sent.rejection().reason == Reason::number_taken) {    // by somebody, since it was looked at
        VOUCH_REQUIRE(update());
        VOUCH_REQUIRE(check_slip());
    }
    return sent.rejection();
}

void Device::hold(DeviceCredential credential) {
    view_.hold(credential.credential);
    credential_ = std::move(credential);
}

Result<std::uint32_t> Device::next_revision() const {
    std::optional<std::uint32_t> last = last_cast_;
    for (const OwnBallot& ballot : view_.own_ballots())
        if (!last || ballot.revision > *last) last = ballot.revision;
    const std::uint32_t revotes = view_.state().manifest.revotes;
    if (!last || *last < revotes) return last ? *last + 1 : 0;
    return refused(Reason::wrong_revision, revotes == 0
                                               ? says().participant.vote_is_final
                                               : says().participant.changes_used_up({.count = revotes}));
}

Status Device::give_fingerprint(std::string_view text) {
    VOUCH_TRY(opening, view_.opening());
    const Bytes32 hash = *view_.state().fingerprint_hash();
    const auto scanned = from_hex(text);
    const bool whole = scanned.ok() && scanned->size() == hash.size();
    VOUCH_TRY(typed, whole ? std::string() : read_typed_text(text, kTypedFingerprint));
    if (whole ? equal(*scanned, hash) : typed == fingerprint(hash)) {
        fingerprint_given_ = true;
        return accepted();
    }
    return refused(Reason::not_fitting, says().participant.wrong_fingerprint);
}

Result<MineProof> Device::prove_mine(const MineKey& key) const {
    VOUCH_TRY(opening, view_.opening());
    VOUCH_REQUIRE(check_mine_key(opening->open_digest, key));
    return election::prove_mine(opening->open_digest, opening->generators.tag, key, credential_->credential,
                                system_rng());
}

Result<SealedBallot> Device::seal(std::span<const Level> levels) {
    VOUCH_TRY(opening, view_.opening());
    if (levels.size() != opening->officials)
        return refused(Reason::malformed, says().participant.other_marks(
                                              {.marks = levels.size(), .officials = opening->officials}));
    VOUCH_REQUIRE(check_anchor());
    if (asks_for_fingerprint()) return refused(Reason::not_fitting, says().participant.no_fingerprint);
    VOUCH_TRY(revision, next_revision());
    VOUCH_TRY(placed, locate(*opening, credential_->credential.clone()));
    std::vector<SecretDigit> digits;
    for (const Level level : levels) digits.emplace_back(static_cast<std::uint8_t>(level));
    const SealingTerms terms{revision, storage_.next_sealing()};
    return election::seal(*opening, placed, digits,
                          prepare(*opening, placed, terms, nanoseconds_since_1970, system_rng()),
                          nanoseconds_since_1970, system_rng());
}

Result<BallotReceipt> Device::cast(SealedBallot sealed, CastHears hears,
                                   const std::optional<RelayAddress>& relay) {
    storage_.ballot(sealed.body);
    return cast_stored(sealed.body, std::move(hears), relay);
}

/// Whether the log, as it is now, holds a close. A log that cannot be read now tells nothing.
bool Device::learns_of_close() {
    try {
        return update().ok() && view_.close_index();
    } catch (const net::NetError&) {
        return false;
    }
}

Result<BallotReceipt> Device::cast_stored(ByteView body, CastHears hears,
                                          const std::optional<RelayAddress>& relay) {
    VOUCH_TRY(opening, view_.opening());
    VOUCH_TRY(ballot, decode_ballot(*opening, body));
    VOUCH_TRY(tracker, tracker_of_own(view_.state(), body));
    hears.refused = [&, told = std::move(hears.refused)](const RefusalEvidence& evidence) {
        // After a close nobody can tell when the ballot came: there is nothing to show.
        if (evidence.reason == Reason::wrong_phase && learns_of_close()) return;
        const std::string stored = storage_.refusal(tracker, evidence);
        if (!stored.empty()) hears.tells(says().participant.refusal_kept({.file = stored}));
        told(evidence);
    };
    VOUCH_TRY(receipt, cast_ballot(address_, view_.state(), body, hears, relay));
    storage_.receipt(receipt);
    last_cast_ = ballot.revision;
    return receipt;
}

std::optional<OwnBallot> Device::recorded(ByteView body) const {
    const auto tracker = tracker_of_own(view_.state(), body);
    if (!tracker.ok()) return {};
    const auto found = std::ranges::find(view_.own_ballots(), *tracker, &OwnBallot::tracker);
    if (found == view_.own_ballots().end()) return {};
    return *found;
}

}    // namespace vouch::client
