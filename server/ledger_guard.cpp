#include "server/ledger_guard.h"

#include "server/answer.h"

namespace vouch::server {

LedgerGuard::LedgerGuard(const std::filesystem::path& folder, const std::filesystem::path& signed_state,
                         const ConferenceKeys& keys)
    : folder_(folder),
      signed_state_(signed_state),
      keys_(keys),
      now_(std::make_unique<Ledger>(folder, signed_state, keys)) {}

Result<Ledger*> LedgerGuard::ledger() {
    if (const auto* ledger = std::get_if<std::unique_ptr<Ledger>>(&now_)) return ledger->get();
    return {Reason::over_capacity, "the server cannot store it now"};
}

Status LedgerGuard::commit() {
    VOUCH_TRY(ledger, this->ledger());
    try {
        ledger->commit();
    } catch (const std::exception& error) {
        failed(error.what());
        return {Reason::over_capacity, "the server cannot store it now"};
    }
    return accepted();
}

void LedgerGuard::failed(const char* why) {
    within_edge("what failed", [&] {
        spdlog::error("{}: {}; starting over from the log on disk", folder_.filename().string(), why);
    });
    now_ = OutOfService{};    // needs no memory: what is half changed is used by nobody any more
    try {
        open_again();
    } catch (const std::exception& error) {
        spdlog::error("{}: out of service: {}", folder_.filename().string(), error.what());
        now_ = OutOfService{error.what()};
    }
}

void LedgerGuard::open_again() {
    open_store(folder_)->try_write();    // before the whole log is replayed for nothing
    now_ = std::make_unique<Ledger>(folder_, signed_state_, keys_);
}

bool LedgerGuard::recover() {
    if (in_service()) return true;
    try {
        open_again();
        spdlog::info("{}: in service again", folder_.filename().string());
    } catch (const std::exception& error) {
        now_ = OutOfService{error.what()};
    }
    return in_service();
}

}    // namespace vouch::server
