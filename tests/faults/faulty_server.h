#pragma once
// The vouch-server program with preload.cpp in front of the C library, at whose calls a test makes faults
// happen while the program runs.

#include <thread>

#include "tests/faults/orders_file.h"
#include "tests/server/server_process.h"

namespace vouch::testing {

class FaultyServer : private OrdersFile, public ServerProcess {
public:
    FaultyServer()
        : ServerProcess([this](const std::filesystem::path& data) { return environment_for(data); }) {}

    /// Starts it again where it has ended, perhaps in the middle of a call.
    void start() {
        orders().deciding = 0;
        ServerProcess::start();
    }
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
