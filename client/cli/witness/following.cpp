#include "client/cli/witness/following.h"

#include "client/cli/shared/says.h"
#include "client/cli/shared/witness_statuses.h"

namespace vouch::client {
namespace {

disk::FolderLock locked(const Path& folder) {
    disk::make_private_folder(folder);
    auto lock = disk::FolderLock::if_free(folder);
    if (!lock) throw StorageError(says().watch.in_use({.folder = folder.string()}));
    return *std::move(lock);
}

/// Runs a look; why it was not made, in a sentence, empty where it was. What the disk throws is thrown.
template <class Look>
std::string failure_of_look(Look look) {
    try {
        const Status done = look();
        return done.ok() ? "" : told(done.rejection());
    } catch (const StorageError&) {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    }
}

}    // namespace

Following::Following(const Path& folder, ConferenceAddress address, WitnessKeys keys,
                     const ConferenceRecord& record, const std::vector<Vkey>& trusted, Now now, Rng& rng)
    : lock_(locked(folder)),
      address_(std::move(address)),
      keys_(std::move(keys)),
      now_(std::move(now)),
      rng_(rng),
      alarms_(folder / "alarms", keys_, now_),
      cosigner_(folder / "cosigned", keys_, trusted, alarms_, now_),
      watch_(folder, log_of(address_), record.election_id, record.seen, alarms_, rng_) {
    view_.url = address_.url();
    view_.witness = keys_.vkey().to_string();
    trust_followed();
}

/// Once the log's key is known.
void Following::trust_followed() {
    if (!watch_.log_vkey() || watch_.copy().size() == 0) return;
    cosigner_.trust(*watch_.log_vkey());
    cosigner_.ask_before(watch_.log_vkey()->name(),
                         [this](const Checkpoint& checkpoint, const std::string& note) {
                             return disagrees(checkpoint, note);
                         });
    if (watch_.holds()) cosigner_.cosign_own(watch_.copy().note());
    const std::lock_guard lock(view_mutex_);
    view_.checkpoint = watch_.copy().checkpoint();
}

void Following::look() {
    const std::lock_guard lock(desk_);
    look_once();
}

void Following::look_once() {
    const std::string failure = failure_of_look([this] { return watch_.look(); });
    trust_followed();
    const std::lock_guard lock(view_mutex_);
    view_.failure = failure;
    if (failure.empty()) view_.looked_at = now_();
}

void Following::look_at_web_client() {
    const auto digest = digest_to_look_for();
    if (!digest) return;
    const std::string failure = failure_of_look([&]() -> Status {
        VOUCH_TRY(wrong, look_at_web_client_of(address_, *digest, rng_));
        if (wrong) raise(*wrong);
        return accepted();
    });
    const std::lock_guard lock(view_mutex_);
    view_.web_failure = failure;
    if (failure.empty()) view_.web_looked_at = now_();
}

/// Nothing where the manifest names no web client, or another one was seen already.
std::optional<Bytes32> Following::digest_to_look_for() {
    const std::lock_guard lock(desk_);
    if (watch_.copy().size() == 0 || alarms_.has(Lie::bundle, watch_.log_vkey()->name())) return {};
    return watch_.state().manifest.web_digest;
}

void Following::raise(const WrongWebFile& wrong) {
    const std::lock_guard lock(desk_);
    const LogCopy& copy = watch_.copy();
    Evidence evidence{Lie::bundle, *watch_.log_vkey(), {}, copy.note(), {}, wrong.file, {}, {}};
    evidence.path = inclusion_proof(0, copy.size(), copy.subtrees());
    evidence.manifest = copy.first_entry();
    alarms_.raise(evidence, [&](const Path& folder) {
        disk::write_file(folder / kServedFile, wrong.served);
        if (!wrong.list.empty()) disk::write_file(folder / kEvidenceBundle, wrong.list);
    });
}

WitnessAnswer Following::add_checkpoint(std::string_view body) {
    return cosigner_.add_checkpoint(body);
}

/// Of the conference's own log this witness cosigns what it has replayed itself; it looks where it has not
/// yet.
std::optional<WitnessAnswer> Following::disagrees(const Checkpoint& checkpoint, const std::string& note) {
    const std::unique_lock lock(desk_, kDeskTime);
    if (!lock) return WitnessAnswer{kUnavailable};
    if (checkpoint.size > watch_.copy().size()) look_once();
    if (!watch_.holds()) return WitnessAnswer{kForbidden};
    if (checkpoint.size > watch_.copy().size()) return WitnessAnswer{kUnavailable};
    if (watch_.contradicted_by(checkpoint, note)) return WitnessAnswer{kUnprocessable};
    return {};
}

WitnessView Following::view() const {
    WitnessView out;
    {
        const std::lock_guard lock(view_mutex_);
        out = view_;
    }
    out.alarms = alarms_.all();
    return out;
}

std::optional<Bytes32> Following::election_id() {
    const std::lock_guard lock(desk_);
    if (watch_.copy().size() == 0) return {};
    return watch_.state().election_id;
}

}    // namespace vouch::client
