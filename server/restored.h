#pragma once
// A log that was restored from a backup without what was signed of it. Nobody but the people outside knows
// whether it is the newest there was; the operator says what they know.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "server/log_writer.h"

namespace vouch::server {

/// The newest checkpoint of a conference's log that anybody outside holds.
struct Restored {
    std::string conference;
    TreeHead newest;

    /// "ID:SIZE:ROOT", size and root as the checkpoint has them. Malformed.
    static Result<Restored> parse(std::string_view text);
};

/// Takes each as what was last signed of its log, which has to be that log, or extend it. Throws
/// std::invalid_argument, and changes nothing, where one of them is not so, where there is no such
/// conference, or where its signed state is there. Throws StorageError where a log cannot be read.
void take_as_signed(const std::filesystem::path& data, std::span<const Restored> restored);

/// Where the signed states stand: outside the conferences' folders, and of every backup.
std::filesystem::path signed_states(const std::filesystem::path& data);

}    // namespace vouch::server
