#include "server/organizers.h"

#include <spdlog/spdlog.h>

#include "disk/files.h"

namespace vouch::server {

namespace {

/// Whether a key stands in the name: of two lines that were put together without a line end, the second would
/// be read and the first be lost.
bool holds_a_key(std::string_view name) {
    constexpr std::size_t kKeyCharacters = 44;    // 32 bytes in base64, "=" at the end
    for (std::size_t end = name.find('='); end != std::string_view::npos; end = name.find('=', end + 1)) {
        if (end + 1 < kKeyCharacters) continue;
        const auto key = from_base64(name.substr(end + 1 - kKeyCharacters, kKeyCharacters));
        if (key.ok() && key->size() == 32) return true;
    }
    return false;
}

}    // namespace

Result<std::vector<Bytes32>> parse_organizers(std::string_view text) {
    std::vector<Bytes32> keys;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t space = line.rfind(' ');
        const auto key = space == std::string_view::npos || space == 0 ? Result<Bytes>(Reason::malformed)
                                                                       : from_base64(line.substr(space + 1));
        if (!key || key->size() != 32)
            return {Reason::malformed,
                    "line " + std::to_string(number) + " is not a name and a key in base64"};
        if (holds_a_key(line.substr(0, space)))
            return {Reason::malformed,
                    "line " + std::to_string(number) + " holds two keys: a line end is missing between them"};
        keys.push_back(*exactly<32>(*key));
    }
    return keys;
}

std::vector<Bytes32> Organizers::keys() {
    const std::lock_guard lock(mutex_);
    std::error_code missing;
    const auto changed_at = std::filesystem::last_write_time(file_, missing);
    if (missing) return keys_ = {};
    if (changed_at == read_at_) return keys_;
    read_at_ = changed_at;
    try {
        const auto content = disk::read_file_if_there(file_, kOrganizersBytesMax);
        const auto keys = parse_organizers(content ? text_of(*content) : "");
        if (keys)
            keys_ = *keys;
        else
            spdlog::error("{}: {}; the last good reading stands", file_.string(), keys.rejection().detail);
    } catch (const StorageError& error) {
        spdlog::error("{}", error.what());
    }
    return keys_;
}

}    // namespace vouch::server
