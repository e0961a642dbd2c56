#include "crypto/locked_memory.h"

#include <sodium.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <new>

namespace vouch {
namespace {

std::size_t whole_pages(std::size_t bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (bytes + page - 1) / page * page;
}

/// Whole pages of their own, locked where the system lets us. A page's alignment is more than anybody asks
/// for.
class LockedPages : public std::pmr::memory_resource {
    void* do_allocate(std::size_t bytes, std::size_t) override {
        const std::size_t size = whole_pages(bytes);
        void* const pages = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (pages == MAP_FAILED) throw std::bad_alloc();
        // Where it fails the limit is reached, and the secrets are where all others' are.
        [[maybe_unused]] const int locked = sodium_mlock(pages, size);
        return pages;
    }
    void do_deallocate(void* pages, std::size_t bytes, std::size_t) override {
        sodium_munlock(pages, whole_pages(bytes));    // zeroes them, too
        munmap(pages, whole_pages(bytes));
    }
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }
};

}    // namespace

std::pmr::memory_resource& locked_memory() {
#ifdef VOUCH_SANITIZED
    return *std::pmr::new_delete_resource();
#else
    // Never destroyed: secrets may outlive whatever is destroyed at the end.
    static LockedPages* const pages = new LockedPages;
    static auto* const pool = new std::pmr::synchronized_pool_resource(pages);
    return *pool;
#endif
}

void keep_memory_private() {
    const rlimit none{0, 0};
    // Neither fails for a process that asks less for itself.
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}    // namespace vouch
