#pragma once
// Whether somebody with a number and a code can check in, and where not, what helps in this phase.
// docs/protocol.md, sections 3.5 and 5.1.

#include "client/cli/participant/device_view.h"
#include "election/enrolment.h"

namespace vouch::client {

/// Refuses with a sentence that names number and conference, and what to do next: not on the roll; bad
/// signature for a code that was replaced or never was this number's; number taken; wrong phase.
Status may_check_in(const DeviceView& view, std::uint32_t number, const election::Code& code);

}    // namespace vouch::client
