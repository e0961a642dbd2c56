#pragma once
// The log as the server writes it: entries and tiles on disk, then the signed state, then the checkpoint,
// then receipts. docs/audit-log-format.md, section 7.

#include <span>
#include <string>

#include "crypto/tlog_proof.h"
#include "server/files.h"
#include "server/keys.h"

namespace vouch::server {

class LogWriter {
public:
    /// Throws StorageError where the log on disk is shorter than the one that was signed, or another one, or
    /// where it has entries and nothing says what was signed: then it must not be signed.
    LogWriter(Store& store, SignedState signed_state, const ConferenceKeys& keys);

    std::uint64_t size() const { return head_.size; }
    /// The signed note for the log as it stands.
    const std::string& checkpoint() const { return checkpoint_; }

    /// Stores entries, which are the last of the tree with this head. Throws StorageError; nothing is
    /// acknowledged then, and only the log on disk says whether they were stored.
    void append(std::span<const Bytes> entries, const TreeHead& head);
    /// Proofs that the log holds the entries at these indexes, under the current checkpoint.
    std::vector<std::string> receipts(std::span<const std::uint64_t> indexes);

private:
    void sign(const TreeHead& head);
    void show(const TreeHead& head);    // the checkpoint of what was signed
    TileReader cached_tiles();

    Store& store_;
    SignedState signed_state_;
    const ConferenceKeys& keys_;
    TreeHead head_;
    std::string checkpoint_;
};

}    // namespace vouch::server
