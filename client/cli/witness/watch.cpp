#include "client/cli/witness/watch.h"

#include "client/cli/shared/says.h"
#include "crypto/merkle_beginning.h"

namespace vouch::client {
namespace {

constexpr const char* kWatchedCheckpoint = "checkpoint";
/// No log that the rules let grow has more entries: 65,536 people who each replace their ballot a hundred
/// times.
constexpr std::uint64_t kEntriesMax = std::uint64_t{1} << 23;

Status taken(std::uint64_t, ByteView, const LeafHash&) {
    return accepted();
}

void copy_files(const Path& from, const Path& to) {
    for (const auto& found : std::filesystem::recursive_directory_iterator(from))
        if (found.is_regular_file())
            disk::write_file(to / std::filesystem::relative(found.path(), from),
                             disk::read_file(found.path()));
}

/// So many of them at most, each as likely as any other.
std::vector<LogFile> some_of(std::vector<LogFile> files, std::size_t most, Rng& rng) {
    std::vector<LogFile> out;
    while (!files.empty() && out.size() < most) {
        ByteArray<8> random;
        rng.fill(random);
        std::size_t place = 0;
        std::memcpy(&place, random.data(), sizeof place);
        place %= files.size();    // of 2^64: no place is likelier by more than the chance of a collision
        out.push_back(files[place]);
        files.erase(files.begin() + static_cast<std::ptrdiff_t>(place));
    }
    return out;
}

}    // namespace

Watch::Watch(const Path& folder, FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen,
             Alarms& alarms, Rng& rng)
    : log_(std::move(log)),
      election_id_(election_id),
      seen_(seen),
      alarms_(alarms),
      rng_(rng),
      copy_(folder / "log"),
      scratch_(folder / "scratch"),
      checked_file_(folder / "checked") {
    if (copy_.size() > 0) take_up();
}

void Watch::take_up() {
    copy_.for_each_entry([this](ByteView entry) {
        if (!vkey_) {
            const auto first = election::decode_entry(entry);
            const auto* manifest = first.ok() ? std::get_if<election::Manifest>(&first->body) : nullptr;
            const auto vkey = manifest ? Vkey::parse(manifest->log_vkey, NoteKeyType::log)
                                       : Result<Vkey>(Reason::malformed, "");
            if (!vkey.ok())    // begin() took no other
                throw StorageError(says().watch.copy_damaged({.folder = scratch_.parent_path().string()}));
            vkey_ = *vkey;
            start_replay();
        }
        add(entry);
    });
    settle();
}

void Watch::start_replay() {
    checked_.emplace(checked_file_, *vkey_);
    replay_.emplace(system_rng(), election::Replay::Taken(), threads_,
                    checked_->checked().value_or(election::LogBeginning()));
}

Status Watch::look() {
    if (vkey_ && alarms_.any_about(vkey_->name())) return accepted();
    if (copy_.size() == 0) return begin();
    const auto fetched = log_(kWatchedCheckpoint);
    if (!fetched) return is_missing(kWatchedCheckpoint, copy_.note());
    const std::string note = text_of(*fetched);
    VOUCH_TRY(verified, verify_checkpoint(note, *vkey_));
    const Checkpoint& claimed = verified.checkpoint;
    if (contradicted_by(claimed, note)) return accepted();
    if (claimed.size < copy_.size()) {
        alarms_.raise(found(Lie::rollback, note));
        return accepted();
    }
    if (claimed.size > copy_.size()) VOUCH_REQUIRE(grow(claimed, note));
    if (!holds()) return accepted();
    VOUCH_REQUIRE(look_again());
    missing_looks_ = 0;
    return accepted();
}

/// The manifest names the log's key, which from then on is the one that signs.
Status Watch::begin() {
    const auto fetched = log_(kWatchedCheckpoint);
    if (!fetched) return refused(Reason::not_fitting, says().log.none_yet);
    const std::string note = text_of(*fetched);
    VOUCH_TRY(parsed, SignedNote::parse(note));
    VOUCH_TRY(stated, Checkpoint::parse(parsed.text));
    VOUCH_TRY(first, fetch_first_entry(log_, stated.size, election_id_));
    VOUCH_TRY(verified, verify_checkpoint(note, first.log_vkey));
    first_ = std::move(first.carried);
    vkey_ = std::move(first.log_vkey);
    start_replay();
    return grow(verified.checkpoint, note);
}

/// What other commands of the same folder saw before there was a copy.
Status Watch::check_beginning(const std::vector<Bytes>& entries) const {
    if (entries.front() != first_) return refused(Reason::not_fitting, says().log.two_firsts);
    if (!seen_) return accepted();
    MerkleFrontier tree;
    for (const Bytes& entry : entries) {
        if (tree.size() == seen_->size) break;
        tree.append(leaf_hash(entry));
    }
    if (tree.size() == seen_->size && tree.root() == seen_->root) return accepted();
    return refused(Reason::not_fitting, says().log.lost_seen);
}

bool Watch::contradicted_by(const Checkpoint& checkpoint, const std::string& note) {
    if (checkpoint.size > copy_.size() || copy_.root_at(checkpoint.size) == checkpoint.root) return false;
    Evidence fork = found(Lie::fork, note);
    if (checkpoint.size > 0 && checkpoint.size < copy_.size())
        fork.path = path_of_beginning(checkpoint.size, copy_.size(), copy_.subtrees());
    alarms_.raise(fork);
    return true;
}

Evidence Watch::found(Lie lie, const std::string& note) const {
    return {lie, *vkey_, copy_.note() == note ? std::string() : copy_.note(), note, {}, {}, {}, {}};
}

Status Watch::grow(const Checkpoint& claimed, const std::string& note) {
    if (claimed.size > kEntriesMax) return {Reason::too_large, "log: entries"};
    const auto fresh = fetch_entries(log_, copy_.size(), claimed.size);
    if (fresh.ok()) {
        MerkleFrontier grown = frontier_;
        for (const Bytes& entry : *fresh) grown.append(leaf_hash(entry));
        if (grown.root() == claimed.root) {
            if (copy_.size() == 0) VOUCH_REQUIRE(check_beginning(*fresh));
            take(*fresh, note);
            return accepted();
        }
    }
    return examine(claimed, note);
}

/// First what was signed is stored, then it is looked at: a crash in between, and the next start looks at it.
void Watch::take(const std::vector<Bytes>& fresh, const std::string& note) {
    copy_.grow(fresh, note);
    for (const Bytes& entry : fresh) add(entry);
    settle();
}

void Watch::add(ByteView entry) {
    frontier_.append(leaf_hash(entry));
    replay_->feed(entry);
}

void Watch::settle() {
    replay_->finish();
    const auto& refusal = replay_->refusal();
    if (!refusal) return checked_->keep({copy_.size(), copy_.checkpoint().root});
    if (!replay_->begins_as_checked())
        throw StorageError(says().watch.copy_damaged({.folder = checked_file_.string()}));
    Evidence evidence = found(lie_of(refusal->kind, replay_->state().phase), copy_.note());
    evidence.entry = refusal->index;
    alarms_.raise(evidence, [this](const Path& folder) { copy_.write_to(folder / kEvidenceLog); });
}

/// The entries do not lead from the copy to the checkpoint. Either the log fits its checkpoint, and is
/// another one, or its files do not fit.
Status Watch::examine(const Checkpoint& claimed, const std::string& note) {
    VOUCH_REQUIRE(fetch_all(claimed, note));
    disk::write_file(scratch_ / kWatchedCheckpoint, note);
    if (check_log(claimed.size, claimed.root, log_in_folder(scratch_), taken)) {
        blame(note, claimed);
        return accepted();
    }
    const Rejection came_otherwise = refused(Reason::not_fitting, says().watch.came_otherwise);
    if (copy_.size() == 0) return came_otherwise;
    Evidence fork = found(Lie::fork, note);
    fork.path = path_of_beginning(copy_.size(), claimed.size,
                                  subtrees_of(tiles_of(log_in_folder(scratch_), claimed.size)));
    const auto roots = roots_of(copy_.size(), claimed.size, fork.path);
    if (roots && roots->beginning == copy_.checkpoint().root) return came_otherwise;
    alarms_.raise(fork);
    return accepted();
}

/// The files of the log as they are sent, into the scratch folder.
Status Watch::fetch_all(const Checkpoint& claimed, const std::string& note) {
    std::filesystem::remove_all(scratch_);
    return for_each_file(0, claimed.size, [&](const LogFile& wanted) -> Status {
        LogFile file = wanted;
        auto content = log_(file.path());
        if (!content && file.width != kTileWidth) {
            file = file.full();
            content = log_(file.path());
        }
        if (!content) return is_missing(wanted.path(), note);
        disk::write_file(scratch_ / file.path(), *content);
        return accepted();
    });
}

/// Raises the alarm about the file in the scratch folder that does not fit the checkpoint.
void Watch::blame(const std::string& note, const Checkpoint& checkpoint) {
    disk::write_file(scratch_ / kWatchedCheckpoint, note);
    const auto fault = check_log(checkpoint.size, checkpoint.root, log_in_folder(scratch_), taken);
    if (!fault) return;
    Evidence evidence = found(Lie::altered, note);
    evidence.file = fault->file;
    evidence.entry = fault->entry;
    alarms_.raise(evidence, [this](const Path& folder) { copy_files(scratch_, folder / kEvidenceLog); });
}

Status Watch::look_again() {
    std::vector<LogFile> files;
    VOUCH_REQUIRE(for_each_file(0, copy_.size(), [&files](const LogFile& file) -> Status {
        files.push_back(file);
        return accepted();
    }));
    for (const LogFile& file : some_of(std::move(files), kFilesAgain, rng_)) VOUCH_REQUIRE(compare(file));
    return accepted();
}

/// A full file begins with the partial ones that it took the place of.
Status Watch::compare(const LogFile& file) {
    const auto ours = copy_.file(file);
    if (!ours) throw StorageError(says().watch.copy_damaged({.folder = file.path()}));
    LogFile sent_as = file;
    auto sent = log_(file.path());
    if (!sent && file.width != kTileWidth) {
        sent_as = file.full();
        sent = log_(sent_as.path());
    }
    if (!sent) return is_missing(file.path(), copy_.note());
    const bool begins_so = sent->size() >= ours->size() && equal(ByteView(*sent).first(ours->size()), *ours);
    if (begins_so && (sent_as != file || sent->size() == ours->size())) return accepted();
    std::filesystem::remove_all(scratch_);
    copy_.write_to(scratch_);
    std::filesystem::remove(scratch_ / file.path());
    disk::write_file(scratch_ / sent_as.path(), *sent);
    blame(copy_.note(), copy_.checkpoint());
    return accepted();
}

Status Watch::is_missing(const std::string& file, const std::string& note) {
    if (++missing_looks_ < kMissingLooks)
        return refused(Reason::not_fitting, says().log.file_missing({.file = file}));
    Evidence evidence = found(Lie::missing, note);
    evidence.file = file;
    alarms_.raise(evidence);
    return refused(Reason::not_fitting, says().log.file_missing({.file = file}));
}

}    // namespace vouch::client
