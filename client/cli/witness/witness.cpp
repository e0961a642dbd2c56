#include "client/cli/witness/witness.h"
#include "client/cli/shared/says.h"

#include <algorithm>

#include "client/cli/shared/text.h"
#include "election/confirmers.h"

namespace vouch::client {
namespace {

constexpr std::string_view kWitnessKeyPurpose = "witness";
constexpr std::string_view kWitnessKeyFile = "witness.key";
constexpr std::size_t kWitnessSeed = 0, kWitnessName = 32;    // places in the payload

}    // namespace

Result<WitnessKeys> WitnessKeys::in(const Path& home, const SecretBuffer& payload) {
    if (payload.size() < kWitnessName) return refused(Reason::malformed, says().key.not_witness);
    SigningKey sign(secret_at(payload, kWitnessSeed));
    VOUCH_TRY(vkey, election::witness_vkey(text_of(payload.view().subspan(kWitnessName)), sign.public_key()));
    return WitnessKeys(home, std::move(sign), std::move(vkey));
}

Result<WitnessKeys> WitnessKeys::make(const Path& home, std::string_view name, const SecretBuffer& passphrase,
                                      const KeyFileCost& cost) {
    const SecretBytes<32> seed = draw_secret();
    const SecretBuffer payload = SecretBuffer::concat({seed.view(), bytes_of(name)});
    VOUCH_TRY(keys, in(home, payload));    // before anything is written: the name may not do
    VOUCH_REQUIRE(make_key_file(home / kWitnessKeyFile, kWitnessKeyPurpose, payload, passphrase, cost));
    return keys;
}

Result<WitnessKeys> WitnessKeys::open(const Path& home, const SecretBuffer& passphrase) {
    VOUCH_TRY(payload, read_key_file(home / kWitnessKeyFile, kWitnessKeyPurpose, passphrase));
    return in(home, payload);
}

Status WitnessAtWork::attach(const WitnessKeys& keys, const ConferenceAddress& address,
                             const ProgressCall& progress) {
    return attach_folder(
        keys.home(), address,
        [&](const election::State& state) -> Status {
            if (std::ranges::count(state.manifest.witness_keys, keys.sign().public_key()) > 0)
                return accepted();
            return refused(Reason::not_fitting, says().witness.not_named);
        },
        progress);
}

Result<WitnessAtWork> WitnessAtWork::open(WitnessKeys keys, const ProgressCall& progress) {
    VOUCH_TRY(desk, Desk::open(keys.home(), progress));
    return WitnessAtWork(std::move(keys), std::move(desk));
}

Status WitnessAtWork::send_confirmation(const Bytes32& digest_seen) {
    VOUCH_REQUIRE(update());
    VOUCH_TRY(entry, confirm(state(), {keys_.sign(), keys_.home(), {}}, digest_seen));
    return desk_.submit(entry);
}

}    // namespace vouch::client
