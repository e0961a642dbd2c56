#include "client/cli/trustee/trustee.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr std::string_view kTrusteeKeyPurpose = "trustee";
constexpr std::string_view kTrusteeKeyFile = "trustee.key";
// The payload: three secrets of 32 bytes, then the name.
constexpr std::size_t kSignSeed = 0, kBoxSeed = 32, kTrusteeVaultKey = 64, kTrusteeName = 96;

}    // namespace

TrusteeKeys::TrusteeKeys(Path home, std::string name, const SecretBuffer& payload)
    : home_(std::move(home)),
      name_(std::move(name)),
      seed_(secret_at(payload, kSignSeed)),
      sign_(seed_),
      box_(secret_at(payload, kBoxSeed)),
      vault_(home_, secret_at(payload, kTrusteeVaultKey)) {}

Result<TrusteeKeys> TrusteeKeys::make(const Path& home, std::string_view name, const SecretBuffer& passphrase,
                                      const KeyFileCost& cost) {
    const SecretBytes<32> sign = draw_secret(), box = draw_secret(), vault = draw_secret();
    const SecretBuffer payload =
        SecretBuffer::concat({sign.view(), box.view(), vault.view(), bytes_of(name)});
    VOUCH_REQUIRE(make_key_file(home / kTrusteeKeyFile, kTrusteeKeyPurpose, payload, passphrase, cost));
    return TrusteeKeys(home, std::string(name), payload);
}

Result<TrusteeKeys> TrusteeKeys::open(const Path& home, const SecretBuffer& passphrase) {
    VOUCH_TRY(payload, read_key_file(home / kTrusteeKeyFile, kTrusteeKeyPurpose, passphrase));
    if (payload.size() < kTrusteeName) return refused(Reason::malformed, says().key.not_trustee);
    return TrusteeKeys(home, text_of(payload.view().subspan(kTrusteeName)), payload);
}

Result<std::uint32_t> number_on_board(const election::State& state, const KeyCard& card) {
    if (!state.ceremony) return refused(Reason::not_fitting, says().trustee.no_board);
    const auto& trustees = state.ceremony->board.trustees;
    for (std::size_t i = 0; i < trustees.size(); ++i)
        if (trustees[i].sign_key == card.sign_key && trustees[i].box_key == card.box_key)
            return static_cast<std::uint32_t>(i + 1);
    return refused(Reason::not_fitting, says().trustee.not_on_board);
}

}    // namespace vouch::client
