#include "client/cli/audit/verify.h"

#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "client/cli/audit/results.h"
#include "client/cli/shared/text.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/replay.h"

namespace vouch::client {
namespace {

using namespace election;

/// What the entries' kinds belong to; one check each.
enum class Group { setup, enrolments, opening, ballots, closing, counting };
constexpr std::array kGroups{Group::setup,   Group::enrolments, Group::opening,
                             Group::ballots, Group::closing,    Group::counting};

const char* name_of(Group group) {
    const auto& all = says().report;
    switch (group) {
        case Group::setup:
            return all.setup;
        case Group::enrolments:
            return all.enrolments;
        case Group::opening:
            return all.opening;
        case Group::ballots:
            return all.ballots;
        case Group::closing:
            return all.close;
        case Group::counting:
            return all.counting;
    }
    return "";
}

Group group_of(Kind kind, Phase phase) {
    switch (kind) {
        case Kind::enrolment:
        case Kind::revocation:
        case Kind::paper:
            return Group::enrolments;
        case Kind::open:
            return Group::opening;
        case Kind::confirmation:
            return phase == Phase::voting ? Group::opening : Group::closing;
        case Kind::ballot:
            return Group::ballots;
        case Kind::close:
            return Group::closing;
        case Kind::decryption_shares:
        case Kind::paper_count:
        case Kind::announcement:
            return Group::counting;
        default:
            return Group::setup;
    }
}

std::string confirmed_by(const State& state, const std::unordered_set<Bytes32, DigestHash>& keys,
                         bool enough) {
    const std::size_t confirmers = state.manifest.trustees + state.manifest.witnesses.size();
    const std::string names = joined(confirmer_names(state, keys), ", ");
    const std::uint32_t needed = state.confirmations_needed(), of_board = state.manifest.threshold;
    const auto& all = says().report;
    return enough ? all.confirmed({.confirmed = keys.size(),
                                   .confirmers = confirmers,
                                   .names = names,
                                   .needed = needed,
                                   .of_board = of_board})
                  : all.unconfirmed({.confirmed = keys.size(),
                                     .confirmers = confirmers,
                                     .names = names,
                                     .needed = needed,
                                     .of_board = of_board});
}

/// One pass over the log; each member function fills in some of the report.
class Audit {
public:
    Audit(const FetchFile& log, const Vkey& vkey, const AuditOptions& options)
        : log_(log), vkey_(vkey), options_(options) {}

    AuditReport run() {
        if (check_checkpoint()) check_entries();
        say_what_was_proven();
        if (!report_.fault && !report_.stopped) {
            check_cosignatures();
            check_results_json();
            check_named_roll();
        }
        return std::move(report_);
    }

private:
    void say(std::string what, Verdict verdict, std::string detail) {
        report_.checks.push_back({std::move(what), verdict, std::move(detail)});
    }
    bool fault(Rejection why, std::string file, std::optional<std::uint64_t> entry = {}) {
        report_.fault = AuditFault{entry, std::move(file), std::move(why)};
        return false;
    }

    bool check_checkpoint() {
        const auto note = log_("checkpoint");
        if (!note) {
            say(says().report.checkpoint, Verdict::fails, says().report.missing);
            return fault({Reason::malformed, "file is missing"}, "checkpoint");
        }
        note_ = text_of(*note);
        const auto verified = verify_checkpoint(note_, vkey_);
        if (!verified.ok()) {
            say(says().report.checkpoint, Verdict::fails,
                says().report.checkpoint_unsigned({.name = vkey_.name()}));
            return fault(verified.rejection(), "checkpoint");
        }
        report_.checkpoint = verified->checkpoint;
        say(says().report.checkpoint, Verdict::holds,
            says().report.checkpoint_signed(
                {.entries = says().report.entries({.count = report_.checkpoint.size}),
                 .name = vkey_.name(),
                 .root = to_base64(report_.checkpoint.root)}));
        return true;
    }

    void check_entries() {
        const auto& before = options_.checked_before;
        if (!before) {
            replay({});
        } else if (before->size <= report_.checkpoint.size && replay(*before)) {
            if (report_.stopped) return;
            report_.earlier_run = says().report.earlier_used(
                {.ballots = says().report.of_ballots({.count = report_.proofs_before}),
                 .entries = says().report.entries({.count = before->size})});
        } else {
            report_.earlier_run =
                says().report.earlier_differs({.root = to_base64(before->root), .size = before->size});
            keeps_ = false;    // what it says may be evidence
            replay({});
        }
    }

    /// One pass over the log. False, and nothing is said, where it does not begin with `before`.
    bool replay(const LogBeginning& before) {
        report_.trackers = {};
        report_.proofs_now = report_.proofs_before = 0;
        WorkerThreads threads;
        const auto taken = [&](const State& state, const Entry& entry) { take(state, entry, before); };
        Replay replay(system_rng(), taken, threads, before);
        verified_ = 0;
        replay.when_verified([&](std::uint64_t ballots) {
            verified_ = ballots;
            say_how_far(replay.state());
        });
        const auto found =
            check_log(report_.checkpoint.size, report_.checkpoint.root, log_,
                      [&](std::uint64_t index, ByteView carried, const LeafHash& leaf_hash) -> Status {
                          looked_at_ = index;
                          report_.stopped = report_.stopped || (options_.stop && options_.stop());
                          if (report_.stopped) return {Reason::not_fitting, "stopped"};
                          if (!replay.feed(carried, leaf_hash)) return replay.refusal()->why;
                          if (index == 0 && replay.state().manifest.log_vkey != vkey_.to_string())
                              return {Reason::not_fitting, "the manifest names another log key"};
                          return accepted();
                      });
        replay.finish();    // also after a fault: a ballot before it may not hold either
        if (!replay.begins_as_checked() && !report_.stopped) return false;
        if (replay.begins_as_checked())
            keep(replay.state(), before);
        else
            report_.proofs_before = 0;    // nothing is known of them yet
        say_of_files(found, replay);
        report_.state = std::move(replay).take_state();
        return true;
    }

    void take(const State& state, const Entry& entry, const LogBeginning& before) {
        if (options_.trackers) report_.trackers.add(state, entry);
        const std::uint64_t size = state.log.size();
        if (entry.kind() == Kind::ballot)
            ++(size <= before.size ? report_.proofs_before : report_.proofs_now);
        say_how_far(state);
        if (Clock::now() - kept_ >= kKeptEvery) keep(state, before);
    }

    /// A ballot's proof is what takes long: it is told before the ballot's turn to be applied has come.
    void say_how_far(const State& state) const {
        if (!options_.progress) return;
        const std::uint64_t ballots = std::max(verified_, state.ballots_admitted);
        const std::uint64_t others = state.log.size() - state.ballots_admitted;
        options_.progress(others + ballots, report_.checkpoint.size, ballots);
    }

    void keep(const State& state, const LogBeginning& before) {
        if (!options_.keep || !keeps_ || state.log.size() <= before.size) return;
        options_.keep({state.log.size(), state.log.root()});
        kept_ = Clock::now();
    }

    void say_of_files(const std::optional<LogFault>& found, const Replay& replay) {
        const auto& refusal = replay.refusal();
        if (refusal && replay.begins_as_checked()) {    // never after what check_log found
            report_.stopped = false;
            fault(refusal->why, "", refusal->index);
            failed_group_ = refusal->kind ? group_of(*refusal->kind, replay.state().phase) : Group::setup;
            say(says().report.files, Verdict::not_verified, says().report.looked_at({.entry = looked_at_}));
        } else if (report_.stopped) {
            say(says().report.files, Verdict::not_verified, says().report.stopped_at({.entry = looked_at_}));
        } else if (found) {
            fault(found->rejection, found->file, found->entry);
            say(says().report.files, Verdict::fails, to_string(*report_.fault));
        } else {
            say(says().report.files, Verdict::holds,
                says().report.tiles({.entries = says().report.entries({.count = report_.checkpoint.size})}));
        }
    }

    void say_what_was_proven() {
        const State& state = report_.state;
        if (const auto hash = state.fingerprint_hash())
            report_.fingerprint = in_groups_of_four(fingerprint(*hash));
        for (const Group group : kGroups) {
            const std::string what = name_of(group);
            if (failed_group_ == group) {
                say(what, Verdict::fails, to_string(*report_.fault));
            } else if (report_.fault || report_.stopped) {
                say(what, Verdict::not_verified, "");
            } else {
                const bool there = has_come(group);
                say(what, there ? Verdict::holds : Verdict::nothing_yet, there ? detail(group) : "");
            }
        }
    }

    bool has_come(Group group) const {
        const State& state = report_.state;
        switch (group) {
            case Group::setup:
            case Group::enrolments:
                return state.phase != Phase::first;
            case Group::opening:
            case Group::ballots:
                return state.opening != nullptr;
            case Group::closing:
                return state.close_index != 0;
            case Group::counting:
                return !state.shares.empty() || state.paper_count;
        }
        return false;
    }

    std::string detail(Group group) const {
        const State& state = report_.state;
        switch (group) {
            case Group::setup:
                return says().report.setup_detail(
                    {.members = state.manifest.trustees,
                     .officials = says().report.officials({.count = state.manifest.officials.size()}),
                     .people = says().report.people({.count = state.summoned()}),
                     .threshold = state.manifest.threshold});
            case Group::enrolments:
                return says().report.enrolments_detail(
                    {.enrolled = state.enrolled(), .papers = state.papers_issued()});
            case Group::opening:
                return confirmed_by(state, state.open_confirmations.keys, state.open_confirmed());
            case Group::ballots:
                return ballots_detail();
            case Group::closing:
                return confirmed_by(state, state.close_confirmations.keys, state.close_confirmed());
            case Group::counting:
                return counting_detail();
        }
        return {};
    }

    std::string ballots_detail() const {
        const auto& all = says().report;
        const State& state = report_.state;
        const std::string detail = all.ballots_detail(
            {.ballots = all.of_ballots({.count = state.ballots_admitted}), .counted = state.ballots.size()});
        if (report_.proofs_before == 0) return detail;
        return all.ballots_apart(
            {.before = report_.proofs_before, .detail = detail, .now = report_.proofs_now});
    }

    std::string counting_detail() const {
        const auto& all = says().report;
        const State& state = report_.state;
        const std::size_t shares = state.shares.size();
        if (!state.result) return all.shares_in({.needed = state.manifest.threshold, .shares = shares});
        std::string ballots = all.counted_ballots({.count = state.ballots.size()});
        if (state.paper_count) ballots = all.with_paper({.ballots = ballots});
        return state.announced ? all.counted_announced({.ballots = ballots, .shares = shares})
                               : all.counted_unannounced({.ballots = ballots, .shares = shares});
    }

    void check_cosignatures() {
        if (report_.state.phase == Phase::first)
            return say(says().report.cosignatures, Verdict::nothing_yet, "");
        std::vector<Vkey> witnesses = options_.witnesses;
        for (const std::string& witness : report_.state.manifest.witnesses)
            if (const auto vkey = Vkey::parse(witness);
                vkey.ok() && std::ranges::find(witnesses, *vkey) == witnesses.end())
                witnesses.push_back(*vkey);
        const auto verified = verify_checkpoint(note_, vkey_, witnesses);
        if (!verified.ok()) {
            say(says().report.cosignatures, Verdict::fails, says().report.witness_line);
            fault(verified.rejection(), "checkpoint");
            return;
        }
        std::set<std::string> names;    // a witness may have signed more than once
        for (const GoodSignature& good : verified->cosignatures)
            names.insert(election::witness_name(witnesses[good.key]));
        say(says().report.cosignatures, names.empty() ? Verdict::nothing_yet : Verdict::holds,
            cosigned_text(names, witnesses.size()));
    }
    static std::string cosigned_text(const std::set<std::string>& names, std::size_t known) {
        const auto& all = says().report;
        if (known == 0) return all.no_witness;
        const std::string witnesses = all.witnesses({.count = known});
        if (names.empty()) return all.not_cosigned({.witnesses = witnesses});
        return all.cosigned({.cosigned = names.size(),
                             .names = joined({names.begin(), names.end()}, ", "),
                             .witnesses = witnesses});
    }

    void check_results_json() {
        if (!options_.results_json) return;
        if (!report_.state.result) {
            say(says().report.results_json, Verdict::not_verified, says().report.no_result);
            return;
        }
        const std::string wrong = results_mistake(report_.state, *options_.results_json);
        if (!wrong.empty()) fault({Reason::not_fitting, "results.json: " + wrong}, "");
        say(says().report.results_json, wrong.empty() ? Verdict::holds : Verdict::fails,
            wrong.empty() ? says().report.figures_hold : wrong);
    }

    void check_named_roll() {
        if (!options_.named_roll) return;
        const State& state = report_.state;
        const auto& roll = *options_.named_roll;
        std::string wrong;
        if (roll.size() != state.roll.size())
            wrong = says().report.roll_differs(
                {.in_log = state.roll.size(), .people = says().report.people({.count = roll.size()})});
        for (std::size_t i = 0; wrong.empty() && i < roll.size(); ++i)
            if (client::person_hash(roll[i]) != state.roll[i].person_hash)
                wrong = says().report.person_differs({.number = roll[i].number});
        if (!wrong.empty()) fault({Reason::not_fitting, "named roll: " + wrong}, "");
        say(says().report.named_roll, wrong.empty() ? Verdict::holds : Verdict::fails,
            wrong.empty() ? says().report.roll_holds({.people = says().report.people({.count = roll.size()})})
                          : wrong);
    }

    const FetchFile& log_;
    const Vkey& vkey_;
    const AuditOptions& options_;
    std::string note_;
    std::optional<Group> failed_group_;
    using Clock = std::chrono::steady_clock;
    Clock::time_point kept_ = Clock::now();
    bool keeps_ = true;
    std::uint64_t looked_at_ = 0, verified_ = 0;
    AuditReport report_;
};

}    // namespace

AuditReport audit(const FetchFile& log, const Vkey& log_vkey, const AuditOptions& options) {
    return Audit(log, log_vkey, options).run();
}

}    // namespace vouch::client
