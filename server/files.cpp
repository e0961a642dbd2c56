#include "server/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <system_error>

namespace vouch::server {
namespace {

class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    bool opened() const { return number_ >= 0; }
    int operator*() const { return number_; }

private:
    int number_;
};

[[noreturn]] void fail(const char* doing, const std::filesystem::path& path) {
    throw StorageError(std::string(doing) + " " + path.string() + ": " +
                       std::generic_category().message(errno));
}

void write_all(int descriptor, ByteView content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write", path);
        content = content.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) fail("cannot write", path);
}

/// Makes the folder's list of names durable.
void sync_folder(const std::filesystem::path& folder) {
    const Descriptor directory(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    if (!directory.opened() || ::fsync(*directory) != 0) fail("cannot write", folder);
}

/// Reads into memory that the caller owns; the number of bytes, or nothing where there is no file.
std::optional<std::size_t> read_into(const std::filesystem::path& file, std::span<std::uint8_t> memory) {
    const Descriptor descriptor(file, O_RDONLY);
    if (!descriptor.opened() && errno == ENOENT) return {};
    if (!descriptor.opened()) fail("cannot read", file);
    std::size_t size = 0;
    while (size < memory.size()) {
        const ssize_t got = ::read(*descriptor, memory.data() + size, memory.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot read", file);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    return size;
}

}    // namespace

void write_file(const std::filesystem::path& file, ByteView content, bool for_owner_only) {
    const std::filesystem::path fresh = file.string() + ".new";
    {
        const Descriptor descriptor(fresh, O_WRONLY | O_CREAT | O_TRUNC, for_owner_only ? 0600 : 0644);
        if (!descriptor.opened()) fail("cannot write", fresh);
        if (for_owner_only && ::fchmod(*descriptor, 0600) != 0) fail("cannot protect", fresh);
        write_all(*descriptor, content, fresh);
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0) fail("cannot write", file);
    sync_folder(file.parent_path());
}

std::optional<Bytes> read_file(const std::filesystem::path& file, std::size_t bytes_max) {
    Bytes content(bytes_max + 1);
    const auto size = read_into(file, content);
    if (!size) return {};
    if (*size > bytes_max) throw StorageError(file.string() + " is too long");
    content.resize(*size);
    return content;
}

void rename_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot make", to);
    sync_folder(to.parent_path());
}

FolderLock::FolderLock(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) fail("cannot write", file);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw StorageError("another vouch-server runs in " + folder.string());
}
FolderLock::~FolderLock() {
    ::close(descriptor_);
}

void write_seed(const std::filesystem::path& file, const SecretBytes<32>& seed) {
    write_file(file, seed.view(), true);
}

std::optional<SecretBytes<32>> read_seed(const std::filesystem::path& file) {
    SecretBytes<33> content;
    const auto size = read_into(file, content.mutable_view());
    if (!size) return {};
    if (*size != 32) throw StorageError(file.string() + " is no key: 32 bytes are expected");
    return SecretBytes<32>(content.view().first<32>());
}

void destroy_seed(const std::filesystem::path& file) {
    {
        const Descriptor descriptor(file, O_WRONLY);
        if (!descriptor.opened() && errno == ENOENT) return;
        if (!descriptor.opened()) fail("cannot destroy", file);
        write_all(*descriptor, Bytes32{}, file);
    }
    if (::unlink(file.c_str()) != 0) fail("cannot destroy", file);
    sync_folder(file.parent_path());
}

std::optional<TreeHead> SignedState::read() const {
    constexpr std::size_t kLineBytesMax = 100;
    const auto content = read_file(file_, kLineBytesMax);
    if (!content) return {};
    const std::string text = text_of(*content);
    TreeHead head;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), head.size);
    const std::size_t used = static_cast<std::size_t>(stop - text.data());
    const auto root = from_hex(std::string_view(text).substr(std::min(used + 1, text.size())));
    if (error != std::errc() || !root || root->size() != 32 || text[used] != ' ')
        throw StorageError(file_.string() + " does not hold a size and a root");
    std::copy(root->begin(), root->end(), head.root.begin());
    return head;
}

void SignedState::write(const TreeHead& head) const {
    write_file(file_, bytes_of(std::to_string(head.size) + " " + to_hex(head.root)));
}

}    // namespace vouch::server
