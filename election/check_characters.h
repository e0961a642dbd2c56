#pragma once
// The two characters behind a code and a tracker, by which a typing error is noticed and found.
// docs/protocol.md, section 2.

#include <array>
#include <optional>
#include <string_view>

namespace vouch::election {

inline constexpr std::size_t kCheckCharacters = 2;

/// What stands behind these characters of kCodeAlphabet, 29 of them at most.
std::array<char, kCheckCharacters> check_characters(std::string_view characters);

/// What characters that end in their two check characters say of themselves.
struct Checked {
    bool holds = false;
    std::optional<std::size_t> wrong;    // the only place, from 0, where one other character makes them hold
};
Checked check_typed(std::string_view characters);

}    // namespace vouch::election
