#include <fmt/core.h>

#include "client/cli/audit/resume.h"
#include "client/cli/audit/source.h"
#include "client/cli/audit/verify.h"
#include "client/cli/commands.h"
#include "client/cli/shared/csv.h"
#include "client/cli/shared/interrupt.h"
#include "client/cli/shared/mine_text.h"
#include "client/cli/shared/minutes.h"
#include "client/cli/shared/minutes_pdf.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/refusal_file.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/shown_manifest.h"
#include "client/cli/shared/vkey_lines.h"
#include "election/outcome.h"
#include "election/refusal.h"
#include "election/results_files.h"
#include "election/typed.h"

namespace vouch::client {
namespace {

constexpr int kReportIndent = 2;
constexpr std::size_t kRefusalFileBytesMax = 256 << 10;    // with the largest ballot

/// The whole log, replayed; a report that does not hold is still a report.
Result<AuditReport> audit_source(const Common& common, const AuditSource& source, AuditOptions options) {
    VOUCH_TRY(vkey, read_vkey(source.vkey));
    VOUCH_TRY(opened, open_source(common, source.source));
    if (!options.results_json) options.results_json = std::move(opened.results_json);
    Progress bar(says().audit.verifying, 0);
    options.progress = [&bar](std::uint64_t done, std::uint64_t total, std::uint64_t ballots) {
        bar.at(done, total, ballots);
    };
    return audit(opened.log, vkey, options);
}

/// The same with a file in which runs note how far they came; Ctrl-C stops this one.
Result<AuditReport> audit_with_resume(const Common& common, const AuditSource& source, AuditOptions options,
                                      const Path& file) {
    VOUCH_TRY(vkey, read_vkey(source.vkey));
    const ResumeFile resume(file, vkey);
    const Interrupt interrupt;
    options.checked_before = resume.checked();
    options.keep = [&](const election::LogBeginning& checked) { resume.keep(checked); };
    options.stop = [&] { return interrupt.came(); };
    VOUCH_TRY(report, audit_source(common, source, std::move(options)));
    if (!resume.complaint().empty()) report.earlier_run = resume.complaint();
    return report;
}

/// The same for verbs that go on from there: only with a log that holds.
Result<AuditReport> audit_that_holds(const Common& common, const AuditSource& source,
                                     AuditOptions options = {}) {
    VOUCH_TRY(report, audit_source(common, source, std::move(options)));
    if (!report.holds())
        return refused(report.fault ? report.fault->why.reason : Reason::not_fitting, report.sentence());
    return report;
}

/// The names in what is going to be written to the terminal, so that none of them adds a line to the minutes.
void show_names(election::State& state) {
    state.manifest = shown(std::move(state.manifest));
    if (!state.ceremony) return;
    for (election::Trustee& trustee : state.ceremony->board.trustees) trustee.name = shown(trustee.name);
}

/// A tracker as it was typed: 64 hexadecimal digits, or the 28 characters that devices show.
Result<Bytes32> read_tracker(const std::string& typed, const election::TrackerIndex& trackers) {
    if (const auto bytes = from_hex(typed); bytes.ok() && bytes->size() == 32) return exactly<32>(*bytes);
    VOUCH_TRY(shown, read_typed_text(typed, election::kTypedTracker));
    return trackers.shown_as(shown).value_or(Bytes32{});    // which no ballot has
}

}    // namespace

Result<CommandOutput> audit_fetch(const Common& common, const std::string& url, const Path& out) {
    VOUCH_TRY(source, open_source(common, url));
    Progress bar(says().audit.fetching, 0);
    VOUCH_TRY(copied, copy_log(source.log, out / "log",
                               [&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); }));
    if (source.results_json) disk::write_file(out / "results.json", *source.results_json);
    return CommandOutput{
        says().audit.fetched({.entries = copied.size,
                              .fetched = copied.files_fetched,
                              .folder = (out / "log").string(),
                              .there = copied.files_there}),
        {{"size", copied.size}, {"fetched", copied.files_fetched}, {"there", copied.files_there}}};
}

Result<CommandOutput> audit_verify(const Common& common, const AuditVerify& wanted) {
    VOUCH_REQUIRE(require_free(wanted.report));
    AuditOptions options;
    if (!wanted.results.empty()) options.results_json = disk::read_text_file(wanted.results);
    if (!wanted.named_roll.empty()) {
        auto roll = read_named_roll(disk::read_text_file(wanted.named_roll));
        if (!roll.ok()) return mistaken(roll.mistakes, wanted.named_roll, says().audit.nothing_checked);
        options.named_roll = std::move(roll.value);
    }
    if (!wanted.witnesses.empty()) {
        VOUCH_TRY(lines, read_vkey_file(wanted.witnesses, NoteKeyType::witness));
        for (VkeyLine& line : lines) options.witnesses.push_back(std::move(line.vkey));
    }
    VOUCH_TRY(report, wanted.resume.empty()
                          ? audit_source(common, wanted, std::move(options))
                          : audit_with_resume(common, wanted, std::move(options), wanted.resume));
    report.program = wanted.program;
    if (!wanted.report.empty()) disk::write_file(wanted.report, report.json().dump(2) + "\n");
    CommandOutput answer{report.text(), report.json(), kReportIndent};
    if (report.holds() && report.state.result)
        answer.sentence += "\n" + results_table(shown(report.state.manifest), *report.state.result,
                                                report.state.base(), common.language);
    if (report.stopped) {
        answer.ended = refused(Reason::not_fitting, says().audit.stopped);
    } else if (!report.holds()) {
        answer.ended = refused(report.fault ? report.fault->why.reason : Reason::not_fitting,
                               says().audit.does_not_hold);
    }
    return answer;
}

Result<CommandOutput> audit_lookup(const Common& common, const AuditSource& source,
                                   const std::string& typed) {
    AuditOptions options;
    options.trackers = true;
    VOUCH_TRY(report, audit_that_holds(common, source, std::move(options)));
    VOUCH_TRY(tracker, read_tracker(typed, report.trackers));
    const auto found = report.trackers.find(tracker);
    if (found.standing == election::Standing::absent)
        return CommandOutput{.sentence = says().audit.absent,
                             .json = {{"standing", name(found.standing)}},
                             .ended = refused(Reason::not_fitting, says().audit.absent_next)};
    return CommandOutput{
        found.standing == election::Standing::superseded ? says().audit.superseded_at({.index = found.index})
                                                         : says().audit.counted_at({.index = found.index}),
        {{"standing", name(found.standing)}, {"index", found.index}, {"revision", found.revision}}};
}

Result<CommandOutput> audit_refusal(const Common& common, const AuditSource& source, const Path& file) {
    VOUCH_TRY(evidence, parse_refusal(disk::read_text_file(file, kRefusalFileBytesMax)));
    VOUCH_TRY(report, audit_that_holds(common, source));
    VOUCH_TRY(vkey, read_vkey(source.vkey));
    VOUCH_TRY(judged, election::judge_refusal(report.state, vkey.key(), evidence));
    CommandOutput out{"", {{"standing", election::name(judged.standing)}}};
    switch (judged.standing) {
        case election::RefusalStanding::right:
            out.sentence = judged.fault ? says().audit.refusal_of_no_ballot({.why = told(*judged.fault)})
                                        : says().audit.refusal_right;
            return out;
        case election::RefusalStanding::recorded:
            out.sentence = says().audit.refusal_recorded;
            return out;
        case election::RefusalStanding::cannot_be_told:
            out.sentence = says().audit.refusal_untold;
            out.ended = refused(Reason::not_fitting, says().audit.refusal_untold_next);
            return out;
        case election::RefusalStanding::wrong:
            break;
    }
    out.sentence = says().audit.refusal_wrong({.why = std::string(name(evidence.reason))});
    print(common, out);
    throw Alarmed(says().audit.refusal_wrong_next);
}

Result<CommandOutput> audit_mine(const Common& common, const AuditSource& source, std::uint32_t number,
                                 const std::string& typed) {
    AuditOptions options;
    options.trackers = true;
    VOUCH_TRY(report, audit_that_holds(common, source, std::move(options)));
    const election::State& state = report.state;
    if (!state.opening || !state.open_confirmed())
        return refused(Reason::too_early, says().participant.not_open);
    VOUCH_TRY(tracker, read_tracker(typed, report.trackers));
    const auto tag_bytes = report.trackers.tag_of(tracker);
    if (!tag_bytes) return refused(Reason::not_fitting, says().audit.no_ballot);
    const election::RollRecord* record = state.roll_record(number);
    if (!record || !record->pk)
        return refused(Reason::not_on_the_roll, says().audit.number_not_in({.number = number}));
    VOUCH_TRY(tag, Point::decode(*tag_bytes));

    const election::MineKey key_shown = election::draw_mine_key(state.open_digest, system_rng());
    const std::string key_text = mine_key_text(key_shown);
    common.tell_qr(key_text);
    common.tell(says().audit.on_voting_device({.key = key_text}));
    const auto answer = ask_line(says().audit.ask_answer);
    VOUCH_TRY(proof, parse_mine_proof(answer.value_or("")));
    const bool holds =
        election::check_mine({state.open_digest, state.tag_generators, key_shown.V, *record->pk, tag}, proof)
            .ok();
    if (!holds) return refused(Reason::bad_proof, says().audit.not_proven({.number = number}));
    const auto standing = report.trackers.find(tracker).standing;
    return CommandOutput{standing == election::Standing::counted
                             ? says().audit.mine_counted({.number = number})
                             : says().audit.mine_superseded({.number = number}),
                         {{"number", number}, {"standing", election::name(standing)}}};
}

Result<CommandOutput> audit_minutes(const Common& common, const AuditSource& source,
                                    const MinutesFiles& files) {
    for (const Path& file : {files.out, files.pdf, files.csv, files.spreadsheet})
        VOUCH_REQUIRE(require_free(file));
    VOUCH_TRY(report, audit_that_holds(common, source));
    const bool to_screen = files.out.empty() && files.pdf.empty();
    if (to_screen) show_names(report.state);
    const election::State& state = report.state;
    VOUCH_TRY(says, minutes_text(state, report.fingerprint, common.language));
    const std::string text = minutes(says);
    if (!files.out.empty()) disk::write_file(files.out, text);
    if (!files.pdf.empty()) disk::write_file(files.pdf, minutes_pdf(says));
    if (!files.csv.empty())
        disk::write_file(files.csv, election::results_csv(state.manifest, *state.result, state.base()));
    if (!files.spreadsheet.empty())
        disk::write_file(files.spreadsheet,
                         spreadsheet_of(state.manifest, *state.result, state.base(), common.language));
    return CommandOutput{to_screen ? text : "", {}};
}

}    // namespace vouch::client
