#include "client/cli/commands.h"
#include "client/cli/shared/confirm_dialog.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"
#include "client/cli/witness/witness.h"
#include "wire/key_card.h"

namespace vouch::client {
namespace {

constexpr const char* kWitness = "witness";

Result<WitnessKeys> witness_keys(const Common& common) {
    return WitnessKeys::open(common.home_of(kWitness), common.secrets().ask(says().ask.passphrase_of_key));
}

}    // namespace

Result<CommandOutput> witness_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return refused(Reason::malformed, says().ask.name_empty);
    VOUCH_TRY(passphrase, common.secrets().ask_new(says().ask.new_passphrase));
    VOUCH_TRY(keys, WitnessKeys::make(common.home_of(kWitness), clean, passphrase));
    const std::string vkey = keys.vkey().to_string(), characters = wire::comparison_characters(keys.vkey());
    return CommandOutput{
        says().witness.key_made({.characters = characters, .folder = keys.home().string(), .vkey = vkey}),
        {{"vkey", vkey}, {"characters", characters}}};
}

Result<CommandOutput> witness_attach(const Common& common, const std::string& url) {
    VOUCH_TRY(address, conference_address(url, common.pin));
    VOUCH_TRY(keys, witness_keys(common));
    Progress bar(says().screen.replaying, 0);
    VOUCH_REQUIRE(WitnessAtWork::attach(
        keys, address, [&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); }));
    return CommandOutput{says().witness.attached({.folder = keys.home().string(), .url = address.url()}),
                         {{"url", address.url()}}};
}

Result<CommandOutput> witness_confirm(const Common& common) {
    VOUCH_TRY(keys, witness_keys(common));
    Progress bar(says().screen.replaying, 0);
    VOUCH_TRY(witness, WitnessAtWork::open(std::move(keys), [&bar](std::uint64_t done, std::uint64_t total) {
                  bar.at(done, total);
              }));
    return ask_to_confirm(
        common, [&] { return witness.sheet(); },
        [&](const Bytes32& digest_seen) { return witness.send_confirmation(digest_seen); });
}

}    // namespace vouch::client
