#include "server/restored.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "disk/folders.h"
#include "server/files.h"
#include "server/store.h"
#include "wire/conference_id.h"

namespace vouch::server {
namespace {

std::filesystem::path file_of(const std::filesystem::path& data, const Restored& restored) {
    return signed_states(data) / restored.conference;
}

void check(const std::filesystem::path& data, const Restored& restored) {
    const auto& [conference, newest] = restored;
    const auto refuse = [&](const std::string& why) {
        throw std::invalid_argument(fmt::format("--restored {}: {}; nothing was changed", conference, why));
    };
    if (!std::filesystem::exists(data / conference)) refuse("there is no such conference");
    if (const auto file = file_of(data, restored); std::filesystem::exists(file))
        refuse(file.string() + " is there, and says what was signed. Start without --restored");
    const auto store = open_store(data / conference);
    if (const std::uint64_t stored = store->head().size; stored < newest.size)
        refuse(fmt::format("the log has {} entries, and the checkpoint names {}: a newer backup is needed",
                           stored, newest.size));
    if (store->root_at(newest.size) != newest.root)
        refuse(
            fmt::format("the log's first {} entries do not have that root: size and root are to be copied "
                        "from one checkpoint, and the backup is to be of this conference",
                        newest.size));
}

}    // namespace

Result<Restored> Restored::parse(std::string_view text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == text.npos ? first : text.find(':', first + 1);
    if (second == text.npos)
        return {Reason::malformed,
                "it takes ID:SIZE:ROOT, size and root from the checkpoint's second and third line"};
    Restored out{std::string(text.substr(0, first)), {}};
    if (!wire::is_conference_id(out.conference))
        return {Reason::malformed, "before the first colon stands a conference's ID, as in its address"};
    const std::string_view size = text.substr(first + 1, second - first - 1);
    const auto [stop, error] = std::from_chars(size.data(), size.data() + size.size(), out.newest.size);
    if (error != std::errc() || stop != size.data() + size.size())
        return {Reason::malformed,
                "between the colons stands the log's size, a number: the checkpoint's second line"};
    const auto root = from_base64(text.substr(second + 1));
    if (!root.ok() || root->size() != out.newest.root.size())
        return {Reason::malformed,
                "after the second colon stands the log's root: the whole third line of the checkpoint"};
    std::ranges::copy(*root, out.newest.root.begin());
    return out;
}

void take_as_signed(const std::filesystem::path& data, std::span<const Restored> restored) {
    for (const Restored& one : restored) check(data, one);
    for (const Restored& one : restored) {
        disk::make_folders(signed_states(data));
        SignedState(file_of(data, one)).write(one.newest);
    }
}

std::filesystem::path signed_states(const std::filesystem::path& data) {
    return data / "signed";
}

}    // namespace vouch::server
