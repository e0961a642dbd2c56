#pragma once
// A witness's own copy of a log, in a folder: the published files for its newest size, and the newest
// checkpoint. It is what later checkpoints are held against, what a restart begins with, and what evidence is
// made of.
//
// Growing takes these steps. What a crash leaves after each of them:
//
//     1  the files of the new size are written beside those of the old one    the old copy, and files more
//     2  the checkpoint is replaced                                           the new copy, and files more
//     3  partial files of the old size are removed                            the new copy

#include "client/cli/shared/log_source.h"
#include "crypto/note.h"

namespace vouch::client {

class LogCopy {
public:
    /// What is in that folder; empty where nothing is. Throws StorageError where the checkpoint there is
    /// none.
    explicit LogCopy(Path folder);

    const Checkpoint& checkpoint() const { return checkpoint_; }
    const std::string& note() const {
        return note_;
    }    // the signed checkpoint; empty where there is none yet
    std::uint64_t size() const { return checkpoint_.size; }

    /// Hands out each entry, in order. Throws StorageError at the end where they did not lead to the
    /// checkpoint's root: the folder was changed.
    void for_each_entry(const std::function<void(ByteView)>& visit) const;
    /// The log's first entry, once there is one.
    Bytes first_entry() const { return entries_from(0, std::min<std::uint64_t>(size(), kTileWidth)).front(); }
    /// Of the first leaves, at most size() of them.
    Bytes32 root_at(std::uint64_t size) const;
    SubtreeRoot subtrees() const;
    /// A file of the log as it has to be; nothing where the log has no such file.
    std::optional<Bytes> file(const LogFile& file) const;

    /// Adds entries behind its own, under a checkpoint whose root they lead to. On stable storage when it
    /// returns.
    void grow(const std::vector<Bytes>& fresh, const std::string& note);
    /// Writes all of it into another folder, as it would be published.
    void write_to(const Path& folder) const;

private:
    TileReader tiles() const;
    std::vector<Bytes> entries_from(std::uint64_t first, std::uint64_t end) const;
    void write_bundles(std::uint64_t old_size, const std::vector<Bytes>& fresh) const;
    void remove_partial_files_of(std::uint64_t old_size) const;

    Path folder_;
    std::string note_;
    Checkpoint checkpoint_;
};

}    // namespace vouch::client
