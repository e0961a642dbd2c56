#include "client/cli/witness/cosigner.h"

#include "client/cli/shared/says.h"
#include "client/cli/shared/witness_statuses.h"
#include "crypto/merkle.h"

namespace vouch::client {
namespace {

/// The lines that bear the name of one of the keys; they were verified.
std::vector<NoteSignature> lines_of(const SignedNote& note, const std::vector<Vkey>& vkeys) {
    std::vector<NoteSignature> out;
    for (const NoteSignature& line : note.signatures)
        if (std::ranges::any_of(vkeys, [&](const Vkey& vkey) {
                return vkey.name() == line.name && vkey.key_id() == line.key_id;
            }))
            out.push_back(line);
    return out;
}

WitnessAnswer size_answer(std::uint64_t size) {
    return {kConflict, kSizeType, std::to_string(size) + "\n"};
}

}    // namespace

Cosigner::Cosigner(Path folder, const WitnessKeys& keys, const std::vector<Vkey>& trusted, Alarms& alarms,
                   Now now)
    : folder_(std::move(folder)), keys_(keys), alarms_(alarms), now_(std::move(now)) {
    for (const Vkey& vkey : trusted) trust(vkey);
}

void Cosigner::trust(const Vkey& log) {
    const std::lock_guard lock(mutex_);
    Log& known = logs_[log.name()];
    if (std::ranges::find(known.vkeys, log) != known.vkeys.end()) return;
    known.vkeys.push_back(log);
    if (!known.last) read_last(log.name(), known);
}

void Cosigner::ask_before(const std::string& origin, Agrees agrees) {
    const std::lock_guard lock(mutex_);
    logs_[origin].agrees = std::move(agrees);
}

Path Cosigner::file_of(const std::string& origin) const {
    return folder_ / monitor_path(origin).substr(1);
}

void Cosigner::read_last(const std::string& origin, Log& log) const {
    const auto content = disk::read_file_if_there(file_of(origin), kNoteBytesMax);
    if (!content) return;
    const std::string note = text_of(*content);
    const auto parsed = SignedNote::parse(note);
    const auto ours = parsed.ok() ? verify_note(*parsed, {&keys_.vkey(), 1}) : parsed.rejection();
    const auto checkpoint = parsed.ok() ? Checkpoint::parse(parsed->text) : parsed.rejection();
    if (!ours.ok() || !checkpoint.ok() || checkpoint->origin != origin)
        throw StorageError(says().watch.cosigned_damaged({.file = file_of(origin).string()}));
    log.last = *checkpoint;
    log.note = note;
}

/// The log of a note, whose signature by one of its keys holds; otherwise what to answer.
Result<Cosigner::Signed> Cosigner::known(const std::string& note, WitnessAnswer& refusal) {
    refusal.status = kBadRequest;
    VOUCH_TRY(parsed, SignedNote::parse(note));
    VOUCH_TRY(checkpoint, Checkpoint::parse(parsed.text));
    const auto found = logs_.find(checkpoint.origin);
    refusal.status = kNotFound;
    if (found == logs_.end() || found->second.vkeys.empty()) return {Reason::not_fitting, "origin"};
    refusal.status = kForbidden;
    VOUCH_TRY(good, verify_note(parsed, found->second.vkeys));
    return Signed{&found->second, std::move(parsed), std::move(checkpoint)};
}

WitnessAnswer Cosigner::add_checkpoint(std::string_view body) {
    const auto asked = AddCheckpoint::parse(body);
    if (!asked.ok()) return {kBadRequest};
    WitnessAnswer refusal;
    Agrees agrees;
    {
        const std::lock_guard lock(mutex_);
        const auto posted = known(asked->checkpoint, refusal);
        if (!posted.ok()) return refusal;
        if (alarms_.any_about(posted->checkpoint.origin)) return {kForbidden};
        if (is_fork(*posted->log, posted->checkpoint, asked->checkpoint)) return {kUnprocessable};
        agrees = posted->log->agrees;
    }
    const auto signed_note = SignedNote::parse(asked->checkpoint);
    if (agrees)    // without the lock: it may look at the log first
        if (auto disagrees = agrees(*Checkpoint::parse(signed_note->text), asked->checkpoint))
            return *disagrees;
    const std::lock_guard lock(mutex_);
    const auto posted = known(asked->checkpoint, refusal);
    if (!posted.ok()) return refusal;
    const Checkpoint& checkpoint = posted->checkpoint;
    Log& log = *posted->log;
    if (asked->old_size > checkpoint.size) return {kBadRequest};
    const std::uint64_t last = log.last ? log.last->size : 0;
    if (asked->old_size != last) return size_answer(last);
    const Bytes32 old_root = log.last ? log.last->root : sha256({});
    const bool empty_is_empty = checkpoint.size > 0 || checkpoint.root == sha256({});
    if (!empty_is_empty || !consistency_holds(last, checkpoint.size, asked->proof, old_root, checkpoint.root))
        return {kUnprocessable};
    return {kOk, "text/plain; charset=utf-8", sign(log, *posted)};
}

/// Two roots that the log signed for one size are evidence, whoever sends the second.
bool Cosigner::is_fork(const Log& log, const Checkpoint& checkpoint, const std::string& note) {
    if (!log.last || log.last->size != checkpoint.size || log.last->root == checkpoint.root) return false;
    for (const Vkey& vkey : log.vkeys)
        if (verify_checkpoint(note, vkey).ok() && verify_checkpoint(log.note, vkey).ok()) {
            alarms_.raise({Lie::fork, vkey, log.note, note, {}, {}, {}, {}});
            break;
        }
    return true;
}

void Cosigner::cosign_own(const std::string& note) {
    const std::lock_guard lock(mutex_);
    WitnessAnswer unused;
    const auto what = known(note, unused);
    if (!what.ok() || (what->log->last && what->log->last->size >= what->checkpoint.size)) return;
    sign(*what->log, *what);
}

/// This witness's line, which is stored first.
std::string Cosigner::sign(Log& log, const Signed& what) {
    const NoteSignature line = cosign_note(what.note.text, keys_.vkey(), keys_.sign(), now_());
    SignedNote kept{what.note.text, lines_of(what.note, log.vkeys)};
    kept.signatures.push_back(line);
    const std::string note = kept.to_string();
    disk::write_file(file_of(what.checkpoint.origin), note);
    log.last = what.checkpoint;
    log.note = note;
    return line.to_string();
}

std::optional<std::string> Cosigner::at(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [origin, log] : logs_)
        if (log.last && monitor_path(origin) == path) return log.note;
    return {};
}

}    // namespace vouch::client
