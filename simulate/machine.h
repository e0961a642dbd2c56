#pragma once
// The server's machine: it runs the server's own code, from Service down, until it ends by a fault, and
// starts again from what its disk still holds.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "server/service.h"
#include "simulate/disk.h"
#include "simulate/faults.h"
#include "simulate/world.h"

namespace vouch::simulation {

inline constexpr auto kServerName = "vote.example";

class Network;

/// One run of the program, from its start to its end.
class Life {
public:
    /// Throws what Service does.
    Life(World& world, const std::filesystem::path& data, const server::Limits& limits,
         std::size_t verifiers);
    ~Life();
    Life(const Life&) = delete;
    Life& operator=(const Life&) = delete;

    server::Service& service() { return *service_; }
    boost::asio::any_io_executor executor();
    /// Whether the program's word still gets out.
    bool is_heard() const { return heard_; }
    void falls_silent() { heard_ = false; }
    /// Ready work goes here, and is done in a drawn order.
    void post(std::function<void()> work);
    /// Timers that are due become ready work.
    void look_at_timers();
    /// Is asked for after each turn.
    void after_turn(std::function<void()> call) { after_turn_ = std::move(call); }
    /// Lets everything under way come to an end that nobody hears of.
    void wind_up();
    boost::asio::io_context& context() { return *context_; }

private:
    void take_turn();
    void run(std::size_t which);

    World& world_;
    const std::filesystem::path data_;
    std::unique_ptr<boost::asio::io_context> context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> more_to_come_;
    std::vector<std::function<void()>> ready_;
    std::function<void()> after_turn_;
    std::unique_ptr<server::Service> service_;
    bool heard_ = true;
    std::shared_ptr<Life*> alive_;    // turns that are drawn later look whether it still is
};

class Machine {
public:
    /// `folder` is the disk's. The organizer who may hold conferences is that of the key.
    Machine(World& world, Faults& faults, const std::filesystem::path& folder, const server::Limits& limits);
    ~Machine();
    void may_organize(const std::string& line);

    /// Null while it is down.
    Life* life() { return life_.get(); }
    void talks_over(Network& network) { network_ = &network; }
    void start();
    /// Stops as an operator does, and answers what is under way.
    void end();
    std::uint64_t starts() const { return starts_; }

private:
    int before_disk_call(Disk::Call call);
    void after_turn();
    void fall(const Fault& fault);
    void start_after(Duration time);
    std::vector<Rejection> out_of_service() const;
    void operator_looks();
    void put_old_back(Disk::Files& files);
    void flip_a_bit();
    void wind_up();

    World& world_;
    Faults& faults_;
    Disk disk_;
    const server::Limits limits_;
    Network* network_ = nullptr;
    std::unique_ptr<Life> life_;
    std::optional<Fault> fell_;    // in the turn that is under way
    TimePoint full_until_{};
    Disk::Files backup_;                      // an older copy of the conferences
    std::optional<Disk::Files> put_aside_;    // what is put back after an old copy was tried
    std::vector<std::string> at_start_;       // the conferences that the server found when it started
    std::uint64_t starts_ = 0;
};

}    // namespace vouch::simulation
