#pragma once
// A manifest whose texts may be shown: it was written by an organizer, and read by everybody else.

#include "election/bodies.h"

namespace vouch::client {

/// Each text as one line, as shown() (text.h) makes it. For tables and sheets, never to be hashed.
election::Manifest shown(election::Manifest manifest);

}    // namespace vouch::client
