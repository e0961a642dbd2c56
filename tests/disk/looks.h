#pragma once
// How files look from outside.

#include "disk/files.h"

namespace vouch::testing {

inline std::filesystem::perms mode(const Path& path) {
    return std::filesystem::status(path).permissions();
}
inline std::size_t files_in(const Path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}    // namespace vouch::testing
