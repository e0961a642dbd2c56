#pragma once
// A member of the counting board: its keys, and how others know them. docs/protocol.md, sections 1 and 4.

#include <optional>
#include <string>

#include "client/cli/shared/key_store.h"
#include "crypto/signature.h"
#include "election/state.h"
#include "wire/key_card.h"

namespace vouch::client {

using wire::KeyCard;

class TrusteeKeys {
public:
    /// Draws the keys and stores them in `home`, under the passphrase.
    static Result<TrusteeKeys> make(const Path& home, std::string_view name, const SecretBuffer& passphrase,
                                    const KeyFileCost& cost = kKeyFileCostForPeople);
    static Result<TrusteeKeys> open(const Path& home, const SecretBuffer& passphrase);

    KeyCard card() const { return {name_, sign_.public_key(), box_.public_key()}; }
    const SigningKey& sign() const { return sign_; }
    const BoxKey& box() const { return box_; }
    const Vault& vault() const { return vault_; }
    const Path& home() const { return home_; }
    /// The Ed25519 seed, which the coefficients of a dealing are bound to.
    const SecretBytes<32>& seed() const { return seed_; }

private:
    TrusteeKeys(Path home, std::string name, const SecretBuffer& payload);
    Path home_;
    std::string name_;
    SecretBytes<32> seed_;
    SigningKey sign_;
    BoxKey box_;
    Vault vault_;
};

/// The trustee's number, from 1, on the board in the log. Not fitting where there is no board yet, or it does
/// not hold these two keys together.
Result<std::uint32_t> number_on_board(const election::State& state, const KeyCard& card);

}    // namespace vouch::client
