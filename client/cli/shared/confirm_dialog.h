#pragma once
// The question that whoever confirms an open or a close answers, and what is said afterwards.

#include <functional>

#include "client/cli/commands.h"
#include "client/cli/shared/confirm.h"

namespace vouch::client {

/// Shows the sheet, asks, and sends the confirmation. `sheet` is drawn again afterwards, from the log as it
/// is then.
Result<CommandOutput> ask_to_confirm(const Common& common,
                                     const std::function<Result<ConfirmationSheet>()>& sheet,
                                     const std::function<Status(const Bytes32& digest_seen)>& send);

/// The answer to a question was no.
Rejection not_signed();

}    // namespace vouch::client
