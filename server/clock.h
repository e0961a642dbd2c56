#pragma once
// The server's clock. The programs link the steady clock (steady_clock.cpp). A test that sets the time
// defines Clock::now() itself and does not link that file.

#include <boost/asio/basic_waitable_timer.hpp>
#include <chrono>

namespace vouch::server {

struct Clock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<Clock>;
    static constexpr bool is_steady = true;
    static time_point now() noexcept;
};

using Duration = Clock::duration;
using TimePoint = Clock::time_point;
using Timer = boost::asio::basic_waitable_timer<Clock>;

}    // namespace vouch::server
