#include "client/cli/audit/verify.h"

#include <fmt/core.h>

#include <array>
#include <nlohmann/json.hpp>

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
constexpr std::array<std::string_view, 6> kGroups{
    "manifest, roll and board", "enrolments", "opening", "ballots", "close", "counting"};

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
    return fmt::format("confirmed by {} of {} ({}); {} are needed, {} of the board among them{}", keys.size(),
                       confirmers, joined(confirmer_names(state, keys), ", "), state.confirmations_needed(),
                       state.manifest.threshold, enough ? "" : ": not confirmed yet");
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
            say("checkpoint", Verdict::fails, "is missing");
            return fault({Reason::malformed, "file is missing"}, "checkpoint");
        }
        note_ = text_of(*note);
        const auto verified = verify_checkpoint(note_, vkey_);
        if (!verified.ok()) {
            say("checkpoint", Verdict::fails, "not signed by " + vkey_.name() + ", or changed");
            return fault(verified.rejection(), "checkpoint");
        }
        report_.checkpoint = verified->checkpoint;
        say("checkpoint", Verdict::holds,
            fmt::format("signed by {}: {}, root {}", vkey_.name(),
                        counted(report_.checkpoint.size, "entry", "entries"),
                        to_base64(report_.checkpoint.root)));
        return true;
    }

    void check_entries() {
        const auto& before = options_.checked_before;
        if (!before) {
            replay({});
        } else if (before->size <= report_.checkpoint.size && replay(*before)) {
            if (report_.stopped) return;
            report_.earlier_run = fmt::format(
                "checked the proofs of {} in the first {}; this run did not check them again",
                counted(report_.proofs_before, "ballot"), counted(before->size, "entry", "entries"));
        } else {
            report_.earlier_run = fmt::format(
                "checked {} entries with root {}, and this log was not seen to begin so: all proofs were "
                "checked "
                "now. If it is the same log, it has been changed: keep both",
                before->size, to_base64(before->root));
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
            say("files", Verdict::not_verified, fmt::format("looked at up to entry {}", looked_at_));
        } else if (report_.stopped) {
            say("files", Verdict::not_verified, fmt::format("stopped at entry {}", looked_at_));
        } else if (found) {
            fault(found->rejection, found->file, found->entry);
            say("files", Verdict::fails, to_string(*report_.fault));
        } else {
            say("files", Verdict::holds,
                fmt::format("{} and all tiles hash to the root",
                            counted(report_.checkpoint.size, "entry", "entries")));
        }
    }

    void say_what_was_proven() {
        const State& state = report_.state;
        if (const auto hash = state.fingerprint_hash())
            report_.fingerprint = in_groups_of_four(fingerprint(*hash));
        for (std::size_t i = 0; i < kGroups.size(); ++i) {
            const Group group = static_cast<Group>(i);
            const std::string what(kGroups[i]);
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
                return fmt::format("{}, {} summoned, a board of {} of whom {} count",
                                   counted(state.manifest.officials.size(), "official"),
                                   counted(state.summoned(), "person", "people"), state.manifest.trustees,
                                   state.manifest.threshold);
            case Group::enrolments:
                return fmt::format("{} enrolled, {} with paper; every key proven, signed for, and used once",
                                   state.enrolled(), state.papers_issued());
            case Group::opening:
                return confirmed_by(state, state.open_confirmations.keys, state.open_confirmed());
            case Group::ballots:
                return fmt::format(
                    "{}, each from one enrolled key, with every line one mark or none; {} count{}",
                    counted(state.ballots_admitted, "ballot"), state.ballots.size(), proofs_apart());
            case Group::closing:
                return confirmed_by(state, state.close_confirmations.keys, state.close_confirmed());
            case Group::counting:
                return counting_detail();
        }
        return {};
    }

    std::string proofs_apart() const {
        if (report_.proofs_before == 0) return "";
        return fmt::format("; proofs of {} checked in this run, of {} in an earlier one", report_.proofs_now,
                           report_.proofs_before);
    }

    std::string counting_detail() const {
        const State& state = report_.state;
        if (!state.result)
            return fmt::format("{} of {} shares are in, each proven", state.shares.size(),
                               state.manifest.threshold);
        return fmt::format("{} shares proven; the figures are the sum of {}{}{}", state.shares.size(),
                           counted(state.ballots.size(), "counted ballot"),
                           state.paper_count ? " and the paper count" : "",
                           state.announced ? ", and were announced as counted" : "; not announced yet");
    }

    void check_cosignatures() {
        if (report_.state.phase == Phase::first) return say("cosignatures", Verdict::nothing_yet, "");
        std::vector<Vkey> witnesses;
        for (const std::string& witness : report_.state.manifest.witnesses)
            if (const auto vkey = Vkey::parse(witness); vkey.ok()) witnesses.push_back(*vkey);
        const auto verified = verify_checkpoint(note_, vkey_, witnesses);
        if (!verified.ok()) {
            say("cosignatures", Verdict::fails, "a witness's line in the checkpoint does not hold");
            fault(verified.rejection(), "checkpoint");
            return;
        }
        const std::size_t cosigned = verified->cosignatures.size();
        say("cosignatures", cosigned > 0 ? Verdict::holds : Verdict::nothing_yet,
            witnesses.empty() ? "the manifest names no witness"
                              : fmt::format("{} of {} cosigned the checkpoint", cosigned,
                                            counted(witnesses.size(), "witness", "witnesses")));
    }

    void check_results_json() {
        if (!options_.results_json) return;
        if (!report_.state.result) {
            say("results.json", Verdict::not_verified, "there is no result in the log");
            return;
        }
        const std::string wrong = results_mistake(report_.state, *options_.results_json);
        if (!wrong.empty()) fault({Reason::not_fitting, "results.json: " + wrong}, "");
        say("results.json", wrong.empty() ? Verdict::holds : Verdict::fails,
            wrong.empty() ? "every figure as counted" : wrong);
    }

    void check_named_roll() {
        if (!options_.named_roll) return;
        const State& state = report_.state;
        const auto& roll = *options_.named_roll;
        std::string wrong;
        if (roll.size() != state.roll.size())
            wrong = fmt::format("{}, and the log has {}", counted(roll.size(), "person", "people"),
                                state.roll.size());
        for (std::size_t i = 0; wrong.empty() && i < roll.size(); ++i)
            if (client::person_hash(roll[i]) != state.roll[i].person_hash)
                wrong = fmt::format("number {} is not whom the log names", roll[i].number);
        if (!wrong.empty()) fault({Reason::not_fitting, "named roll: " + wrong}, "");
        say("named roll", wrong.empty() ? Verdict::holds : Verdict::fails,
            wrong.empty() ? counted(roll.size(), "person", "people") + ", as the log has them" : wrong);
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
