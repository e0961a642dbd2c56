#include <fmt/core.h>

#include "client/cli/organizer/organizer.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr std::string_view kOrganizerKeyPurpose = "organizer";
constexpr std::string_view kOrganizerKeyFile = "organizer.key";
constexpr std::size_t kOrganizerSeed = 0, kOrganizerVaultKey = 32,
                      kOrganizerName = 64;    // places in the payload

// The codes' file: the roll key, then number and code, again and again.
constexpr std::size_t kCodeRecordBytes = 4 + election::kCodeCharacters;

}    // namespace

OrganizerKeys::OrganizerKeys(Path home, SecretBuffer payload)
    : home_(std::move(home)),
      payload_(std::move(payload)),
      name_(text_of(payload_.view().subspan(kOrganizerName))),
      sign_(secret_at(payload_, kOrganizerSeed)),
      vault_(home_, secret_at(payload_, kOrganizerVaultKey)) {}

Result<OrganizerKeys> OrganizerKeys::make(const Path& home, std::string_view name,
                                          const SecretBuffer& passphrase, const KeyFileCost& cost) {
    const SecretBytes<32> seed = draw_secret(), vault = draw_secret();
    SecretBuffer payload = SecretBuffer::concat({seed.view(), vault.view(), bytes_of(name)});
    VOUCH_REQUIRE(make_key_file(home / kOrganizerKeyFile, kOrganizerKeyPurpose, payload, passphrase, cost));
    return OrganizerKeys(home, std::move(payload));
}

Result<OrganizerKeys> OrganizerKeys::open(const Path& home, const SecretBuffer& passphrase) {
    VOUCH_TRY(payload, read_key_file(home / kOrganizerKeyFile, kOrganizerKeyPurpose, passphrase));
    if (payload.size() < kOrganizerName) return refused(Reason::malformed, says().key.not_organizer);
    return OrganizerKeys(home, std::move(payload));
}

RollSecrets RollSecrets::draw(std::uint32_t people) {
    RollSecrets out;
    out.rollkey_ = draw_secret();
    out.codes_.reserve(people);
    for (std::uint32_t number = 1; number <= people; ++number)
        out.codes_.push_back({number, election::draw_code(system_rng())});
    return out;
}

Result<RollSecrets> RollSecrets::read(const Vault& vault) {
    VOUCH_TRY(stored, vault.get(kCodesName));
    if (!stored) return refused(Reason::not_fitting, says().organizer.no_codes);
    if (stored->size() < 32 || (stored->size() - 32) % kCodeRecordBytes != 0)
        return refused(Reason::malformed, says().organizer.codes_damaged);
    RollSecrets out;
    out.rollkey_ = secret_at(*stored, 0);
    for (std::size_t at = 32; at < stored->size(); at += kCodeRecordBytes) {
        const ByteView record = stored->view().subspan(at, kCodeRecordBytes);
        out.codes_.push_back(
            {read_le32(record.first<4>()), election::Code(record.last<election::kCodeCharacters>())});
    }
    return out;
}

void RollSecrets::keep(const Vault& vault) const {
    SecretBuffer payload(32 + kCodeRecordBytes * codes_.size());
    auto to = std::ranges::copy(rollkey_.view(), payload.mutable_view().begin()).out;
    for (const auto& [number, code] : codes_) {
        to = std::ranges::copy(le32(number), to).out;
        to = std::ranges::copy(code.view(), to).out;
    }
    vault.put(kCodesName, payload.view());
}

const election::Code& RollSecrets::add(std::uint32_t number) {
    codes_.push_back({number, election::draw_code(system_rng())});
    return codes_.back().code;
}

const election::Code& RollSecrets::latest(std::uint32_t number) const {
    const Numbered* found = nullptr;
    for (const Numbered& one : codes_)
        if (one.number == number) found = &one;
    VOUCH_CHECK(found != nullptr);
    return found->code;
}

Result<election::Code> RollSecrets::in_force(const election::State& state, std::uint32_t number) const {
    const election::RollRecord* record = state.roll_record(number);
    if (!record) return refused(Reason::not_on_the_roll, says().organizer.no_number({.number = number}));
    for (const auto& [of, code] : codes_)
        if (of == number &&
            election::code_key(state.manifest.nonce, number, code).public_key() == record->code_key)
            return code.clone();
    return refused(Reason::not_fitting, says().organizer.code_made_elsewhere({.number = number}));
}

}    // namespace vouch::client
