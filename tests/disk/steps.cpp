#include "tests/disk/steps.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <optional>

namespace {

constexpr int kEnded = 17, kDone = 0;

bool noting = false;
std::vector<std::string> noted;
std::optional<std::size_t> ends_before;

void step(const char* name) {
    if (!noting) return;
    if (ends_before == noted.size()) ::_exit(kEnded);
    noted.emplace_back(name);
}

}    // namespace

// These stand before the C library's for everything that is linked into this program.
extern "C" {
int fsync(int descriptor) {
    struct stat about {};
    ::fstat(descriptor, &about);
    step(S_ISDIR(about.st_mode) ? "sync folder" : "sync file");
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int rename(const char* from, const char* to) noexcept {
    step("rename");
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int link(const char* from, const char* to) noexcept {
    step("link");
    return static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int unlink(const char* path) noexcept {
    step("unlink");
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}
}

namespace vouch::testing {

std::vector<std::string> steps_of(const std::function<void()>& work) {
    noted.clear();
    noting = true;
    work();
    noting = false;
    return noted;
}

bool ended_before(std::size_t place, const std::function<void()>& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ends_before = place;
        steps_of(work);
        ::_exit(kDone);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE((WEXITSTATUS(status) == kEnded || WEXITSTATUS(status) == kDone));
    return WEXITSTATUS(status) == kEnded;
}

}    // namespace vouch::testing
