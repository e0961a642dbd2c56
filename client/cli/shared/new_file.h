#pragma once
// Files that a verb writes where a person said so. None of them replaces what was there.

#include "crypto/result.h"
#include "disk/files.h"

namespace vouch::client {

/// Not fitting where something stands at that path. Verbs ask before they begin, so that no work is lost, and
/// nothing irreversible is done, for a file that then cannot be written. An empty path is one not wanted.
Status require_free(const Path& path);

}    // namespace vouch::client
