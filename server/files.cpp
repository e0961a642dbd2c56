#include "server/files.h"

#include <charconv>

#include "disk/files.h"

namespace vouch::server {

void write_seed(const std::filesystem::path& file, const SecretBytes<32>& seed) {
    disk::write_file(file, seed.view(), disk::Access::owner, disk::Folders::there);
}

std::optional<SecretBytes<32>> read_seed(const std::filesystem::path& file) {
    SecretBytes<32> seed;
    const auto size = disk::read_file_into(file, seed.mutable_view());
    if (!size) return {};
    if (*size != 32) throw StorageError(file.string() + " is no key: 32 bytes are expected");
    return seed;
}

void destroy_seed(const std::filesystem::path& file) {
    disk::destroy_file(file);
}

std::optional<TreeHead> SignedState::read() const {
    constexpr std::size_t kLineBytesMax = 100;
    const auto content = disk::read_file_if_there(file_, kLineBytesMax);
    if (!content) return {};
    const std::string text = text_of(*content);
    TreeHead head;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), head.size);
    const std::size_t used = static_cast<std::size_t>(stop - text.data());
    const auto root = from_hex(std::string_view(text).substr(std::min(used + 1, text.size())));
    if (error != std::errc() || !root || root->size() != 32 || text[used] != ' ')
        throw StorageError(file_.string() + " does not hold a size and a root");
    std::copy(root->begin(), root->end(), head.root.begin());
    return head;
}

void SignedState::write(const TreeHead& head) const {
    const std::string line = std::to_string(head.size) + " " + to_hex(head.root);
    disk::write_file(file_, bytes_of(line), disk::Access::everyone, disk::Folders::there);
}

}    // namespace vouch::server
