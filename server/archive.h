#pragma once
// What a conference keeps beside its log, and reads for whoever asks: files (documents, the sealed named
// roll), invitations and the key cards that came with them, the log's tiles and bundles.

#include <optional>
#include <string>
#include <vector>

#include "disk/scratch_file.h"
#include "server/ledger_guard.h"
#include "server/limits.h"
#include "server/part.h"

namespace vouch::server {

using MaybeBytes = std::optional<Bytes>;    // nothing where there is no such file, or not yet

inline constexpr auto kNamedRollName = "named-roll";
std::string document_name(const Bytes32& sha256);    // "documents/SHA256"

/// May be called from any thread. Over capacity where the disk fails. Writes go through the ledger's store,
/// on the conference's strand. Reads have a connection and a strand of their own, so that they go on while
/// the ledger is out of service.
class Archive : public Part<Archive> {
public:
    /// `ledger` outlives it. Throws StorageError.
    Archive(const Strand& strand, const Executors& executors, const Limits& limits,
            const std::filesystem::path& folder, LedgerGuard& ledger);

    /// Where a file that comes in waits until it is whole.
    std::shared_ptr<disk::ScratchFile> scratch_file() const {
        return std::make_shared<disk::ScratchFile>(folder_);
    }
    /// A document that is there already stays; another named roll takes the place of the last.
    asio::awaitable<Status> put_file(std::string name, std::shared_ptr<const disk::ScratchFile> content);
    /// Makes that many one-time tokens, as text.
    asio::awaitable<Result<std::vector<std::string>>> invite(std::uint32_t count);
    asio::awaitable<Status> join(std::string token, KeyCard card);
    asio::awaitable<Result<std::vector<KeyCard>>> key_cards();
    /// As Store::bulletins.
    asio::awaitable<Result<Store::Bulletins>> bulletins(std::uint64_t after);

    /// A tile of the log's hashes.
    asio::awaitable<Result<MaybeBytes>> hashes(LogFile file);
    /// How many bytes a bundle of the log's entries has.
    asio::awaitable<Result<std::optional<std::uint64_t>>> bundle_bytes(LogFile file);
    /// A part of a bundle: entries from `first` on, `count` at most, and no more of them than fit into a
    /// piece.
    struct BundlePart {
        Bytes bytes;
        std::uint64_t entries = 0;
    };
    asio::awaitable<Result<BundlePart>> bundle_part(std::uint64_t first, std::uint64_t count);
    asio::awaitable<Result<std::optional<KeptFile>>> file(std::string name);
    /// As Store::piece.
    asio::awaitable<Result<Bytes>> piece(std::uint64_t file_number, std::uint64_t index);

private:
    /// Runs work(Store&) with the ledger's store, where the ledger is in service.
    template <class T, class Work>
    asio::awaitable<Result<T>> write(Work work);
    /// Runs work(Store&) with the store for reading: strangers who ask often hold up no ballot.
    template <class T, class Work>
    asio::awaitable<Result<T>> read(Work work);

    const Limits limits_;
    const std::filesystem::path folder_;
    LedgerGuard& ledger_;    // on strand_
    Strand strand_, reading_strand_;
    const std::unique_ptr<Store> reading_store_;    // on reading_strand_
};

}    // namespace vouch::server
