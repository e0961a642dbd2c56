#include "client/cli/participant/home.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/refusal_file.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>

#include "crypto/text.h"
#include "disk/folders.h"

namespace vouch::client {
namespace {

constexpr std::string_view kParticipantKeyPurpose = "participant";
constexpr std::string_view kParticipantKeyFile = "participant.key";
constexpr std::string_view kPending = "pending-ballot";
constexpr std::uintmax_t kReceiptBytesMax = 1 << 20;
constexpr std::string_view kAnchor = "anchor";
constexpr std::string_view kSealingFile = "sealing";
constexpr std::size_t kSealingBytesMax = 32;
// The payload: sk, u, the vault's key, election_id, le32(roll number).
constexpr std::size_t kCredential = 0, kVaultKey = 64, kElectionId = 96, kNumber = 128, kPayloadBytes = 132;

}    // namespace

bool ParticipantHome::exists(const Path& home) {
    return std::filesystem::exists(home / kParticipantKeyFile);
}

Result<ParticipantHome> ParticipantHome::from(const Path& home, const SecretBuffer& payload) {
    if (payload.size() != kPayloadBytes) return refused(Reason::malformed, says().key.not_participant);
    const SecretBytes<64> stored(payload.view().subspan(kCredential).first<64>());
    VOUCH_TRY(credential, Credential::decode(stored));
    VOUCH_TRY(election_id, exactly<32>(payload.view().subspan(kElectionId, 32)));
    const std::uint32_t number = read_le32(payload.view().subspan(kNumber).first<4>());
    ParticipantHome out(home, secret_at(payload, kVaultKey),
                        DeviceCredential{election_id, number, std::move(credential), {}});
    VOUCH_TRY(anchor, out.vault_.get(std::string(kAnchor)));
    if (anchor) out.credential_.anchor = copy(anchor->view());
    return out;
}

Result<ParticipantHome> ParticipantHome::make(const Path& home, const ConferenceAddress& address,
                                              const DeviceCredential& credential,
                                              const SecretBuffer& passphrase, const KeyFileCost& cost) {
    const Path key_file = home / kParticipantKeyFile;
    VOUCH_REQUIRE(require_free(key_file));
    const SecretBytes<32> vault = draw_secret();
    const SecretBuffer payload = SecretBuffer::concat({credential.credential.bytes().view(), vault.view(),
                                                       credential.election_id, le32(credential.number)});
    // The key comes last: a folder without one is nobody's yet, whatever else is in it.
    keep_record(home, {address.url(), address.trust.pin(), credential.election_id, std::nullopt});
    if (!credential.anchor.empty()) Vault(home, vault.clone()).put(std::string(kAnchor), credential.anchor);
    VOUCH_REQUIRE(make_key_file(key_file, kParticipantKeyPurpose, payload, passphrase, cost));
    return from(home, payload);
}

void ParticipantHome::keep_anchor(ByteView anchor) const {
    vault_.put(std::string(kAnchor), anchor);
}

std::uint64_t ParticipantHome::next_sealing() const {
    const auto lock = disk::FolderLock::when_free(home_);
    const Path file = home_ / kSealingFile;
    const auto stored = disk::read_file_if_there(file, kSealingBytesMax);
    std::uint64_t next = 1;
    if (stored) {
        const auto last = parse_decimal(text_of(*stored));
        if (!last.ok()) throw Failed(says().file.changed({.file = file.string()}));
        next = *last + 1;
    }
    disk::write_file(file, std::to_string(next), disk::Access::owner);
    return next;
}

Result<ParticipantHome> ParticipantHome::open(const Path& home, const SecretBuffer& passphrase) {
    VOUCH_TRY(payload, read_key_file(home / kParticipantKeyFile, kParticipantKeyPurpose, passphrase));
    return from(home, payload);
}

DeviceStorage ParticipantHome::storage() const {
    DeviceStorage storage;
    storage.ballot = [this](ByteView body) { vault_.put(std::string(kPending), body); };
    storage.next_sealing = [this] { return next_sealing(); };
    storage.receipt = [this](const BallotReceipt& receipt) {
        disk::write_file(home_ / "receipts" / (to_hex(receipt.tracker) + ".json"), receipt_text(receipt),
                         disk::Access::owner);
        forget_pending();
    };
    storage.refusal = [this](const Bytes32& tracker, const election::RefusalEvidence& evidence) {
        const Path file = home_ / "refusals" / (to_hex(tracker) + ".json");
        disk::write_file(file, refusal_text(evidence), disk::Access::owner);
        return file.string();
    };
    return storage;
}

void ParticipantHome::forget_pending() const {
    std::filesystem::remove(home_ / (std::string(kPending) + ".sealed"));
}

Result<Device> ParticipantHome::device() const {
    VOUCH_TRY(record, read_record(home_));
    VOUCH_TRY(address, conference_address(record));
    VOUCH_TRY(device, Device::resume(std::move(address), credential_.clone(), record.seen, storage()));
    keep_seen(device.view());
    return device;
}

void ParticipantHome::keep_seen(const DeviceView& view) const {
    client::keep_seen(home_, view.log(), credential_.election_id);
}

Result<std::optional<Bytes>> ParticipantHome::pending() const {
    VOUCH_TRY(stored, vault_.get(std::string(kPending)));
    if (!stored) return std::optional<Bytes>();
    return std::optional<Bytes>(copy(stored->view()));
}

Result<std::vector<BallotReceipt>> ParticipantHome::receipts() const {
    std::vector<std::pair<std::filesystem::file_time_type, Path>> files;
    if (std::filesystem::exists(home_ / "receipts"))
        for (const auto& file : std::filesystem::directory_iterator(home_ / "receipts"))
            if (file.path().extension() == ".json") files.emplace_back(file.last_write_time(), file.path());
    std::ranges::sort(files);
    std::vector<BallotReceipt> out;
    for (const auto& [time, file] : files) {
        auto receipt = parse_receipt(disk::read_text_file(file, kReceiptBytesMax));
        if (!receipt.ok()) return refused(Reason::malformed, says().file.changed({.file = file.string()}));
        out.push_back(*std::move(receipt));
    }
    return out;
}

}    // namespace vouch::client
