// The calls to the system that the simulation has a word in: time, sleep, what changes files, and the slow
// hash. These stand before the C library's, and before libsodium's, for everything that is linked into this
// program, SQLite among it. Outside of a simulation they are the system's.

#include <dlfcn.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <ctime>
#include <map>
#include <mutex>
#include <string>

#include "server/clock.h"
#include "simulate/disk.h"
#include "simulate/world.h"

namespace {

using vouch::simulation::Disk;
using vouch::simulation::World;

/// The disk, where it holds that path or descriptor.
Disk* disk_of(const char* path) {
    Disk* const disk = Disk::now_simulated();
    return disk != nullptr && disk->holds(path) ? disk : nullptr;
}
Disk* disk_of(int descriptor) {
    Disk* const disk = Disk::now_simulated();
    return disk != nullptr && disk->is_open(descriptor) ? disk : nullptr;
}
/// Whether files that are on no simulated disk, a person's, may change now.
bool person_may() {
    World* const world = World::now_simulated();
    if (world == nullptr || world->file_call()) return true;
    errno = EIO;
    return false;
}
bool may(const char* path, Disk::Call call) {
    Disk* const disk = disk_of(path);
    return disk == nullptr ? person_may() : disk->may(call) == 0;
}

/// SQLite draws the salts of its write-ahead log from here.
constexpr const char* kRandomDevice = "/dev/urandom";
int random_file() {
    const int file = static_cast<int>(::syscall(SYS_memfd_create, "random", 0));
    vouch::ByteArray<4096> bytes;
    ::randombytes_buf(bytes.data(), bytes.size());
    static_cast<void>(::syscall(SYS_write, file, bytes.data(), bytes.size()));
    ::lseek(file, 0, SEEK_SET);
    return file;
}

int opened(const char* path, int flags, mode_t mode) {
    if (Disk* const disk = disk_of(path)) return disk->open(path, flags, mode);
    if (Disk::now_simulated() != nullptr && std::string_view(path) == kRandomDevice) return random_file();
    if ((flags & O_CREAT) != 0 && !person_may()) return -1;
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

}    // namespace

vouch::server::TimePoint vouch::server::Clock::now() noexcept {
    return World::now_simulated()->now();
}

extern "C" {

int clock_gettime(clockid_t clock, timespec* out) noexcept {
    World* const world = World::now_simulated();
    if (world == nullptr || (clock != CLOCK_MONOTONIC && clock != CLOCK_REALTIME))
        return static_cast<int>(::syscall(SYS_clock_gettime, clock, out));
    const std::chrono::nanoseconds now =
        clock == CLOCK_REALTIME ? world->calendar() : world->now().time_since_epoch();
    out->tv_sec = now.count() / 1'000'000'000;
    out->tv_nsec = now.count() % 1'000'000'000;
    return 0;
}

int nanosleep(const timespec* time, timespec* left) {
    World* const world = World::now_simulated();
    if (world == nullptr || World::acting() == nullptr)
        return static_cast<int>(::syscall(SYS_nanosleep, time, left));
    world->sleep(std::chrono::seconds(time->tv_sec) + std::chrono::nanoseconds(time->tv_nsec));
    return 0;
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(path, flags, mode);
}
int close(int descriptor) {
    if (Disk* const disk = disk_of(descriptor)) disk->closed(descriptor);
    return static_cast<int>(::syscall(SYS_close, descriptor));
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    if (Disk* const disk = disk_of(descriptor)) {
        const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
        if (disk->may_write(descriptor, static_cast<std::uint64_t>(at), size) != 0) return -1;
    } else if (descriptor > STDERR_FILENO && !person_may()) {
        return -1;
    }
    return ::syscall(SYS_write, descriptor, bytes, size);
}
ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t at) {
    Disk* const disk = disk_of(descriptor);
    if (disk != nullptr && disk->may_write(descriptor, static_cast<std::uint64_t>(at), size) != 0) return -1;
    return ::syscall(SYS_pwrite64, descriptor, bytes, size, at);
}
int ftruncate64(int descriptor, off64_t size) noexcept {
    Disk* const disk = disk_of(descriptor);
    if (disk != nullptr && disk->may_truncate(descriptor, static_cast<std::uint64_t>(size)) != 0) return -1;
    return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
}
int fsync(int descriptor) {
    if (Disk* const disk = disk_of(descriptor)) return disk->sync(descriptor);
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
    if (Disk* const disk = disk_of(descriptor)) return disk->sync(descriptor);
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

int rename(const char* from, const char* to) noexcept {
    if (!may(to, Disk::Call::rename)) return -1;
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int link(const char* from, const char* to) noexcept {
    if (!may(to, Disk::Call::rename)) return -1;
    return static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int unlink(const char* path) noexcept {
    if (!may(path, Disk::Call::remove)) return -1;
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}
int mkdir(const char* path, mode_t mode) noexcept {
    if (!may(path, Disk::Call::make)) return -1;
    return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

/// Each is computed once for its input: elections would otherwise wait for nothing else.
int crypto_pwhash(unsigned char* const out, unsigned long long out_size, const char* const password,
                  unsigned long long password_size, const unsigned char* const salt,
                  unsigned long long passes, std::size_t memory, int algorithm) {
    using Hash = int (*)(unsigned char*, unsigned long long, const char*, unsigned long long,
                         const unsigned char*, unsigned long long, std::size_t, int);
    constexpr std::size_t kKnownMost = 1000;
    static const auto hash = reinterpret_cast<Hash>(::dlsym(RTLD_NEXT, "crypto_pwhash"));
    static std::map<std::string, std::string> known;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::string input(password, password_size);
    input.append(reinterpret_cast<const char*>(salt), crypto_pwhash_SALTBYTES);
    for (const unsigned long long number : {out_size, passes, static_cast<unsigned long long>(memory)})
        input += "/" + std::to_string(number);
    const auto found = known.find(input);
    if (found == known.end()) {
        const int code = hash(out, out_size, password, password_size, salt, passes, memory, algorithm);
        if (known.size() >= kKnownMost) known.clear();
        if (code == 0) known[input] = std::string(reinterpret_cast<const char*>(out), out_size);
        return code;
    }
    std::copy(found->second.begin(), found->second.end(), out);
    return 0;
}

}    // extern "C"
