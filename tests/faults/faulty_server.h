#pragma once
// The vouch-server program with preload.cpp in front of the C library, at whose calls a test makes faults
// happen while the program runs.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/faults/orders.h"
#include "tests/server/server_process.h"

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

private:
    TemporaryFolder folder_;
    Orders* orders_ = nullptr;
};

class FaultyServer : private OrdersFile, public ServerProcess {
public:
    FaultyServer()
        : ServerProcess([this](const std::filesystem::path& data) {
              return std::vector<std::string>{"LD_PRELOAD=" VOUCH_PRELOAD, kOrdersVariable + ("=" + path()),
                                              kFolderVariable + ("=" + data.string())};
          }) {}

    /// From now on: that fault at the call of that number.
    void at_call(std::uint64_t number, Fault fault, int error = 0) {
        calm();
        orders().fault = fault;
        orders().error = static_cast<std::uint32_t>(error);
        orders().at_call = number;
    }
    /// No fault any more; counting begins anew.
    void calm() {
        orders().at_call = 0;
        orders().calls = 0;
    }
    /// Whether what goes over sockets counts beside what changes files.
    void count_sockets(bool count) { orders().socket = count; }
    std::uint64_t calls() { return orders().calls; }
    std::uint64_t faults() { return orders().faults; }
    std::string last_call() { return orders().last_call; }
};

}    // namespace vouch::testing
