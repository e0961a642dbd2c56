#include <fmt/core.h>

#include "client/cli/organizer/at_work.h"

namespace vouch::client {
namespace {

constexpr std::string_view kHandOverPurpose = "hand over";
constexpr std::string_view kHandOverFile = "hand-over.key";

}    // namespace

Status hand_over_roll(const OrganizerKeys& keys, const Path& folder, const SecretBuffer& passphrase,
                      const KeyFileCost& cost) {
    VOUCH_TRY(codes, keys.vault().get(kCodesName));
    VOUCH_TRY(roll, keys.vault().get(kNamedRollName));
    if (!codes || !roll) return {Reason::not_fitting, "there is no roll yet; import it first"};
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
        return {Reason::not_fitting, fmt::format("{} has its codes already", keys.home().string())};
    VOUCH_TRY(payload, read_key_file(folder / kHandOverFile, kHandOverPurpose, passphrase));
    if (payload.size() != 32) return {Reason::malformed, "the handed key has another length"};
    const Vault vault(folder, secret_at(payload, 0));
    VOUCH_TRY(codes, vault.get(kCodesName));
    VOUCH_TRY(roll, vault.get(kNamedRollName));
    if (!codes || !roll)
        return {
            Reason::malformed,
            fmt::format("{} is not whole; let it be handed over anew, in another folder", folder.string())};
    keys.vault().put(kNamedRollName, roll->view());
    keys.vault().put(kCodesName, codes->view());    // last: with it the copy is whole
    return accepted();
}

Result<Answer> organizer_hand_over(const Common& common, const Path& out) {
    VOUCH_TRY(keys, organizer_keys(common));
    VOUCH_TRY(passphrase, common.secrets().ask_new(
                              "A passphrase for the folder that is handed over, to be told by voice"));
    VOUCH_REQUIRE(hand_over_roll(keys, out, passphrase));
    VOUCH_TRY(record, read_record(keys.home()));
    return Answer{
        worded("The codes and the roll are in {}. Whoever has the folder and its passphrase can check in as "
               "anybody. The other organizer takes it with: vouch organizer attach {} --codes {}",
               out.string(), record.url, out.string()),
        {{"folder", out.string()}}};
}

Result<Answer> organizer_attach(const Common& common, const std::string& url, const Path& codes) {
    VOUCH_TRY(place, place_of(url, common.pin));
    VOUCH_TRY(keys, organizer_keys(common));
    VOUCH_REQUIRE(Organizer::attach(keys, place));
    if (!codes.empty())
        VOUCH_REQUIRE(
            take_over_roll(keys, codes, common.secrets().ask("Passphrase of what was handed over")));
    VOUCH_TRY(organizer, Organizer::open(std::move(keys)));
    disk::write_file(organizer.keys().home() / kLogVkeyFile, organizer.state().manifest.log_vkey + "\n");
    return Answer{
        worded("{} organizes {}{}. Next: vouch organizer status", organizer.keys().home().string(),
               place.url(),
               codes.empty() ? ", without the codes: it can lead the vote, and print no slips" : ""),
        {{"url", place.url()}, {"codes", !codes.empty()}}};
}

}    // namespace vouch::client
