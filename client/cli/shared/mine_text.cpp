#include "client/cli/shared/mine_text.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::string_view kKeyPrefix = "vouch:mine-key:", kProofPrefix = "vouch:mine:";
constexpr std::size_t kKeyParts = 3, kProofParts = 7;

/// The 32-byte parts behind the prefix; malformed unless there are just so many.
Result<Bytes> parts_of(std::string_view text, std::string_view prefix, std::size_t parts, const char* what) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    if (!text.starts_with(prefix)) return refused(Reason::malformed, what);
    auto bytes = from_base64url(text.substr(prefix.size()));
    if (!bytes.ok() || bytes->size() != 32 * parts) return refused(Reason::malformed, what);
    return bytes;
}

ByteView part(const Bytes& parts, std::size_t i) {
    return ByteView(parts).subspan(32 * i, 32);
}

template <class... Parts>
std::string text_of_parts(std::string_view prefix, const Parts&... parts) {
    Bytes bytes;
    (append(bytes, parts.bytes()), ...);
    return std::string(prefix) + to_base64url(bytes);
}

}    // namespace

std::string mine_key_text(const MineKey& key) {
    return text_of_parts(kKeyPrefix, key.V, key.proof.R, key.proof.z);
}

Result<MineKey> parse_mine_key(std::string_view text) {
    VOUCH_TRY(parts, parts_of(text, kKeyPrefix, kKeyParts, says().participant.not_a_mine_key));
    VOUCH_TRY(V, Point::decode(part(parts, 0)));
    VOUCH_TRY(R, Point::decode(part(parts, 1)));
    VOUCH_TRY(z, Scalar::decode(part(parts, 2)));
    return MineKey{V, {R, z}};
}

std::string mine_proof_text(const MineProof& proof) {
    const auto& [R1, R2, R3, e_2, z, z_u, z_v] = proof;
    return text_of_parts(kProofPrefix, R1, R2, R3, e_2, z, z_u, z_v);
}

Result<MineProof> parse_mine_proof(std::string_view text) {
    VOUCH_TRY(parts, parts_of(text, kProofPrefix, kProofParts, says().participant.not_a_mine_proof));
    VOUCH_TRY(R1, Point::decode(part(parts, 0)));
    VOUCH_TRY(R2, Point::decode(part(parts, 1)));
    VOUCH_TRY(R3, Point::decode(part(parts, 2)));
    VOUCH_TRY(e_2, Scalar::decode(part(parts, 3)));
    VOUCH_TRY(z, Scalar::decode(part(parts, 4)));
    VOUCH_TRY(z_u, Scalar::decode(part(parts, 5)));
    VOUCH_TRY(z_v, Scalar::decode(part(parts, 6)));
    return MineProof{R1, R2, R3, e_2, z, z_u, z_v};
}

}    // namespace vouch::client
