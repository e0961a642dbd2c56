#pragma once
// A program with preload.cpp in front of the C library hears what a test orders.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/faults/orders.h"
#include "tests/support/folder.h"

namespace vouch::testing {

/// The orders' file, in this process's memory too.
class OrdersFile {
public:
    OrdersFile() {
        const int descriptor = ::open(path().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        REQUIRE(::ftruncate(descriptor, sizeof(Orders)) == 0);
        void* const memory =
            ::mmap(nullptr, sizeof(Orders), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        ::close(descriptor);
        REQUIRE(memory != MAP_FAILED);
        orders_ = static_cast<Orders*>(memory);
    }
    ~OrdersFile() { ::munmap(orders_, sizeof(Orders)); }
    OrdersFile(const OrdersFile&) = delete;
    OrdersFile& operator=(const OrdersFile&) = delete;

    std::string path() const { return (folder_ / "orders").string(); }
    Orders& orders() { return *orders_; }
    /// Of a program that is to hear them; what it does to files in that folder counts.
    std::vector<std::string> environment_for(const std::filesystem::path& folder) const {
        return {"LD_PRELOAD=" VOUCH_PRELOAD, kOrdersVariable + ("=" + path()),
                kFolderVariable + ("=" + folder.string())};
    }

private:
    TemporaryFolder folder_;
    Orders* orders_ = nullptr;
};

}    // namespace vouch::testing
