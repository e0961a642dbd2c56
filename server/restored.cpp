#include "server/restored.h"

#include <charconv>
#include <stdexcept>

#include "disk/folders.h"
#include "server/files.h"
#include "wire/conference_id.h"

namespace vouch::server {

Result<Restored> Restored::parse(std::string_view text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == text.npos ? first : text.find(':', first + 1);
    if (second == text.npos) return {Reason::malformed, "ID:SIZE:ROOT is expected"};
    Restored out{std::string(text.substr(0, first)), {}};
    if (!wire::is_conference_id(out.conference)) return {Reason::malformed, "the conference's ID"};
    const std::string_view size = text.substr(first + 1, second - first - 1);
    const auto [stop, error] = std::from_chars(size.data(), size.data() + size.size(), out.newest.size);
    if (error != std::errc() || stop != size.data() + size.size())
        return {Reason::malformed, "the log's size"};
    const auto root = from_base64(text.substr(second + 1));
    if (!root.ok() || root->size() != out.newest.root.size()) return {Reason::malformed, "the log's root"};
    std::ranges::copy(*root, out.newest.root.begin());
    return out;
}

void take_as_signed(const std::filesystem::path& data, std::span<const Restored> restored) {
    for (const auto& [conference, newest] : restored) {
        if (!std::filesystem::exists(data / conference))
            throw std::invalid_argument("there is no conference " + conference);
        const std::filesystem::path file = signed_states(data) / conference;
        if (std::filesystem::exists(file))
            throw std::invalid_argument(file.string() +
                                        " is there, and says what was signed: start without --restored");
        disk::make_folders(signed_states(data));
        SignedState(file).write(newest);
    }
}

std::filesystem::path signed_states(const std::filesystem::path& data) {
    return data / "signed";
}

}    // namespace vouch::server
