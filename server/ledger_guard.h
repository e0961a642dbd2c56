#pragma once
// Puts the ledger out of service where the disk fails, and back into service.

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

    /// The ledger, or over capacity while it is out of service.
    Result<Ledger*> ledger();
    bool in_service() const { return std::holds_alternative<std::unique_ptr<Ledger>>(now_); }

    /// Stores and signs the applied entries. Over capacity where the disk failed: then none of them is in the
    /// log, and the ledger is opened again from the disk or is out of service.
    Status commit();
    /// Called where anything else was thrown while the ledger was used, which may be half changed then. Opens
    /// a new ledger from the disk in its place; where that fails, or the disk takes no
    /// write, the ledger is out of service.
    void failed(const char* why);
    /// Opens the ledger again where the disk takes a write. True where it is in service.
    bool recover();

private:
    /// Throws where the disk takes no write, and as Ledger does.
    void open_again();

    const std::filesystem::path folder_, signed_state_;
    const ConferenceKeys& keys_;
    std::variant<std::unique_ptr<Ledger>, OutOfService> now_;
};

}    // namespace vouch::server
