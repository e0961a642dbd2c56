#pragma once
// How far an auditor's runs have checked a log, in a file of the auditor's own, so that the next run need not
// check the same ballots' proofs again. docs/decisions/0010-an-audit-takes-up-its-own-word.md.

#include <optional>
#include <string>
#include <string_view>

#include "crypto/note.h"
#include "disk/files.h"
#include "election/replay.h"

namespace vouch::client {

/// Of the verifier: raised with every change to what it takes (CONTRIBUTING.md), so that no earlier one's
/// word counts any more.
inline constexpr std::uint32_t kVerifierVersion = 1;

/// The file's text, six lines.
std::string resume_text(const Vkey& log, const election::LogBeginning& checked,
                        std::uint32_t verifier = kVerifierVersion);
/// Malformed unless resume_text wrote it, for this log and this verifier.
Result<election::LogBeginning> read_resume(std::string_view text, const Vkey& log,
                                           std::uint32_t verifier = kVerifierVersion);

/// The file of one run. It is written where there was none, or where it was of this log, by whatever
/// version; a file that is anything else is left as it is. Members may throw std::runtime_error, as those of
/// disk/files.h.
class ResumeFile {
public:
    ResumeFile(Path path, Vkey log);
    /// By an earlier run of this version of the verifier.
    const std::optional<election::LogBeginning>& checked() const { return checked_; }
    /// Why the file is of no use; empty where it is, or is not there.
    const std::string& complaint() const { return complaint_; }
    void keep(const election::LogBeginning& checked) const;

private:
    const Path path_;
    const Vkey log_;
    std::optional<election::LogBeginning> checked_;
    bool ours_ = true;    // or not there
    std::string complaint_;
};

}    // namespace vouch::client
