#pragma once
// How far an auditor's runs have checked a log. It stands in a file of the auditor's, so that the next run
// need not check the same ballots' proofs again. docs/decisions/0010-an-audit-takes-up-its-own-word.md.

#include <optional>
#include <string>
#include <string_view>

#include "crypto/note.h"
#include "disk/files.h"
#include "election/replay.h"

namespace vouch::client {

/// The version of the verifier. It is raised with every change to what the verifier accepts
/// (CONTRIBUTING.md), so that files of earlier versions no longer count.
inline constexpr std::uint32_t kVerifierVersion = 1;

/// The file's text, six lines.
std::string resume_text(const Vkey& log, const election::LogBeginning& checked,
                        std::uint32_t verifier = kVerifierVersion);
/// Malformed unless it is what resume_text writes for this log and this verifier.
Result<election::LogBeginning> read_resume(std::string_view text, const Vkey& log,
                                           std::uint32_t verifier = kVerifierVersion);

/// The file that one run reads and writes. It is written where there was none, or one of this log by any
/// version. Any other file is left as it is. Members may throw std::runtime_error, as those of disk/files.h.
class ResumeFile {
public:
    ResumeFile(Path path, Vkey log);
    /// How far an earlier run of this version has checked.
    const std::optional<election::LogBeginning>& checked() const { return checked_; }
    /// Why the file cannot be used; empty where it can, or where there is none.
    const std::string& complaint() const { return complaint_; }
    void keep(const election::LogBeginning& checked) const;

private:
    const Path path_;
    const Vkey log_;
    std::optional<election::LogBeginning> checked_;
    bool ours_ = true;    // also where there is no file
    std::string complaint_;
};

}    // namespace vouch::client
