#pragma once
// The executor of the simulated server: what is posted waits until its turn is drawn. Nothing runs at once,
// and two things never run at the same time.

#include <boost/asio/execution/blocking.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <memory>

#include "simulate/machine.h"

namespace vouch::simulation {

class DrawnExecutor {
public:
    explicit DrawnExecutor(Life& life) : life_(&life) {}

    boost::asio::execution_context& query(boost::asio::execution::context_t) const noexcept {
        return life_->context();
    }
    static constexpr boost::asio::execution::blocking_t::never_t query(
        boost::asio::execution::blocking_t) noexcept {
        return {};
    }
    /// The work may be one that can only be moved.
    template <class Work>
    void execute(Work work) const {
        life_->post([held = std::make_shared<Work>(std::move(work))] { std::move (*held)(); });
    }
    friend bool operator==(const DrawnExecutor&, const DrawnExecutor&) noexcept = default;

private:
    Life* life_;
};

}    // namespace vouch::simulation
