#pragma once
// How a conference is named in addresses: https://HOST[:PORT]/c/ID. docs/architecture.md, "Transport".

#include <optional>
#include <string>
#include <string_view>

#include "crypto/random.h"

namespace vouch::wire {

/// 8 random bytes in hex: 16 lower-case digits.
std::string draw_conference_id(Rng& rng);
bool is_conference_id(std::string_view text);

/// "/c/ID"
std::string conference_path(std::string_view id);
/// Whether that is the whole path.
bool is_conference_path(std::string_view path);

/// What lies at or under a conference's path.
struct PathInConference {
    std::string id;
    std::string rest;    // empty, or begins with a slash
};
/// Nothing where the path is no conference's.
std::optional<PathInConference> parse_path(std::string_view path);

}    // namespace vouch::wire
