#include "server/keys.h"

#include "crypto/random.h"
#include "disk/files.h"
#include "server/files.h"

namespace vouch::server {
namespace {

constexpr auto kLogKeyFile = "log-key";
constexpr auto kBoxKeyFile = "box-key";
constexpr auto kBoxPublicKeyFile = "box-key.pub";
constexpr auto kVkeyFile = "log.vkey";
constexpr std::size_t kVkeyBytesMax = 1024;

SecretBytes<32> random_seed() {
    SecretBytes<32> seed;
    system_rng().fill(seed.mutable_view());
    return seed;
}

}    // namespace

void ConferenceKeys::make(const std::filesystem::path& folder, const std::string& origin) {
    const SecretBytes<32> log_seed = random_seed(), box_seed = random_seed();
    const auto vkey = Vkey::make(origin, NoteKeyType::log, SigningKey(log_seed).public_key());
    if (!vkey) throw StorageError("the server's name does not fit into a log's name: " + origin);
    write_seed(folder / kLogKeyFile, log_seed);
    write_seed(folder / kBoxKeyFile, box_seed);
    disk::write_file(folder / kBoxPublicKeyFile, BoxKey(box_seed).public_key());
    disk::write_file(folder / kVkeyFile, vkey->to_string() + "\n");
}

ConferenceKeys::ConferenceKeys(std::filesystem::path folder) : folder_(std::move(folder)) {
    const auto log_seed = read_seed(folder_ / kLogKeyFile);
    const auto vkey_file = disk::read_file_if_there(folder_ / kVkeyFile, kVkeyBytesMax);
    const auto box_public_key = disk::read_file_if_there(folder_ / kBoxPublicKeyFile, 32);
    if (!log_seed || !vkey_file || !box_public_key || box_public_key->size() != 32)
        throw StorageError("the keys in " + folder_.string() + " are not complete");
    log_key_.emplace(*log_seed);
    std::copy(box_public_key->begin(), box_public_key->end(), box_public_key_.begin());

    std::string text = text_of(*vkey_file);
    if (text.ends_with('\n')) text.pop_back();
    const auto vkey = Vkey::parse(text, NoteKeyType::log);
    if (!vkey || vkey->key() != log_key_->public_key())
        throw StorageError((folder_ / kVkeyFile).string() + " is not that of the log's key");
    vkey_ = *vkey;
    // A file of zeros is left where the power failed while the key was destroyed.
    if (const auto box_seed = read_seed(folder_ / kBoxKeyFile))
        if (BoxKey key(*box_seed); key.public_key() == box_public_key_)
            box_key_ = std::make_shared<const BoxKey>(std::move(key));
    box_key_lost_ = !box_key_;
}

std::shared_ptr<const BoxKey> ConferenceKeys::box_key() const {
    const std::lock_guard lock(mutex_);
    return box_key_;
}

std::optional<Rejection> ConferenceKeys::lost_box_key() const {
    const std::lock_guard lock(mutex_);
    if (!box_key_lost_) return {};
    return Rejection{Reason::over_capacity,
                     "the server lacks the key that opens ballots: the file box-key is missing in the "
                     "conference's folder, or it is another key's. Nobody can vote until the operator puts "
                     "it back from a backup and starts the server again"};
}

void ConferenceKeys::destroy_box_key() {
    {
        const std::lock_guard lock(mutex_);
        box_key_lost_ = false;
        box_key_.reset();
    }
    destroy_seed(folder_ / kBoxKeyFile);
}

}    // namespace vouch::server
