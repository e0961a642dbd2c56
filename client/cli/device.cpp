#include "client/cli/device.h"

#include <fmt/core.h>

#include <limits>

#include "client/cli/home.h"
#include "crypto/random.h"
#include "election/enrolment.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kNamedRollBytesMax = std::size_t{64} << 20;

SecretScalar draw_sk() {
    const SecretBytes<32> seed = draw_secret();
    return NonceSource(seed).draw();    // never zero, but for one in 2^252
}

}    // namespace

Device::Device(Place place, const Bytes32& election_id, std::optional<Seen> seen, Keep keep)
    : place_(std::move(place)), view_(log_of(place_), election_id, seen), keep_(std::move(keep)) {}

Result<Device> Device::scan(Place place, SlipLink slip, Keep keep,
                            std::optional<DeviceCredential> credential) {
    Device device(std::move(place), slip.election_id, std::nullopt, std::move(keep));
    device.slip_ = std::move(slip);
    if (credential) device.hold(*std::move(credential));
    VOUCH_REQUIRE(device.update());
    if (!device.checked_in()) VOUCH_REQUIRE(device.check_slip());
    return device;
}

bool Device::checked_in() const {
    if (!credential_) return false;
    const RollPlace* place = view_.state().place(credential_->number);
    return place && place->pk && *place->pk == times_g(credential_->sk).publish();
}

Result<Device> Device::resume(Place place, DeviceCredential credential, std::optional<Seen> seen, Keep keep) {
    Device device(std::move(place), credential.election_id, seen, std::move(keep));
    device.hold(std::move(credential));
    VOUCH_REQUIRE(device.update());
    return device;
}

Status Device::check_slip() const {
    const State& state = view_.state();
    const RollPlace* place = state.place(slip_->number);
    if (!place) return {Reason::not_on_the_roll, "your number is not on the roll; go to the desk"};
    const SigningKey key = code_key(state.manifest.nonce, slip_->number, slip_->code);
    if (key.public_key() != place->code_key)
        return {Reason::bad_signature,
                "this slip is not the one in force for its number; go to the desk for a new one"};
    if (place->pk || place->paper)
        return {Reason::number_taken, "this number is taken already; go to the desk: your slip is replaced"};
    if (state.phase != Phase::setup)
        return {Reason::wrong_phase, "it is too late to check in; ask at the desk for paper"};
    return accepted();
}

Result<NamedPerson> Device::who() const {
    VOUCH_CHECK(slip_.has_value());
    net::HttpsClient client(place_.conference, place_.trust);
    const net::HttpReply reply = client.get(place_.conference.path + "/named-roll", kNamedRollBytesMax);
    if (reply.status != net::kStatusOk)
        return {Reason::not_fitting, "the named roll is not there; ask at the desk"};
    VOUCH_TRY(roll, open_named_roll(slip_->rollkey, reply.body));
    const auto found = std::ranges::find(roll, slip_->number, &NamedPerson::number);
    if (found == roll.end() || client::person_hash(*found) != view_.state().place(slip_->number)->person_hash)
        return {Reason::not_fitting, "the named roll is not the log's; show this to the counting board"};
    return *found;
}

Status Device::check_in() {
    VOUCH_CHECK(slip_.has_value());
    if (checked_in()) return accepted();
    if (view_.state().phase != Phase::setup)
        return {Reason::wrong_phase, "it is too late to check in; ask at the desk for paper"};
    if (!credential_) {
        DeviceCredential drawn{slip_->election_id, slip_->number, draw_sk()};
        keep_.credential(drawn);    // where that fails nothing was drawn
        hold(std::move(drawn));
    }
    if (view_.state().pks.contains(times_g(credential_->sk).publish().bytes()))
        return {
            Reason::not_fitting,
            "this credential was revoked with its slip; check in anew with the new slip, in another folder "
            "(--home)"};
    const Enrolment enrolment = make_enrolment(slip_->election_id, slip_->number, credential_->sk, *nonces_);
    const SigningKey key = code_key(view_.state().manifest.nonce, slip_->number, slip_->code);
    const SigningKey* const signer = &key;
    const Bytes entry = make_entry(slip_->election_id, enrolment, {&signer, 1});
    VOUCH_REQUIRE(Session::with_conference(place_).submit(entry));
    return accepted();
}

void Device::hold(DeviceCredential credential) {
    view_.hold(credential.sk);
    nonces_.emplace(credential.sk.bytes());
    credential_ = std::move(credential);
}

Result<std::uint32_t> Device::next_revision() const {
    std::optional<std::uint32_t> last = last_cast_;
    for (const OwnBallot& ballot : view_.own_ballots())
        if (!last || ballot.revision > *last) last = ballot.revision;
    if (last == std::numeric_limits<std::uint32_t>::max())
        return {Reason::wrong_revision, "your vote was changed as often as it can be"};
    return last ? *last + 1 : 0;
}

Result<SealedBallot> Device::seal(std::span<const Level> levels) {
    VOUCH_TRY(opening, view_.opening());
    if (levels.size() != opening->officials)
        return {Reason::malformed,
                fmt::format("there are {} officials, and {} marks", opening->officials, levels.size())};
    VOUCH_TRY(revision, next_revision());
    if (revision > 0 && !view_.state().manifest.revotes)
        return {Reason::wrong_revision,
                "you have cast your vote, and in this conference it cannot be changed"};
    VOUCH_TRY(credential, locate(*opening, credential_->sk.clone()));
    std::vector<SecretDigit> digits;
    for (const Level level : levels) digits.emplace_back(static_cast<std::uint8_t>(level));
    return election::seal(*opening, credential, digits, revision, prepare(*opening, credential, *nonces_));
}

Result<CastReceipt> Device::cast(SealedBallot sealed) {
    keep_.ballot(sealed.body);
    return cast_kept(sealed.body);
}

Result<CastReceipt> Device::cast_kept(ByteView body) {
    VOUCH_TRY(opening, view_.opening());
    VOUCH_TRY(ballot, decode_ballot(*opening, body));
    VOUCH_TRY(receipt, cast_ballot(place_, view_.state(), body));
    keep_.receipt(receipt);
    last_cast_ = ballot.revision;
    return receipt;
}

}    // namespace vouch::client
