#include "simulate/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "crypto/result.h"

namespace vouch::simulation {
namespace {

constexpr std::uint64_t kSectorBytes = 512;
/// SQLite shares its index of the write-ahead log among connections in a file that nobody reads after a
/// start.
constexpr std::string_view kShared = "-shm";

struct stat about(const std::filesystem::path& path) {
    struct stat out {};
    VOUCH_CHECK(::lstat(path.c_str(), &out) == 0);
    return out;
}

/// The same file, which may be open for writing alone.
int opened_to_read(int descriptor) {
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    const int out = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC));
    VOUCH_CHECK(out >= 0);
    return out;
}

Bytes content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

}    // namespace

Disk* Disk::simulated_ = nullptr;

Disk::Disk(std::filesystem::path folder) : folder_(std::move(folder)) {
    begin_from({});
    simulated_ = this;
}

Disk::~Disk() {
    simulated_ = nullptr;
}

bool Disk::holds(const char* path) const {
    const std::string_view text(path);
    const std::string_view folder = folder_.native();
    return text.starts_with(folder) && (text.size() == folder.size() || text[folder.size()] == '/') &&
           !text.ends_with(kShared);
}

int Disk::fails(int error) const {
    errno = error;
    return -1;
}

int Disk::may(Call call) {
    if (stopped_) return fails(EIO);
    const int error = asked_ ? asked_(call) : 0;
    if (stopped_) return fails(EIO);
    return error == 0 ? 0 : fails(error);
}

int Disk::open(const char* path, int flags, mode_t mode) {
    struct stat found {};
    const bool makes = (flags & O_CREAT) != 0 && ::lstat(path, &found) != 0;
    if (makes && may(Call::make) != 0) return -1;
    const int descriptor = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (descriptor < 0) return descriptor;
    VOUCH_CHECK(::fstat(descriptor, &found) == 0);
    open_[descriptor] = found.st_ino;
    if (makes) files_[found.st_ino] = {};
    return descriptor;
}

int Disk::may_write(int descriptor, std::uint64_t at, std::uint64_t size) {
    if (may(Call::write) != 0) return -1;
    Kept& file = files_[open_.at(descriptor)];
    file.size_changed = file.size_changed || at + size > file.content.size();
    for (std::uint64_t sector = at / kSectorBytes; sector * kSectorBytes < at + size; ++sector)
        file.dirty.insert(sector);
    return 0;
}

int Disk::may_truncate(int descriptor, std::uint64_t size) {
    if (may(Call::truncate) != 0) return -1;
    Kept& file = files_[open_.at(descriptor)];
    file.size_changed = true;
    for (std::uint64_t sector = size / kSectorBytes; sector * kSectorBytes < file.content.size(); ++sector)
        file.dirty.insert(sector);
    return 0;
}

int Disk::sync(int descriptor) {
    if (may(Call::sync) != 0) return -1;
    const ino_t number = open_.at(descriptor);
    struct stat found {};
    VOUCH_CHECK(::fstat(descriptor, &found) == 0);
    if (S_ISDIR(found.st_mode)) {
        folders_[number] = look().folders[number];
        return 0;
    }
    Kept& file = files_[number];
    const auto size = static_cast<std::uint64_t>(found.st_size);
    file.content.resize(size);
    const int reading = opened_to_read(descriptor);
    for (const std::uint64_t sector : file.dirty) {
        const std::uint64_t at = sector * kSectorBytes;
        if (at >= size) continue;
        const std::uint64_t count = std::min(kSectorBytes, size - at);
        VOUCH_CHECK(::syscall(SYS_pread64, reading, file.content.data() + at, count, at) ==
                    static_cast<long>(count));
    }
    ::syscall(SYS_close, reading);
    file.dirty.clear();
    file.size_changed = false;
    return 0;
}

void Disk::look_into(const std::filesystem::path& folder, Found& found) const {
    Names& names = found.folders[about(folder).st_ino];
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(kShared)) continue;
        const struct stat what = about(entry.path());
        names[name] = what.st_ino;
        found.where[what.st_ino] = entry.path();
        if (S_ISDIR(what.st_mode)) look_into(entry.path(), found);
    }
}

Disk::Found Disk::look() const {
    Found found;
    found.root = about(folder_).st_ino;
    look_into(folder_, found);
    return found;
}

Disk::Files Disk::now() const {
    Files out;
    for (const auto& [number, path] : look().where)
        out[path.lexically_relative(folder_).string()] =
            std::filesystem::is_directory(path) ? std::nullopt : std::optional(content_of(path));
    return out;
}

Disk::Files Disk::after_power_cut(Draw& draw) const {
    Files out;
    const Found found = look();
    collect(found.root, "", found, draw, out);
    return out;
}

/// Each name as it is on stable storage, or as it was last.
void Disk::collect(ino_t folder, const std::string& path, const Found& found, Draw& draw, Files& out) const {
    const auto stable = folders_.find(folder);
    const auto last = found.folders.find(folder);
    Names both;
    if (stable != folders_.end()) both = stable->second;
    if (last != found.folders.end()) both.insert(last->second.begin(), last->second.end());
    for (const auto& [name, either] : both) {
        const auto in = [&name](const auto& map, const auto& at) -> ino_t {
            if (at == map.end()) return 0;
            const auto named = at->second.find(name);
            return named == at->second.end() ? 0 : named->second;
        };
        const ino_t before = in(folders_, stable), after = in(found.folders, last);
        const ino_t chosen = before == after || draw.one_in(2) ? before : after;
        if (chosen == 0) continue;
        const std::string place = path.empty() ? name : path + "/" + name;
        if (folders_.contains(chosen) || found.folders.contains(chosen)) {
            out[place] = std::nullopt;
            collect(chosen, place, found, draw, out);
        } else {
            out[place] = content_after(chosen, found, draw);
        }
    }
}

Bytes Disk::content_after(ino_t file, const Found& found, Draw& draw) const {
    const auto where = found.where.find(file);
    const auto kept = files_.find(file);
    if (kept == files_.end()) return where == found.where.end() ? Bytes() : content_of(where->second);
    Bytes out = kept->second.content;
    if (where == found.where.end()) return out;    // it has no name any more
    const Bytes last = content_of(where->second);
    if (kept->second.size_changed && draw.one_in(2)) out.resize(last.size());
    for (const std::uint64_t sector : kept->second.dirty) {
        const std::uint64_t at = sector * kSectorBytes,
                            end = std::min<std::uint64_t>(out.size(), last.size());
        if (at >= end || draw.one_in(2)) continue;
        std::copy_n(last.begin() + static_cast<std::ptrdiff_t>(at), std::min(kSectorBytes, end - at),
                    out.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

void Disk::begin_from(const Files& files) {
    VOUCH_CHECK(open_.empty());
    Disk* const watching = std::exchange(simulated_, nullptr);
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        std::filesystem::remove_all(entry.path());
    files_.clear();
    for (const auto& [path, content] : files) {    // a folder comes before what is in it
        const std::filesystem::path place = folder_ / path;
        if (!content) {
            std::filesystem::create_directory(place);
            continue;
        }
        std::ofstream(place, std::ios::binary)
            .write(reinterpret_cast<const char*>(content->data()),
                   static_cast<std::streamsize>(content->size()));
        files_[about(place).st_ino] = {*content, {}, false};
    }
    folders_ = look().folders;
    stopped_ = false;
    simulated_ = watching;
}

}    // namespace vouch::simulation
