#pragma once
// What is too long, too many or too large for a server: the client says it before it asks, the server refuses
// it. docs/architecture.md, "Transport".

#include <cstddef>
#include <cstdint>

namespace vouch::wire {

// Files that are uploaded: one, all of a conference, and a part on its way.
inline constexpr std::uint64_t kFileBytesMax = std::uint64_t{32} << 20;
inline constexpr std::uint64_t kConferenceFilesBytesMax = std::uint64_t{512} << 20;
inline constexpr std::size_t kUploadPartBytesMax = 65'536;

inline constexpr std::uint32_t kInvitationsAtOnceMax = 100;
inline constexpr std::size_t kTokenBytesMax = 64;
inline constexpr std::size_t kTrusteeNameBytesMax = 200;    // in UTF-8
inline constexpr std::uint32_t kLastCallSecondsMax = 3'600;
inline constexpr std::size_t kBulletinBytesMax = 4'096;      // its content
inline constexpr std::size_t kBulletinsBytesMax = 65'536;    // of one answer
inline constexpr std::uint64_t kBulletinNumberMax = (std::uint64_t{1} << 53) - 1;

}    // namespace vouch::wire
