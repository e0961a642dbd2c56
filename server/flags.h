#pragma once
// The command line of vouch-server, and the settings file that it names.

#include <variant>

#include "server/instance.h"

namespace vouch::server {

/// What the program is to do.
struct Task {
    enum class Verb { serve, check, back_up };
    Verb verb = Verb::serve;
    Settings settings;
    Path back_up_to;
};

/// Flags first, then what the settings file says of the others. Otherwise the exit status, after saying what
/// there is to say: help, the version, or what is wrong and where.
std::variant<Task, int> read_flags(int argc, const char* const* argv);

}    // namespace vouch::server
