// What an audit says: to people, line by line, and to scripts.

#include <fmt/core.h>

#include "client/cli/audit/verify.h"
#include "client/cli/shared/json.h"
#include "client/cli/shared/text.h"
#include "election/outcome.h"

namespace vouch::client {
namespace {

constexpr std::size_t kWhatColumns = 26, kVerdictColumns = 13;

Json result_json(const election::State& state) {
    Json lines = Json::array();
    for (std::size_t i = 0; i < state.result->lines.size(); ++i) {
        const election::ResultLine& line = state.result->lines[i];
        lines.push_back({{"name", state.manifest.officials[i].name},
                         {"position", state.manifest.officials[i].position.front()},
                         {"high", line.high},
                         {"medium", line.medium},
                         {"low", line.low},
                         {"blank", line.blank},
                         {"outcome", line.outcome}});
    }
    return lines;
}

}    // namespace

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds:
            return "holds";
        case Verdict::fails:
            return "FAILS";
        case Verdict::not_verified:
            return "not verified";
        case Verdict::nothing_yet:
            return "nothing yet";
    }
    return "";
}

std::string to_string(const AuditFault& fault) {
    std::string where;
    if (fault.entry) where = fmt::format("entry {}", *fault.entry);
    if (!fault.file.empty()) where += (where.empty() ? "" : " in ") + fault.file;
    return (where.empty() ? "" : where + ": ") + to_string(fault.why);
}

bool AuditReport::holds() const {
    return !fault && std::ranges::none_of(checks, [](const AuditCheck& check) {
        return check.verdict == Verdict::fails || check.verdict == Verdict::not_verified;
    });
}

std::string AuditReport::sentence() const {
    if (stopped)
        return fmt::format("Stopped at entry {} of {}: the log is not verified.", state.log.size(),
                           checkpoint.size);
    if (!holds()) return fmt::format("The log does not hold: {}.", fault ? to_string(*fault) : "see above");
    std::string also = state.manifest.rehearsal ? " This was a rehearsal." : "";
    if (proofs_before > 0)
        also += fmt::format(" The proofs of {} were checked in an earlier run, not in this one.",
                            counted(proofs_before, "ballot"));
    if (state.phase == election::Phase::published)
        return fmt::format("Everything holds: {}, {}, phase {}.{}",
                           counted(state.ballots.size(), "counted ballot"),
                           counted(checkpoint.size, "entry", "entries"), name(state.phase), also);
    return fmt::format("Everything in the log so far holds: {}, phase {}; there is no result.{}",
                       counted(checkpoint.size, "entry", "entries"), name(state.phase), also);
}

std::string AuditReport::text() const {
    std::string out;
    for (const AuditCheck& check : checks) {
        std::string line = pad_right(check.what, kWhatColumns) +
                           pad_right(name(check.verdict), kVerdictColumns) + shown(check.detail);
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    if (!earlier_run.empty()) out += pad_right("earlier run", kWhatColumns) + shown(earlier_run) + "\n";
    if (!fingerprint.empty()) out += pad_right("fingerprint", kWhatColumns) + fingerprint + "\n";
    return out + shown(sentence()) + "\n";
}

nlohmann::ordered_json AuditReport::json() const {
    Json list = Json::array();
    for (const AuditCheck& check : checks)
        list.push_back({{"check", check.what}, {"verdict", name(check.verdict)}, {"detail", check.detail}});
    Json out{{"holds", holds()},
             {"sentence", sentence()},
             {"checks", list},
             {"log", checkpoint.origin},
             {"size", checkpoint.size},
             {"root", to_base64(checkpoint.root)},
             {"election_id", to_hex(state.election_id)},
             {"fingerprint", fingerprint},
             {"phase", name(state.phase)},
             {"rehearsal", state.manifest.rehearsal},
             {"summoned", state.summoned()},
             {"present", state.present()},
             {"ballots_counted", state.ballots.size()},
             {"ballot_proofs",
              {{"checked_in_this_run", proofs_now}, {"checked_in_an_earlier_run", proofs_before}}}};
    if (!earlier_run.empty()) out["earlier_run"] = earlier_run;
    if (stopped) out["stopped"] = true;
    if (fault) {
        out["fault"] = {{"reason", static_cast<std::uint32_t>(fault->why.reason)},
                        {"name", vouch::name(fault->why.reason)},
                        {"detail", fault->why.detail}};
        if (fault->entry) out["fault"]["entry"] = *fault->entry;
        if (!fault->file.empty()) out["fault"]["file"] = fault->file;
    }
    if (holds() && state.result) out["result"] = result_json(state);
    return out;
}

}    // namespace vouch::client
