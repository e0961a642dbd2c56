#include <fmt/core.h>

#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr std::string_view kHandOverPurpose = "hand over";
constexpr std::string_view kHandOverFile = "hand-over.key";

}    // namespace

Status hand_over_roll(const OrganizerKeys& keys, const Path& folder, const SecretBuffer& passphrase,
                      const KeyFileCost& cost) {
    VOUCH_TRY(codes, keys.vault().get(kCodesName));
    VOUCH_TRY(roll, keys.vault().get(kNamedRollName));
    if (!codes || !roll) return refused(Reason::not_fitting, says().organizer.no_roll);
    const SecretBytes<32> key = draw_secret();
    const SecretBuffer payload(key.view());
    VOUCH_REQUIRE(make_key_file(folder / kHandOverFile, kHandOverPurpose, payload, passphrase, cost));
    const Vault vault(folder, secret_at(payload, 0));
    vault.put(kCodesName, codes->view());
    vault.put(kNamedRollName, roll->view());
    return accepted();
}

Status take_over_roll(const OrganizerKeys& keys, const Path& folder, const SecretBuffer& passphrase) {
    if (keys.vault().has(kCodesName))
        return refused(Reason::not_fitting, says().organizer.has_codes({.folder = keys.home().string()}));
    VOUCH_TRY(payload, read_key_file(folder / kHandOverFile, kHandOverPurpose, passphrase));
    if (payload.size() != 32) return refused(Reason::malformed, says().organizer.handed_key_damaged);
    const Vault vault(folder, secret_at(payload, 0));
    VOUCH_TRY(codes, vault.get(kCodesName));
    VOUCH_TRY(roll, vault.get(kNamedRollName));
    if (!codes || !roll)
        return refused(Reason::malformed, says().organizer.hand_over_not_whole({.folder = folder.string()}));
    keys.vault().put(kNamedRollName, roll->view());
    keys.vault().put(kCodesName, codes->view());    // last: with it the copy is whole
    return accepted();
}

Result<CommandOutput> organizer_hand_over(const Common& common, const Path& out) {
    VOUCH_TRY(keys, organizer_keys(common));
    VOUCH_TRY(passphrase, common.secrets().ask_new(says().organizer.ask_hand_over));
    VOUCH_REQUIRE(hand_over_roll(keys, out, passphrase));
    VOUCH_TRY(record, read_record(keys.home()));
    return CommandOutput{says().organizer.handed_over({.folder = out.string(), .url = record.url}),
                         {{"folder", out.string()}}};
}

Result<CommandOutput> organizer_attach(const Common& common, const std::string& url, const Path& codes) {
    VOUCH_TRY(address, conference_address(url, common.pin));
    VOUCH_TRY(keys, organizer_keys(common));
    VOUCH_REQUIRE(Organizer::attach(keys, address));
    if (!codes.empty())
        VOUCH_REQUIRE(take_over_roll(keys, codes, common.secrets().ask(says().organizer.ask_handed_over)));
    VOUCH_TRY(organizer, Organizer::open(std::move(keys)));
    disk::write_file(organizer.keys().home() / kLogVkeyFile, organizer.state().manifest.log_vkey + "\n");
    const std::string home = organizer.keys().home().string();
    return CommandOutput{codes.empty()
                             ? says().organizer.attached_without({.folder = home, .url = address.url()})
                             : says().organizer.attached({.folder = home, .url = address.url()}),
                         {{"url", address.url()}, {"codes", !codes.empty()}}};
}

}    // namespace vouch::client
