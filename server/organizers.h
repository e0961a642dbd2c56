#pragma once
// Who may hold conferences on this server: a file of lines `name base64-key`, read again when it changes.

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "crypto/bytes.h"

namespace vouch::server {

inline constexpr std::size_t kOrganizersBytesMax = 1 << 20;

/// The keys in such a file; lines that are empty or start with "#" are passed over. Malformed, with the
/// number of the line, where any other line is not a name and an Ed25519 key, or is two of them glued
/// together.
Result<std::vector<Bytes32>> parse_organizers(std::string_view text);

class Organizers {
public:
    explicit Organizers(std::filesystem::path file) : file_(std::move(file)) {}
    /// The keys that the file names now. While it has a mistake these are the last ones that were read;
    /// without a file there are none.
    std::vector<Bytes32> keys();

private:
    std::filesystem::path file_;
    std::mutex mutex_;
    std::filesystem::file_time_type read_at_{};
    std::vector<Bytes32> keys_;
};

}    // namespace vouch::server
