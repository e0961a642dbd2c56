#pragma once
// The ledger while the disk takes it, and what happens while it does not.

#include <variant>

#include "server/ledger.h"

namespace vouch::server {

struct OutOfService {
    std::string why;
};

/// Owns the ledger. Used on the conference's strand alone.
class LedgerGuard {
public:
    /// Opens the ledger. Throws StorageError as it does. `keys` outlives it.
    LedgerGuard(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
                const ConferenceKeys& keys);

    /// Over capacity while it is out of service.
    Result<Ledger*> ledger();
    bool in_service() const { return std::holds_alternative<std::unique_ptr<Ledger>>(now_); }

    /// Stores and signs what was taken. Over capacity where the disk failed: then nothing of it stands, and
    /// the ledger is opened again from the disk or out of service.
    Status commit();
    /// For whatever else was thrown while the ledger was used, which may be half changed: opens it again from
    /// the disk, aside, and takes the new one whole; or it is out of service.
    void failed(const std::string& why);
    /// Opens it again if the disk takes a write. True where it is in service.
    bool recover();

private:
    const std::filesystem::path folder_, signed_state_;
    const ConferenceKeys& keys_;
    std::variant<std::unique_ptr<Ledger>, OutOfService> now_;
};

}    // namespace vouch::server
