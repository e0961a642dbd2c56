#pragma once
// What is too long, too many or too large for a conference: said here before a server would refuse it.

#include <cstddef>
#include <cstdint>

namespace vouch::client {

// Texts in UTF-8: a name, a unit and a hall on the roll, and whatever conference.toml says in words.
inline constexpr std::size_t kPersonNameBytesMax = 200;
inline constexpr std::size_t kUnitBytesMax = 400;
inline constexpr std::size_t kHallBytesMax = 400;
inline constexpr std::size_t kTextBytesMax = 2'000;

}    // namespace vouch::client
