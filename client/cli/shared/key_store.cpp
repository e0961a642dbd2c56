#include "client/cli/shared/key_store.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "crypto/random.h"
#include "crypto/signature.h"
#include "crypto/transcript.h"
#include "disk/folders.h"

namespace vouch::client {
namespace {

constexpr std::uintmax_t kKeyFileBytesMax = std::uintmax_t{1} << 20;

std::string file_of(const std::string& name) {
    return name + ".sealed";
}

}    // namespace

Status make_key_file(const Path& path, std::string_view purpose, const SecretBuffer& payload,
                     const SecretBuffer& passphrase, const KeyFileCost& cost) {
    disk::make_private_folder(path.parent_path());
    const Bytes sealed = seal_key_file(purpose, payload, passphrase.view(), cost);
    if (!disk::write_new_file(path, sealed, disk::Access::owner))
        return refused(Reason::not_fitting, says().key.exists({.file = path.string()}));
    VOUCH_TRY(opened, read_key_file(path, purpose, passphrase));
    if (!equal(opened.view(), payload.view()))
        return refused(Reason::malformed, says().key.not_read_back({.file = path.string()}));
    return accepted();
}

Result<SecretBuffer> read_key_file(const Path& path, std::string_view purpose,
                                   const SecretBuffer& passphrase) {
    const auto file = disk::read_file_if_there(path, kKeyFileBytesMax);
    if (!file) return refused(Reason::not_fitting, says().key.none({.file = path.string()}));
    auto opened = open_key_file(purpose, *file, passphrase.view());
    if (!opened.ok()) return refused(Reason::malformed, says().key.wrong_passphrase({.file = path.string()}));
    return opened;
}

void Vault::put(const std::string& name, ByteView content) const {
    const SecretBuffer bound = SecretBuffer::concat({frame_of(bytes_of(name)), content});
    disk::write_file(folder_ / file_of(name), seal_secretbox(key_, bound.view()), disk::Access::owner);
}

bool Vault::has(const std::string& name) const {
    return std::filesystem::exists(folder_ / file_of(name));
}

Result<std::optional<SecretBuffer>> Vault::get(const std::string& name) const {
    const auto box = disk::read_file_if_there(folder_ / file_of(name));
    if (!box) return std::optional<SecretBuffer>();
    VOUCH_TRY(opened, open_secretbox(key_, *box));
    const Bytes bound_to = frame_of(bytes_of(name));
    if (opened.size() < bound_to.size() || !equal(opened.view().first(bound_to.size()), bound_to))
        return refused(Reason::malformed, says().key.other_under_name({.file = file_of(name)}));
    return std::optional<SecretBuffer>(SecretBuffer(opened.view().subspan(bound_to.size())));
}

SecretBytes<32> draw_secret() {
    SecretBytes<32> out;
    system_rng().fill(out.mutable_view());
    return out;
}

SecretBytes<32> secret_at(const SecretBuffer& payload, std::size_t offset) {
    VOUCH_CHECK(payload.size() >= offset + 32);
    return SecretBytes<32>(payload.view().subspan(offset).first<32>());
}

}    // namespace vouch::client
