#pragma once
// A participant's folder: the credential under a passphrase, the ballot that was sealed and not yet
// receipted, and the receipts.

#include <optional>
#include <vector>

#include "client/cli/participant/device.h"
#include "client/cli/shared/home.h"
#include "client/cli/shared/key_store.h"

namespace vouch::client {

class ParticipantHome {
public:
    /// Stores the credential. Not fitting where the folder has one.
    static Result<ParticipantHome> make(const Path& home, const ConferenceAddress& address,
                                        const DeviceCredential& credential, const SecretBuffer& passphrase,
                                        const KeyFileCost& cost = kKeyFileCostForPeople);
    static Result<ParticipantHome> open(const Path& home, const SecretBuffer& passphrase);
    static bool exists(const Path& home);

    const DeviceCredential& credential() const { return credential_; }

    /// Makes a device that continues from this folder and stores in it. The home outlives it.
    Result<Device> device() const;
    DeviceStorage storage() const;

    /// Replaces the anchor of an earlier slip, since another board needs new slips.
    void keep_anchor(ByteView anchor) const;

    /// The ballot that was stored to be cast and has no receipt yet. A retry sends it.
    Result<std::optional<Bytes>> pending() const;
    void forget_pending() const;
    /// Receipts in the order they came.
    Result<std::vector<BallotReceipt>> receipts() const;
    void keep_seen(const DeviceView& view) const;

private:
    ParticipantHome(Path home, SecretBytes<32> vault_key, DeviceCredential credential)
        : home_(std::move(home)), vault_(home_, std::move(vault_key)), credential_(std::move(credential)) {}
    /// Raised under a lock and on stable storage when it returns.
    std::uint64_t next_sealing() const;
    static Result<ParticipantHome> from(const Path& home, const SecretBuffer& payload);

    Path home_;
    Vault vault_;
    DeviceCredential credential_;
};

}    // namespace vouch::client
