#pragma once
// A conference in one thread, under a clock that stands still until the test moves it.

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "server/clock.h"

namespace vouch::testing {

/// Defines server::Clock::now() for its program.
class OwnTime {
public:
    static server::TimePoint now() { return now_; }

    /// Runs everything that is ready, in this thread.
    void run() {
        // Asio sleeps by the machine's clock, and looks at ours only when it arms a timer that is due first.
        server::Timer look(context);
        look.expires_at(server::TimePoint::min());
        look.async_wait([](boost::system::error_code) {});
        while (context.poll() > 0) {
        }
    }
    void advance(server::Duration by) {
        now_ += by;
        run();
    }

    boost::asio::io_context context;

private:
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> more_to_come_{
        context.get_executor()};
    inline static server::TimePoint now_{std::chrono::hours(1)};
};

}    // namespace vouch::testing
