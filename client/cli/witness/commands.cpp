#include "client/cli/commands.h"
#include "client/cli/shared/confirm_dialog.h"
#include "client/cli/shared/text.h"
#include "client/cli/witness/witness.h"
#include "wire/key_card.h"

namespace vouch::client {
namespace {

constexpr const char* kWitness = "witness";

Result<WitnessKeys> witness_keys(const Common& common) {
    return WitnessKeys::open(common.home_of(kWitness), common.secrets().ask("Passphrase of your key"));
}

}    // namespace

Result<Answer> witness_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return {Reason::malformed, "the name is empty"};
    VOUCH_TRY(passphrase, common.secrets().ask_new("A passphrase for your new key"));
    VOUCH_TRY(keys, WitnessKeys::make(common.home_of(kWitness), clean, passphrase));
    const std::string vkey = keys.vkey().to_string(), characters = wire::check_characters(keys.vkey());
    return Answer{
        worded("Your key is in {} and opens again. Copy the folder to a medium that you keep elsewhere.\n"
               "Give this line to the organizer, who names you in the conference:\n{}\n"
               "Your check characters, to be read to the organizer by telephone or face to face: {}",
               keys.home().string(), vkey, characters),
        {{"vkey", vkey}, {"characters", characters}}};
}

Result<Answer> witness_attach(const Common& common, const std::string& url) {
    VOUCH_TRY(place, place_of(url, common.pin));
    VOUCH_TRY(keys, witness_keys(common));
    Progress bar("Replaying the log", 0);
    VOUCH_REQUIRE(WitnessAtWork::attach(
        keys, place, [&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); }));
    return Answer{worded("{} is a witness of {}. Next, at the opening: vouch witness confirm",
                         keys.home().string(), place.url()),
                  {{"url", place.url()}}};
}

Result<Answer> witness_confirm(const Common& common) {
    VOUCH_TRY(keys, witness_keys(common));
    Progress bar("Replaying the log", 0);
    VOUCH_TRY(witness, WitnessAtWork::open(std::move(keys), [&bar](std::uint64_t done, std::uint64_t total) {
                  bar.at(done, total);
              }));
    return ask_to_confirm(
        common, [&] { return witness.sheet(); },
        [&](const Bytes32& digest_seen) { return witness.send_confirmation(digest_seen); });
}

}    // namespace vouch::client
