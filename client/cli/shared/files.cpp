#include "client/cli/shared/files.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "crypto/random.h"

namespace vouch::client {
namespace {

[[noreturn]] void fail(const char* doing, const Path& path, int error = errno) {
    throw std::runtime_error(fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(error)));
}

/// An open file, closed when it goes.
class File {
public:
    File(const Path& path, int flags, mode_t mode = 0)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool is_open() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

void sync_folder(const Path& folder) {
    const File file(folder, O_RDONLY | O_DIRECTORY);
    if (!file.is_open() || ::fsync(file.number()) != 0) fail("store", folder);
}

Path folder_of(const Path& path) {
    const Path folder = path.parent_path();
    return folder.empty() ? Path(".") : folder;
}

/// A synced file of a name of its own in the folder of `path`.
Path write_beside(const Path& path, ByteView content, Access access) {
    std::filesystem::create_directories(folder_of(path));
    ByteArray<8> random;
    system_rng().fill(random);
    const Path beside = folder_of(path) / fmt::format(".{}.{}", path.filename().string(), to_hex(random));
    const File file(beside, O_WRONLY | O_CREAT | O_EXCL, static_cast<mode_t>(access));
    if (!file.is_open()) fail("write", path);
    for (ByteView rest = content; !rest.empty();) {
        const ssize_t written = ::write(file.number(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            const int error = errno;
            ::unlink(beside.c_str());
            fail("write", path, error);
        }
        rest = rest.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        fail("store", path, error);
    }
    return beside;
}

}    // namespace

std::optional<Bytes> read_file_if_there(const Path& path, std::uintmax_t bytes_max) {
    const File file(path, O_RDONLY);
    if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
    struct stat about {};
    if (!file.is_open() || ::fstat(file.number(), &about) != 0) fail("read", path);
    if (!S_ISREG(about.st_mode)) throw std::runtime_error(path.string() + " is not a file");
    if (static_cast<std::uintmax_t>(about.st_size) > bytes_max)
        throw std::runtime_error(fmt::format("{} is longer than {} bytes", path.string(), bytes_max));
    Bytes content(static_cast<std::size_t>(about.st_size));
    std::size_t have = 0;
    while (have < content.size()) {
        const ssize_t got = ::read(file.number(), content.data() + have, content.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", path);
        if (got == 0) break;    // it shrank meanwhile
        have += static_cast<std::size_t>(got);
    }
    content.resize(have);
    return content;
}

Bytes read_file(const Path& path, std::uintmax_t bytes_max) {
    auto content = read_file_if_there(path, bytes_max);
    if (!content) fail("read", path, ENOENT);
    return *std::move(content);
}

std::string read_text_file(const Path& path, std::uintmax_t bytes_max) {
    return text_of(read_file(path, bytes_max));
}

void write_file(const Path& path, ByteView content, Access access) {
    const Path beside = write_beside(path, content, access);
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        fail("write", path, error);
    }
    sync_folder(folder_of(path));
}

bool write_new_file(const Path& path, ByteView content, Access access) {
    const Path beside = write_beside(path, content, access);
    const int code = ::link(beside.c_str(), path.c_str());    // fails where there is one, unlike rename
    const int error = errno;
    ::unlink(beside.c_str());
    if (code != 0 && error == EEXIST) return false;
    if (code != 0) fail("write", path, error);
    sync_folder(folder_of(path));
    return true;
}

void make_private_folder(const Path& path) {
    std::filesystem::create_directories(folder_of(path));
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail("make the folder", path);
}

FolderLock::FolderLock(const Path& folder)
    : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ < 0) fail("lock", folder);
    while (::flock(file_, LOCK_EX) != 0)
        if (errno != EINTR) {
            const int error = errno;
            ::close(file_);
            fail("lock", folder, error);
        }
}

FolderLock::~FolderLock() {
    ::close(file_);
}

}    // namespace vouch::client
