#include "client/cli/audit/resume.h"

#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <charconv>

namespace vouch::client {
namespace {

constexpr std::string_view kTitle =
    "vouch audit: how far the ballots' proofs of a log were checked\n"
    "Yours alone. Whoever writes this file says which ballots you do not check: take it from nobody.\n";

/// What stands behind a name at the beginning of a line.
std::string_view field(std::string_view text, std::string_view name) {
    const std::size_t at = text.find(name);
    if (at == text.npos) return {};
    const std::string_view rest = text.substr(at + name.size());
    return rest.substr(0, rest.find('\n'));
}

}    // namespace

std::string resume_text(const Vkey& log, const election::LogBeginning& checked, std::uint32_t verifier) {
    return fmt::format("{}verifier {}\nlog {}\nsize {}\nroot {}\n", kTitle, verifier, log.to_string(),
                       checked.size, to_base64(checked.root));
}

Result<election::LogBeginning> read_resume(std::string_view text, const Vkey& log, std::uint32_t verifier) {
    election::LogBeginning out;
    const std::string_view size = field(text, "\nsize ");
    std::from_chars(size.data(), size.data() + size.size(), out.size);
    const auto root = from_base64(field(text, "\nroot "));
    if (root.ok() && root->size() == out.root.size()) std::ranges::copy(*root, out.root.begin());
    // One spelling, whatever could be read of it.
    if (resume_text(log, out, verifier) != text)
        return {Reason::malformed, "not how far this verifier checked this log"};
    return out;
}

ResumeFile::ResumeFile(Path path, Vkey log) : path_(std::move(path)), log_(std::move(log)) {
    const auto content = disk::read_file_if_there(path_, disk::kFileBytesMax);
    if (!content) return;
    const std::string text = text_of(*content);
    std::uint32_t verifier = 0;
    const std::string_view stated = field(text, "\nverifier ");
    std::from_chars(stated.data(), stated.data() + stated.size(), verifier);
    const auto checked = read_resume(text, log_, verifier);
    ours_ = checked.ok();
    if (ours_ && verifier == kVerifierVersion)
        checked_ = *checked;
    else if (ours_)
        complaint_ = says().report.other_version({.file = path_.string()});
    else
        complaint_ = says().report.not_of_this_log({.file = path_.string()});
}

void ResumeFile::keep(const election::LogBeginning& checked) const {
    if (ours_) disk::write_file(path_, resume_text(log_, checked), disk::Access::owner);
}

}    // namespace vouch::client
