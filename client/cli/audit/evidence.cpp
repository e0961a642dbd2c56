#include "client/cli/audit/evidence.h"

#include "client/cli/audit/verify.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/web_list.h"
#include "crypto/merkle_beginning.h"
#include "crypto/text.h"
#include "election/entry.h"

namespace vouch::client {
namespace {

constexpr std::uintmax_t kServedBytesMax = kWebFileBytesMax;

Rejection not_shown() {
    return refused(Reason::not_fitting, says().evidence.not_shown);
}

class EvidenceCheck {
public:
    EvidenceCheck(const Path& folder, const Evidence& evidence) : folder_(folder), evidence_(evidence) {}

    Result<std::string> run() {
        VOUCH_TRY(later, verify_checkpoint(evidence_.later, evidence_.log));
        later_ = std::move(later.checkpoint);
        switch (evidence_.lie) {
            case Lie::fork:
                return fork();
            case Lie::rollback:
                return rollback();
            case Lie::altered:
                return altered();
            case Lie::missing:
                return missing();
            case Lie::second_open:
            case Lie::second_close:
            case Lie::refused:
                return refused_entry();
            case Lie::bundle:
                return bundle();
        }
        return not_shown();
    }

private:
    /// The two checkpoints by size; both are signed.
    Result<std::pair<Checkpoint, Checkpoint>> smaller_and_larger() const {
        VOUCH_TRY(earlier, verify_checkpoint(evidence_.earlier, evidence_.log));
        std::pair both(earlier.checkpoint, later_);
        if (both.first.size > both.second.size) std::swap(both.first, both.second);
        return both;
    }

    Result<std::string> fork() const {
        VOUCH_TRY(both, smaller_and_larger());
        const auto& [smaller, larger] = both;
        if (smaller.root == larger.root && smaller.size == larger.size) return not_shown();
        if (smaller.size == larger.size)
            return says().evidence.two_roots(
                {.one = to_base64(smaller.root), .other = to_base64(larger.root), .size = smaller.size});
        if (smaller.size == 0 && smaller.root != sha256({}))
            return says().evidence.empty_with_root({.root = to_base64(smaller.root)});
        const auto roots = roots_of(smaller.size, larger.size, evidence_.path);
        if (!roots || roots->whole != larger.root || roots->beginning == smaller.root) return not_shown();
        return says().evidence.not_extended({.beginning = to_base64(roots->beginning),
                                             .larger = larger.size,
                                             .root = to_base64(smaller.root),
                                             .smaller = smaller.size});
    }

    Result<std::string> rollback() const {
        VOUCH_TRY(earlier, verify_checkpoint(evidence_.earlier, evidence_.log));
        if (later_.size >= earlier.checkpoint.size) return not_shown();
        return says().evidence.older({.larger = earlier.checkpoint.size, .smaller = later_.size});
    }

    Result<std::string> altered() const {
        const auto fault = check_log(later_.size, later_.root, log_in_folder(folder_ / kEvidenceLog),
                                     [](std::uint64_t, ByteView, const LeafHash&) { return accepted(); });
        if (!fault || fault->file != evidence_.file || fault->entry != evidence_.entry) return not_shown();
        return says().evidence.altered({.fault = to_string(*fault), .size = later_.size});
    }

    Result<std::string> missing() const {
        VOUCH_TRY(file, LogFile::parse(evidence_.file));
        if (!file.within(later_.size)) return not_shown();
        return says().evidence.missing({.file = evidence_.file, .size = later_.size});
    }

    /// The audit of the log that came along stops at that entry. Whoever makes the evidence cannot add one:
    /// the checkpoint is the log's.
    Result<std::string> refused_entry() const {
        const FetchFile log = log_in_folder(folder_ / kEvidenceLog);
        const auto note = log("checkpoint");
        if (!note || text_of(*note) != evidence_.later) return not_shown();
        const AuditReport report = audit(log, evidence_.log);
        if (!report.fault || !report.fault->file.empty() || report.fault->entry != evidence_.entry ||
            !evidence_.entry)
            return not_shown();
        VOUCH_TRY(kind, kind_at(*evidence_.entry));
        if (lie_of(kind, report.state.phase) != evidence_.lie) return not_shown();
        return says().evidence.refused({.index = *evidence_.entry,
                                        .kind = kind ? election::name(*kind) : std::string_view("?"),
                                        .why = to_string(report.fault->why)});
    }
    Result<std::optional<election::Kind>> kind_at(std::uint64_t index) const {
        VOUCH_TRY(found, fetch_entries(log_in_folder(folder_ / kEvidenceLog), index, later_.size));
        return kind_of_carried(found.front());
    }

    Result<std::string> bundle() const {
        if (!inclusion_holds(0, later_.size, evidence_.path, leaf_hash(evidence_.manifest), later_.root))
            return not_shown();
        VOUCH_TRY(entry, election::decode_entry(evidence_.manifest));
        const auto* manifest = std::get_if<election::Manifest>(&entry.body);
        if (!manifest || !manifest->web_digest) return not_shown();
        const Bytes served = disk::read_file(folder_ / kServedFile, kServedBytesMax);
        const auto wanted = digest_wanted(*manifest->web_digest);
        if (!wanted || sha256(served) == *wanted) return not_shown();
        return says().evidence.bundle(
            {.file = evidence_.file, .served = to_hex(sha256(served)), .wanted = to_hex(*wanted)});
    }
    /// That of the list itself stands in the manifest, those of the other files in the list.
    std::optional<Bytes32> digest_wanted(const Bytes32& of_list) const {
        if (evidence_.file == kWebList) return of_list;
        const auto list = disk::read_file_if_there(folder_ / kEvidenceBundle, kWebListBytesMax);
        if (!list || sha256(*list) != of_list) return {};
        const auto digests = read_web_list(text_of(*list));
        if (!digests.ok() || !digests->contains(evidence_.file)) return {};
        return digests->at(evidence_.file);
    }

    const Path& folder_;
    const Evidence& evidence_;
    Checkpoint later_;
};

}    // namespace

Result<EvidenceFinding> check_evidence(const Path& folder, const Vkey& log, std::span<const Vkey> witnesses) {
    const auto note = disk::read_file_if_there(folder / kStatementFile, kNoteBytesMax);
    if (!note) return refused(Reason::not_fitting, says().evidence.none({.folder = folder.string()}));
    VOUCH_TRY(statement, read_statement(text_of(*note), witnesses));
    if (statement.evidence.log != log)
        return refused(Reason::not_fitting,
                       says().evidence.other_log({.log = statement.evidence.log.name()}));
    VOUCH_TRY(sentence, EvidenceCheck(folder, statement.evidence).run());
    return EvidenceFinding{std::move(statement), std::move(sentence)};
}

}    // namespace vouch::client
