#include "client/cli/shared/vkey_lines.h"

#include <sstream>

#include "client/cli/shared/says.h"

namespace vouch::client {

Result<std::vector<VkeyLine>> read_vkey_lines(std::string_view text, NoteKeyType type) {
    std::vector<VkeyLine> out;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (std::uint64_t number = 1; std::getline(lines, line); ++number) {
        std::istringstream words(line);
        std::string first, word;
        if (!(words >> first) || first.starts_with('#')) continue;
        auto vkey = Vkey::parse(first, type);
        if (!vkey.ok()) return refused(Reason::malformed, says().watch.not_a_vkey_line({.number = number}));
        out.push_back({*std::move(vkey), {}});
        while (words >> word) out.back().words.push_back(word);
    }
    return out;
}

Result<std::vector<VkeyLine>> read_vkey_file(const Path& file, NoteKeyType type) {
    return read_vkey_lines(disk::read_text_file(file, kVkeyLinesBytesMax), type);
}

}    // namespace vouch::client
