#pragma once
// A witness: whom the body trusts to look, and who holds no key of the vote. It follows the log and confirms
// the open and the close as trustees do, without a coin. docs/protocol.md, section 5.4.

#include "client/cli/shared/confirm.h"
#include "client/cli/shared/desk.h"
#include "client/cli/shared/key_store.h"
#include "crypto/note.h"

namespace vouch::client {

class WitnessKeys {
public:
    /// Draws the key and stores it in `home`, under the passphrase. Malformed where the name cannot stand in
    /// a verifier key (it is empty or holds a "+"); not fitting where there is a key already.
    static Result<WitnessKeys> make(const Path& home, std::string_view name, const SecretBuffer& passphrase,
                                    const KeyFileCost& cost = kKeyFileCostForPeople);
    static Result<WitnessKeys> open(const Path& home, const SecretBuffer& passphrase);

    /// What the organizer puts into the manifest.
    const Vkey& vkey() const { return vkey_; }
    const SigningKey& sign() const { return sign_; }
    const Path& home() const { return home_; }

private:
    WitnessKeys(Path home, SigningKey sign, Vkey vkey)
        : home_(std::move(home)), sign_(std::move(sign)), vkey_(std::move(vkey)) {}
    static Result<WitnessKeys> in(const Path& home, const SecretBuffer& payload);
    Path home_;
    SigningKey sign_;
    Vkey vkey_;
};

/// A witness with its key and desk.
class WitnessAtWork {
public:
    /// Binds the folder to the conference at that place. Not fitting where its manifest does not name the
    /// key, or where the folder belongs to another conference.
    static Status attach(const WitnessKeys& keys, const ConferenceAddress& address,
                         const ProgressCall& progress = {});
    static Result<WitnessAtWork> open(WitnessKeys keys, const ProgressCall& progress = {});

    Result<ConfirmationSheet> sheet() const { return to_confirm(state(), keys_.sign().public_key()); }
    /// Confirms the open or close whose digest the sheet showed.
    Status send_confirmation(const Bytes32& digest_seen);

    Status update() { return desk_.update(); }
    const election::State& state() const { return desk_.state(); }

private:
    WitnessAtWork(WitnessKeys keys, Desk desk) : keys_(std::move(keys)), desk_(std::move(desk)) {}
    WitnessKeys keys_;
    Desk desk_;
};

}    // namespace vouch::client
