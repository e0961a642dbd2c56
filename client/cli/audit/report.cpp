// What an audit says: to people, line by line, and to scripts.

#include <fmt/core.h>

#include "client/cli/audit/verify.h"

#include "client/cli/shared/json.h"
#include "client/cli/shared/says.h"
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

const char* phase_word(election::Phase phase) {
    const auto& all = says().report;
    switch (phase) {
        case election::Phase::first:
            return all.phase_first;
        case election::Phase::setup:
            return all.phase_setup;
        case election::Phase::voting:
            return all.phase_voting;
        case election::Phase::counting:
            return all.phase_counting;
        case election::Phase::published:
            return all.phase_published;
        case election::Phase::too_few_ballots:
            return all.phase_too_few_ballots;
        case election::Phase::no_quorum:
            return all.phase_no_quorum;
        case election::Phase::annulled:
            return all.phase_annulled;
    }
    return "";
}

}    // namespace

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds:
            return says().report.holds;
        case Verdict::fails:
            return says().report.fails;
        case Verdict::not_verified:
            return says().report.not_verified;
        case Verdict::nothing_yet:
            return says().report.nothing_yet;
    }
    return "";
}

std::string to_string(const AuditFault& fault) {
    const auto& all = says().report;
    std::string where = fault.file;
    if (fault.entry)
        where = fault.file.empty() ? all.at_entry({.entry = *fault.entry})
                                   : all.entry_in({.entry = *fault.entry, .file = fault.file});
    const std::string why = to_string(fault.why);
    return where.empty() ? why : all.where({.where = where, .why = why});
}

bool AuditReport::holds() const {
    return !fault && std::ranges::none_of(checks, [](const AuditCheck& check) {
        return check.verdict == Verdict::fails || check.verdict == Verdict::not_verified;
    });
}

std::string AuditReport::sentence() const {
    const auto& all = says().report;
    if (stopped) return all.stopped({.entry = state.log.size(), .size = checkpoint.size});
    if (!holds()) return all.does_not_hold({.why = fault ? to_string(*fault) : all.see_above});
    const std::string entries = all.entries({.count = checkpoint.size});
    std::string out = state.phase == election::Phase::published
                          ? all.everything({.ballots = all.counted_ballots({.count = state.ballots.size()}),
                                            .entries = entries,
                                            .phase = phase_word(state.phase)})
                          : all.so_far({.entries = entries, .phase = phase_word(state.phase)});
    if (state.manifest.rehearsal) out = all.rehearsal({.sentence = out});
    return proofs_before > 0 ? all.earlier({.count = proofs_before, .sentence = out}) : out;
}

std::string AuditReport::text() const {
    std::string out;
    for (const AuditCheck& check : checks) {
        std::string line = pad_right(check.what, kWhatColumns) +
                           pad_right(name(check.verdict), kVerdictColumns) + shown(check.detail);
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    if (!earlier_run.empty())
        out += pad_right(says().report.earlier_run, kWhatColumns) + shown(earlier_run) + "\n";
    if (!fingerprint.empty()) out += pad_right(says().report.fingerprint, kWhatColumns) + fingerprint + "\n";
    if (!program.empty()) out += pad_right(says().report.program, kWhatColumns) + program + "\n";
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
    if (!program.empty()) out["program"] = program;
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
