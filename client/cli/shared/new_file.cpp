#include "client/cli/shared/new_file.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

namespace vouch::client {

Status require_free(const Path& path) {
    std::error_code unknown;
    if (path.empty() || !std::filesystem::exists(std::filesystem::symlink_status(path, unknown)))
        return accepted();
    return refused(Reason::not_fitting, says().file.exists({.file = path.string()}));
}

}    // namespace vouch::client
