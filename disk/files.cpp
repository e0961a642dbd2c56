#include "disk/files.h"

#include <sys/stat.h>

#include "crypto/random.h"
#include "disk/descriptor.h"
#include "disk/folders.h"

namespace vouch::disk {
namespace {

constexpr std::size_t kZerosAtOnce = 4096;

[[noreturn]] void too_long(const Path& path, std::uintmax_t bytes_max) {
    throw StorageError(path.string() + " is longer than " + std::to_string(bytes_max) + " bytes");
}

/// Reads until the end or until the memory is full.
std::size_t fill(const Descriptor& file, std::span<std::uint8_t> memory, const Path& path) {
    std::size_t have = 0;
    while (have < memory.size()) {
        const ssize_t got = ::read(*file, memory.data() + have, memory.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", path);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    return have;
}

/// Writes all of it, and syncs; false, with errno set, where that fails.
bool store(const Descriptor& file, ByteView content) {
    while (!content.empty()) {
        const ssize_t written = ::write(*file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return ::fsync(*file) == 0;
}

/// The length of an open file, which is none unless it is a file.
std::uintmax_t length_of(const Descriptor& file, const Path& path) {
    struct stat about {};
    if (::fstat(*file, &about) != 0) fail("read", path);
    if (!S_ISREG(about.st_mode)) throw StorageError(path.string() + " is not a file");
    return static_cast<std::uintmax_t>(about.st_size);
}

/// A file that is read. It is opened without waiting: nobody may ever write to a pipe that stands in its
/// place.
class Reading {
public:
    explicit Reading(const Path& path) : path_(path), file_(path, O_RDONLY | O_NONBLOCK) {
        if (!file_.is_open() && errno != ENOENT && errno != ENOTDIR) fail("read", path);
        if (file_.is_open()) length_ = length_of(file_, path);
    }
    bool is_there() const { return file_.is_open(); }
    std::uintmax_t length() const { return length_; }
    std::size_t into(std::span<std::uint8_t> memory) const { return fill(file_, memory, path_); }

private:
    const Path& path_;
    const Descriptor file_;
    std::uintmax_t length_ = 0;
};

/// A synced file of a name of its own beside the place; removed when it goes, unless it has become the file.
class Beside {
public:
    Beside(const Path& path, ByteView content, Access access) {
        ByteArray<8> random;
        system_rng().fill(random);
        beside_ = folder_of(path) / ("." + path.filename().string() + "." + to_hex(random));
        const Descriptor file(beside_, O_WRONLY | O_CREAT | O_EXCL, static_cast<mode_t>(access));
        if (!file.is_open()) fail("write", path);
        if (store(file, content)) return;
        const int error = errno;
        ::unlink(beside_.c_str());
        fail("write", path, error);
    }
    ~Beside() {
        if (!renamed_) ::unlink(beside_.c_str());
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    void replace(const Path& path) {
        if (::rename(beside_.c_str(), path.c_str()) != 0) fail("write", path);
        renamed_ = true;
    }
    /// False where there is one; rename would replace it.
    bool become(const Path& path) {
        if (::link(beside_.c_str(), path.c_str()) == 0) return true;
        if (errno == EEXIST) return false;
        fail("write", path);
    }

private:
    Path beside_;
    bool renamed_ = false;
};

}    // namespace

std::optional<Bytes> read_file_if_there(const Path& path, std::uintmax_t bytes_max) {
    const Reading file(path);
    if (!file.is_there()) return std::nullopt;
    if (file.length() > bytes_max) too_long(path, bytes_max);
    Bytes content(static_cast<std::size_t>(file.length()) + 1);    // one more, to see that it did not grow
    content.resize(file.into(content));
    if (content.size() > file.length()) throw StorageError(path.string() + " grows while it is read");
    return content;
}

std::optional<std::size_t> read_file_into(const Path& path, std::span<std::uint8_t> memory) {
    const Reading file(path);
    if (!file.is_there()) return std::nullopt;
    if (file.length() > memory.size()) too_long(path, memory.size());
    return file.into(memory);
}

Bytes read_file(const Path& path, std::uintmax_t bytes_max) {
    auto content = read_file_if_there(path, bytes_max);
    if (!content) fail("read", path, ENOENT);
    return *std::move(content);
}

std::string read_text_file(const Path& path, std::uintmax_t bytes_max) {
    return text_of(read_file(path, bytes_max));
}

void write_file(const Path& path, ByteView content, Access access, Folders folders) {
    if (folders == Folders::made) make_folders(folder_of(path));
    Beside(path, content, access).replace(path);
    sync_folder(folder_of(path));
}

bool write_new_file(const Path& path, ByteView content, Access access) {
    make_folders(folder_of(path));
    if (!Beside(path, content, access).become(path)) return false;
    sync_folder(folder_of(path));
    return true;
}

void destroy_file(const Path& path) {
    {
        const Descriptor file(path, O_WRONLY | O_NONBLOCK);
        if (!file.is_open() && errno == ENOENT) return;
        if (!file.is_open()) fail("destroy", path);
        const Bytes zeros(kZerosAtOnce);
        std::uintmax_t left = length_of(file, path);
        while (left > 0) {
            const std::size_t now = static_cast<std::size_t>(std::min<std::uintmax_t>(left, zeros.size()));
            if (!store(file, ByteView(zeros).first(now))) fail("destroy", path);
            left -= now;
        }
    }
    if (::unlink(path.c_str()) != 0) fail("destroy", path);
    sync_folder(folder_of(path));
}

}    // namespace vouch::disk
