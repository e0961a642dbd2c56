#include "wire/version.h"

#include <wire/commit.h>

namespace vouch {

std::string version() {
    const std::string commit = VOUCH_COMMIT;
    return commit.empty() ? VOUCH_VERSION : VOUCH_VERSION " (" + commit + ")";
}

}    // namespace vouch
