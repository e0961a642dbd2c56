#include "simulate/trace.h"

#include <fmt/core.h>

namespace vouch::simulation {

void Trace::mix(std::string_view bytes) {
    for (const char byte : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
}

void Trace::say(server::TimePoint now, std::string_view what) {
    const std::chrono::duration<double> seconds = now.time_since_epoch();
    const std::string line = fmt::format("{:10.3f}  {}\n", seconds.count(), what);
    count(line);
    if (lines_) *lines_ << line;
}

}    // namespace vouch::simulation
