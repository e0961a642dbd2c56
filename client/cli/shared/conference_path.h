#pragma once
// Where a server has its conferences. docs/architecture.md, "Transport".

#include <string_view>

namespace vouch::client {

/// Whether a path is a conference's: "/c/" and 16 lower-case hex digits.
bool is_conference_path(std::string_view path);

}    // namespace vouch::client
