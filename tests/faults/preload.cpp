// Loaded before the C library (LD_PRELOAD): counts the calls by which a program changes the files of one
// folder, or asks for memory, and has one of them fail, or the program end there; and lets its own user read
// its memory where a test wants to. Everything else goes its way.

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdlib>
#include <cstring>

#include "tests/faults/orders.h"

namespace {

using namespace vouch::testing;

constexpr int kDescriptorsMax = 65'536;
std::atomic<bool> in_folder[kDescriptorsMax];

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

Orders* mapped() {
    const char* const file = std::getenv(kOrdersVariable);
    if (file == nullptr) return nullptr;
    const int descriptor = next<int(const char*, int, ...)>("open")(file, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    void* const memory = mmap(nullptr, sizeof(Orders), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    next<int(int)>("close")(descriptor);
    return memory == MAP_FAILED ? nullptr : static_cast<Orders*>(memory);
}
/// Nothing before the program begins: looking for it asks for memory.
std::atomic<Orders*> orders = nullptr;

__attribute__((constructor)) void take_orders() {
    orders = mapped();
}

bool counts(const char* path) {
    static const char* const folder = std::getenv(kFolderVariable);
    return folder != nullptr && path != nullptr && std::strncmp(path, folder, std::strlen(folder)) == 0;
}
bool counts(int descriptor) {
    return descriptor >= 0 && descriptor < kDescriptorsMax && in_folder[descriptor];
}

/// One call that counts: what is to happen at it.
class Call {
public:
    explicit Call(const char* name) {
        Orders* const now = orders;
        if (now == nullptr) return;
        ++now->deciding;
        const std::uint64_t number = ++now->calls;
        const std::uint64_t at = now->at_call;
        const Fault fault = now->fault;
        const bool happens = at != 0 && number >= at && (fault == Fault::fail_from_on || number == at);
        if (happens) {
            ++now->faults;
            std::strncpy(now->last_call, name, sizeof now->last_call - 1);
        }
        --now->deciding;
        if (!happens) return;
        if (fault == Fault::end_before) end();
        ends_after_ = fault == Fault::end_after;
        if (fault != Fault::fail_once && fault != Fault::fail_from_on) return;
        fails_ = true;
        errno = static_cast<int>(now->error.load());
    }
    ~Call() {
        if (ends_after_) end();
    }
    bool fails() const { return fails_; }

private:
    [[noreturn]] static void end() {
        for (;;) kill(getpid(), SIGKILL);
    }
    bool fails_ = false, ends_after_ = false;
};

bool changes(int flags) {
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
}

bool files_count() {
    Orders* const now = orders;
    return now != nullptr && (now->counted == Counted::files || now->counted == Counted::files_and_sockets);
}

template <class Open>
int opened(const char* path, int flags, Open open) {
    if (!counts(path)) return open();
    int out = -1;
    if (files_count() && changes(flags)) {
        const Call call("open");
        if (call.fails()) return -1;
        out = open();
    } else {
        out = open();
    }
    if (out >= 0 && out < kDescriptorsMax) in_folder[out] = true;
    return out;
}

template <class Of, class Work>
auto counted(const char* name, Of of, Work work) -> decltype(work()) {
    if (!files_count() || !counts(of)) return work();
    const Call call(name);
    if (call.fails()) return -1;
    return work();
}

/// What goes over a socket counts where the orders say so.
template <class Work>
ssize_t over_socket(const char* name, Work work) {
    Orders* const now = orders;
    if (now == nullptr || now->counted != Counted::files_and_sockets || now->fault == Fault::fail_once ||
        now->fault == Fault::fail_from_on)
        return work();
    const Call call(name);
    return work();
}

/// Looking at it asks for no memory.
thread_local bool accepts __attribute__((tls_model("initial-exec"))) = false;

bool memory_fails(const char* name) {
    Orders* const now = orders;
    if (now == nullptr) return false;
    const Counted counted = now->counted;
    if (counted != Counted::memory && !(counted == Counted::memory_of_who_accepts && accepts)) return false;
    const Call call(name);
    return call.fails();
}

bool is_socket(int descriptor) {
    struct stat about {};
    return ::fstat(descriptor, &about) == 0 && S_ISSOCK(about.st_mode);
}

mode_t mode_in(int flags, va_list more) {
    return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

}    // namespace

extern "C" {

// What the C library itself calls these.
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) noexcept {
    return memory_fails("malloc") ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    return memory_fails("calloc") ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) noexcept {
    return memory_fails("realloc") ? nullptr : __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    return memory_fails("aligned_alloc") ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
    if (memory_fails("posix_memalign")) return ENOMEM;
    *out = __libc_memalign(alignment, size);
    return *out == nullptr ? ENOMEM : 0;
}

#define OPEN(name)                                                                                 \
    int name(const char* path, int flags, ...) {                                                   \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        const mode_t mode = mode_in(flags, more);                                                  \
        va_end(more);                                                                              \
        return opened(path, flags,                                                                 \
                      [&] { return next<int(const char*, int, ...)>(#name)(path, flags, mode); }); \
    }
OPEN(open)
OPEN(open64)
#define OPEN_CHECKED(name)                                                                           \
    int name(const char* path, int flags) {                                                          \
        return opened(path, flags, [&] { return next<int(const char*, int)>(#name)(path, flags); }); \
    }
OPEN_CHECKED(__open_2)
OPEN_CHECKED(__open64_2)

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < kDescriptorsMax) in_folder[descriptor] = false;
    return next<int(int)>("close")(descriptor);
}

// TLS reads and writes its sockets as files.
ssize_t write(int descriptor, const void* data, std::size_t size) {
    const auto write_it = [&] {
        return next<ssize_t(int, const void*, std::size_t)>("write")(descriptor, data, size);
    };
    if (is_socket(descriptor)) return over_socket("send", write_it);
    return counted("write", descriptor, write_it);
}
ssize_t read(int descriptor, void* data, std::size_t size) {
    const auto read_it = [&] {
        return next<ssize_t(int, void*, std::size_t)>("read")(descriptor, data, size);
    };
    return is_socket(descriptor) ? over_socket("recv", read_it) : read_it();
}
#define PWRITE(name, Offset)                                                                           \
    ssize_t name(int descriptor, const void* data, std::size_t size, Offset offset) {                  \
        return counted("write", descriptor, [&] {                                                      \
            return next<ssize_t(int, const void*, std::size_t, Offset)>(#name)(descriptor, data, size, \
                                                                               offset);                \
        });                                                                                            \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

int fsync(int descriptor) {
    return counted("fsync", descriptor, [&] { return next<int(int)>("fsync")(descriptor); });
}
int fdatasync(int descriptor) {
    return counted("fdatasync", descriptor, [&] { return next<int(int)>("fdatasync")(descriptor); });
}
int ftruncate(int descriptor, off_t length) noexcept {
    return counted("ftruncate", descriptor,
                   [&] { return next<int(int, off_t)>("ftruncate")(descriptor, length); });
}
int ftruncate64(int descriptor, off64_t length) noexcept {
    return counted("ftruncate", descriptor,
                   [&] { return next<int(int, off64_t)>("ftruncate64")(descriptor, length); });
}
int rename(const char* from, const char* to) noexcept {
    return counted("rename", from, [&] { return next<int(const char*, const char*)>("rename")(from, to); });
}
int unlink(const char* path) noexcept {
    return counted("unlink", path, [&] { return next<int(const char*)>("unlink")(path); });
}
int mkdir(const char* path, mode_t mode) noexcept {
    return counted("mkdir", path, [&] { return next<int(const char*, mode_t)>("mkdir")(path, mode); });
}

// Where a test looks into the memory, the program's own user may.
int prctl(int option, ...) noexcept {
    va_list more;
    va_start(more, option);
    unsigned long words[4];
    for (unsigned long& word : words) word = va_arg(more, unsigned long);
    va_end(more);
    if (option == PR_SET_DUMPABLE && std::getenv(kReadableVariable) != nullptr) return 0;
    return static_cast<int>(syscall(SYS_prctl, option, words[0], words[1], words[2], words[3]));
}

int accept(int descriptor, sockaddr* address, socklen_t* size) {
    accepts = true;
    return next<int(int, sockaddr*, socklen_t*)>("accept")(descriptor, address, size);
}

ssize_t recvmsg(int descriptor, msghdr* message, int flags) {
    return over_socket(
        "recvmsg", [&] { return next<ssize_t(int, msghdr*, int)>("recvmsg")(descriptor, message, flags); });
}
ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
    return over_socket("sendmsg", [&] {
        return next<ssize_t(int, const msghdr*, int)>("sendmsg")(descriptor, message, flags);
    });
}
ssize_t recv(int descriptor, void* data, std::size_t size, int flags) {
    return over_socket("recv", [&] {
        return next<ssize_t(int, void*, std::size_t, int)>("recv")(descriptor, data, size, flags);
    });
}
ssize_t send(int descriptor, const void* data, std::size_t size, int flags) {
    return over_socket("send", [&] {
        return next<ssize_t(int, const void*, std::size_t, int)>("send")(descriptor, data, size, flags);
    });
}
}
