#include "disk/scratch_file.h"

#include "crypto/random.h"

namespace vouch::disk {
namespace {

Path fresh_name(const Path& folder) {
    ByteArray<8> random;
    system_rng().fill(random);
    return folder / (".scratch." + to_hex(random));
}

}    // namespace

ScratchFile::ScratchFile(const Path& folder) : ScratchFile(folder, fresh_name(folder)) {}

ScratchFile::ScratchFile(const Path& folder, const Path& made)
    : folder_(folder), file_(made, O_RDWR | O_CREAT | O_EXCL, static_cast<mode_t>(Access::owner)) {
    if (!file_.is_open()) fail("write into", folder_);
    ::unlink(made.c_str());    // where it stays, it is as after a crash
}

void ScratchFile::append(ByteView more) {
    while (!more.empty()) {
        const ssize_t written = ::pwrite(*file_, more.data(), more.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write into", folder_);
        size_ += static_cast<std::uint64_t>(written);
        more = more.subspan(static_cast<std::size_t>(written));
    }
}

Bytes ScratchFile::read(std::uint64_t offset, std::size_t bytes_max) const {
    Bytes out(offset < size_ ? std::min<std::uint64_t>(bytes_max, size_ - offset) : 0);
    std::size_t have = 0;
    while (have < out.size()) {
        const ssize_t got =
            ::pread(*file_, out.data() + have, out.size() - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail("read from", folder_);
        have += static_cast<std::size_t>(got);
    }
    return out;
}

}    // namespace vouch::disk
