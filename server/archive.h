#pragma once
// What a conference keeps beside its log, and reads for whoever asks: documents, the sealed named roll,
// invitations and the key cards that came with them, the log's files.

#include <optional>
#include <string>
#include <vector>

#include "server/ledger_guard.h"
#include "server/limits.h"
#include "server/part.h"

namespace vouch::server {

using MaybeBytes = std::optional<Bytes>;    // nothing where there is no such file, or not yet

/// May be called from any thread. Over capacity where the disk fails. Writes go through the ledger's store,
/// on the conference's strand. Reads have a connection and a strand of their own, so that they go on while
/// the ledger is out of service.
class Archive : public Part<Archive> {
public:
    /// `ledger` outlives it. Throws StorageError.
    Archive(const Strand& strand, const Executors& executors, const Limits& limits,
            const std::filesystem::path& folder, LedgerGuard& ledger);

    asio::awaitable<Status> put_document(Bytes32 sha256, Bytes content);
    asio::awaitable<Status> put_named_roll(Bytes sealed);
    /// Makes that many one-time tokens, as text.
    asio::awaitable<Result<std::vector<std::string>>> invite(std::uint32_t count);
    asio::awaitable<Status> join(std::string token, KeyCard card);
    asio::awaitable<Result<std::vector<KeyCard>>> key_cards();
    /// As Store::bulletins.
    asio::awaitable<Result<Store::Bulletins>> bulletins(std::uint64_t after);

    asio::awaitable<Result<MaybeBytes>> log_file(LogFile file);
    asio::awaitable<Result<MaybeBytes>> document(Bytes32 sha256);
    asio::awaitable<Result<MaybeBytes>> named_roll();

private:
    /// Runs work(Store&) with the ledger's store, where the ledger is in service.
    template <class T, class Work>
    asio::awaitable<Result<T>> write(Work work);
    /// Runs work(Store&) with the store for reading: strangers who ask often hold up no ballot.
    template <class T, class Work>
    asio::awaitable<Result<T>> read(Work work);

    const Limits limits_;
    LedgerGuard& ledger_;    // on strand_
    Strand strand_, reading_strand_;
    const std::unique_ptr<Store> reading_store_;    // on reading_strand_
};

}    // namespace vouch::server
