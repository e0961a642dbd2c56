#include "client/cli/shared/new_file.h"

#include <fmt/core.h>

namespace vouch::client {

Status require_free(const Path& path) {
    std::error_code unknown;
    if (path.empty() || !std::filesystem::exists(std::filesystem::symlink_status(path, unknown)))
        return accepted();
    return {
        Reason::not_fitting,
        fmt::format("there is {} already, and it is not replaced; name another file, or move that one away",
                    path.string())};
}

}    // namespace vouch::client
