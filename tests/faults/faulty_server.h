#pragma once
// The vouch-server program with preload.cpp in front of the C library, at whose calls a test makes faults
// happen while the program runs.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <thread>

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
        faults_before_ = orders().faults;
        orders().fault = fault;
        orders().error = static_cast<std::uint32_t>(error);
        orders().at_call = number;
    }
    /// Whether the fault that was ordered last has happened.
    bool struck() { return orders().faults > faults_before_; }
    /// No fault any more, and none that is still to happen: a program that is to end there has ended.
    /// Counting begins anew.
    void calm() {
        orders().at_call = 0;
        while (orders().deciding != 0 && !ended()) std::this_thread::yield();
        const Fault fault = orders().fault;
        if (struck() && (fault == Fault::end_before || fault == Fault::end_after))
            while (!ended()) std::this_thread::yield();
        orders().fault = Fault::none;
        orders().deciding = 0;    // of threads that ended with it
        orders().calls = 0;
    }
    void count(Counted what) { orders().counted = what; }
    std::uint64_t calls() { return orders().calls; }
    std::uint64_t faults() { return orders().faults; }
    std::string last_call() { return orders().last_call; }

private:
    std::uint64_t faults_before_ = 0;
};

}    // namespace vouch::testing
