#pragma once
// The command line's verbs and flags. Only the file behind this header includes CLI11, which takes eight
// seconds to compile.

#include <functional>
#include <variant>

#include "client/cli/commands.h"

namespace vouch::client {

/// The exit status where the words of the command are wrong.
inline constexpr int kWrongUsage = 2;

using Verb = std::function<Status()>;

/// The verb that was asked for, with its flags. Where help or a mistake in the flags was printed instead,
/// this is the exit status.
std::variant<int, Verb> read_flags(int count, char** words);

}    // namespace vouch::client
