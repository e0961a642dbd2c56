#pragma once
// A copy of a server's data that another server can go on with: docs/operator-guide.md, "Backup and restore".

#include <string>
#include <vector>

#include "server/store.h"

namespace vouch::server {

/// One conference of a backup, whose copy was read again from its beginning.
struct BackedUp {
    std::string conference;
    TreeHead head;
};

/// Copies the data folder to `to`, which must not be there. The server may run meanwhile: each log is copied
/// as it was at one moment. What was signed is left out, since no backup may have it. Throws StorageError,
/// and leaves nothing under that name, where anything cannot be copied or a copy does not have the root that
/// it says; after a crash its parts are in ".NAME.partial" beside it, which the next backup of that name
/// clears away.
std::vector<BackedUp> back_up(const Path& data, const Path& to);

}    // namespace vouch::server
