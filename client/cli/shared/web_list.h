#pragma once
// The list of a web client's files, bundle.txt, whose SHA-256 stands in the manifest: for each file a line
// "HEX  PATH", as sha256sum writes it. docs/architecture.md, "Transport".

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/bytes.h"

namespace vouch::client {

inline constexpr const char* kWebList = "bundle.txt";
inline constexpr std::size_t kWebListBytesMax = 64 << 10;
inline constexpr std::size_t kWebFileBytesMax = 32 << 20;

/// The SHA-256 of each file by its path. Malformed where a line is of another form, or a path comes twice.
Result<std::map<std::string, Bytes32>> read_web_list(std::string_view list);

}    // namespace vouch::client
