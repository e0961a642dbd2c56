#pragma once
// What a witness is asked: POST PREFIX/add-checkpoint, c2sp.org/tlog-witness. docs/audit-log-format.md,
// section 5.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/note.h"

namespace vouch::client {

inline constexpr const char* kAddCheckpointPath = "/add-checkpoint";
inline constexpr std::size_t kAddCheckpointBytesMax = 64 << 10;
inline constexpr std::size_t kConsistencyHashesMax = 63;
inline constexpr const char* kSizeType =
    "text/x.tlog.size";    // of the body that says what a witness signed last

/// The body of such a request. Nothing in it is verified.
struct AddCheckpoint {
    std::uint64_t old_size = 0;
    std::vector<Bytes32> proof;    // of consistency, from old_size
    std::string checkpoint;        // the signed note

    /// One spelling only; malformed or too large otherwise. The note is not looked at.
    static Result<AddCheckpoint> parse(std::string_view body);
    std::string to_string() const;
};

/// Where a monitor finds what a witness saw last of a log: "/HEX/checkpoint", HEX the SHA-256 of the origin.
std::string monitor_path(std::string_view origin);

}    // namespace vouch::client
