#pragma once
// The command line's verbs and flags. CLI11 is behind this alone: it costs eight seconds to compile.

#include <functional>
#include <variant>

#include "client/cli/commands.h"

namespace vouch::client {

using Verb = std::function<Status()>;

/// The verb that was asked for, with its flags; or the exit status where there is none to be run: help was
/// printed, or what is wrong with the flags.
std::variant<int, Verb> read_flags(int count, char** words);

}    // namespace vouch::client
