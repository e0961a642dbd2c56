#pragma once
// What is too long, too many or too large for a conference: said here before a server would refuse it.

#include <cstddef>
#include <cstdint>

namespace vouch::client {

inline constexpr std::uint32_t kRollNumberMax = 65'536;
// Texts in UTF-8: a name and a unit on the roll, and whatever conference.toml says in words.
inline constexpr std::size_t kPersonNameBytesMax = 200;
inline constexpr std::size_t kUnitBytesMax = 400;
inline constexpr std::size_t kTextBytesMax = 2'000;

// Files that are uploaded (docs/architecture.md, "Transport"): one, all of a conference, and a part on its
// way.
inline constexpr std::uintmax_t kDocumentBytesMax = std::uintmax_t{32} << 20;
inline constexpr std::uintmax_t kConferenceBytesMax = std::uintmax_t{512} << 20;
inline constexpr std::size_t kUploadPartBytes = 65'536;

}    // namespace vouch::client
