#pragma once
// A file without a name, for what is too long to be held in memory. Everything here throws StorageError.

#include "disk/descriptor.h"

namespace vouch::disk {

/// Made in a folder, and gone with this object or with the process. A crash while it is made may leave an
/// empty ".scratch.HEX", which is never read and never in the way. Nothing of it is on stable storage.
class ScratchFile {
public:
    explicit ScratchFile(const Path& folder);

    /// Where that fails, an unknown part of it is in the file.
    void append(ByteView more);
    std::uint64_t size() const { return size_; }
    /// Returns what stands from there on, of so many bytes at most; nothing at the end.
    Bytes read(std::uint64_t offset, std::size_t bytes_max) const;

private:
    ScratchFile(const Path& folder, const Path& made);

    Path folder_;    // for messages
    Descriptor file_;
    std::uint64_t size_ = 0;
};

}    // namespace vouch::disk
