#pragma once
// The shared test vectors and how tests read them. tests/vectors/README.md says what each file holds.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "crypto/bytes.h"
#include "crypto/group.h"
#include "crypto/secret.h"

namespace vouch::testing {

using Json = nlohmann::json;

std::filesystem::path tests_dir();             // this folder's parent in the source tree
Json read_vectors(const std::string& file);    // "ballot.json"
Bytes read_file(const std::filesystem::path& path);

/// From lower-case hex; a test that gives anything else fails by exception.
Bytes bytes(const Json& hex);
Bytes32 bytes32(const Json& hex);
Bytes64 bytes64(const Json& hex);
Scalar scalar(const Json& hex);
Point point(const Json& hex);
std::vector<Point> points(const Json& list);
SecretBytes<32> secret_bytes(const Json& hex);
SecretScalar secret(const Json& hex);

/// Why not, where something was to be refused; "accepted" otherwise.
template <class T>
std::string refusal(const Result<T>& result) {
    return result.ok() ? "accepted" : to_string(result.rejection());
}

}    // namespace vouch::testing
