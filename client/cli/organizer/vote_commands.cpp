#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/day.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/shown_manifest.h"
#include "client/cli/shared/text.h"
#include "election/crockford.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "wire/clock.h"

namespace vouch::client {
namespace {

using election::Phase;

constexpr std::uint64_t kClockDifferenceMost = 120;    // seconds: a reader of the minutes would notice more

/// Shown on every screen, and counted down on this one.
Status run_last_call(const Common& common, Organizer& organizer, std::chrono::seconds time) {
    VOUCH_TRY(followers, organizer.last_call(time));
    common.tell(says().vote.last_call_told({.count = followers}));
    Progress clock(says().vote.last_call_clock, static_cast<std::uint64_t>(time.count()));
    for (std::chrono::seconds passed{0}; passed < time; ++passed) {
        clock.at(static_cast<std::uint64_t>(passed.count()));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    return accepted();
}

std::string standing(const election::State& state) {
    const bool quorum = election::quorum_met(state.manifest.rules, state.present(), state.summoned());
    const std::uint32_t enrolled = state.enrolled(), papers = state.papers_issued(),
                        present = state.present();
    const std::uint32_t summoned = state.summoned();
    return quorum ? says().vote.standing(
                        {.enrolled = enrolled, .papers = papers, .present = present, .summoned = summoned})
                  : says().vote.standing_no_quorum(
                        {.enrolled = enrolled, .papers = papers, .present = present, .summoned = summoned});
}

/// Why a close with the ballots that are there would end the conference; empty where it would not.
std::string no_result_with(const election::State& state) {
    const election::Manifest& manifest = state.manifest;
    if (state.ballots.size() < manifest.smallest_set)
        return says().vote.too_few({.count = state.ballots.size(), .needed = manifest.smallest_set});
    const bool quorum_due =
        manifest.rules.quorum_measured == election::QuorumMeasured::at_close && state.papers_issued() == 0;
    if (quorum_due && !election::quorum_met(manifest.rules, state.collected(), state.summoned()))
        return says().vote.no_quorum({.collected = state.collected(), .summoned = state.summoned()});
    return "";
}

/// Asks the question; where a close would end the conference, says that before.
bool agreed_to_close(const Common& common, const election::State& state, const std::string& question) {
    const std::string why = no_result_with(state);
    if (why.empty()) return common.agreed(question);
    return common.agreed(says().vote.ends_for_ever({.question = question, .why = why}));
}

void tell_of_the_clock(const Common& common, Organizer& organizer) {
    const std::string differs = clock_differs(wire::time_of_day(), organizer.server_time());
    if (!differs.empty()) common.tell(differs);
}

CommandOutput opened_answer(const election::State& state, bool before) {
    const std::string number = election::opening_number(state.open_digest);
    const std::uint32_t needed = state.confirmations_needed(), of_board = state.manifest.threshold;
    const std::string opened = before ? says().vote.opened_before({.needed = needed, .of_board = of_board})
                                      : says().vote.opened({.needed = needed, .of_board = of_board});
    return CommandOutput{
        says().vote.opening_number({.number = election::in_groups(number), .opened = opened}),
        {{"opening_number", number}, {"confirmations_needed", needed}}};
}

CommandOutput closed_answer(const election::State& state, bool before) {
    const std::size_t ballots = state.ballots.size();
    const std::string closed =
        before ? says().vote.closed_before({.count = ballots}) : says().vote.closed({.count = ballots});
    const bool counts = state.phase == Phase::counting || state.phase == Phase::published;
    const char* why = state.phase == Phase::no_quorum ? says().vote.why_quorum : says().vote.why_few;
    return CommandOutput{counts ? says().vote.board_counts({.closed = closed})
                                : says().vote.ended({.closed = closed, .why = why}),
                         {{"ballots", ballots}, {"phase", name(state.phase)}}};
}

bool has_closed(Phase phase) {
    return phase == Phase::counting || phase == Phase::published || phase == Phase::too_few_ballots ||
           phase == Phase::no_quorum;
}

}    // namespace

std::string clock_differs(std::uint64_t here, std::uint64_t there) {
    if (std::max(here, there) - std::min(here, there) <= kClockDifferenceMost) return "";
    return says().vote.clock_differs({.here = utc_text(here), .there = utc_text(there)});
}

Result<CommandOutput> organizer_open(const Common& common, const std::string& override_reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (state.phase == Phase::voting) return opened_answer(state, true);
    common.tell(standing(state));
    tell_of_the_clock(common, organizer);
    if (!common.agreed(says().vote.ask_open)) return not_sent();
    VOUCH_REQUIRE(organizer.open_vote(wire::time_of_day(), override_reason));
    return opened_answer(state, false);
}

Result<CommandOutput> organizer_close(const Common& common, std::chrono::seconds last_call) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (has_closed(state.phase)) return closed_answer(state, true);
    VOUCH_REQUIRE(organizer.may_close());    // before anybody is asked, and before a last call
    const std::string question =
        last_call.count() == 0
            ? says().vote.ask_close
            : says().vote.ask_last_call({.count = static_cast<std::uint64_t>(last_call.count())});
    tell_of_the_clock(common, organizer);
    if (!agreed_to_close(common, state, question)) return not_sent();
    if (last_call.count() > 0) {
        common.tell(says().vote.last_call_runs);
        VOUCH_REQUIRE(run_last_call(common, organizer, last_call));
    }
    VOUCH_REQUIRE(organizer.close_vote(wire::time_of_day()));
    return closed_answer(state, false);
}

Result<CommandOutput> organizer_announce(const Common& common) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (!state.result) VOUCH_REQUIRE(organizer.announce());    // which says why not
    common.tell_lines(results_table(shown(state.manifest), *state.result, state.base(), common.language));
    if (state.announced) return CommandOutput{says().vote.announced_before, {{"announced", true}}};
    if (!common.agreed(says().vote.ask_announce)) return not_sent();
    VOUCH_REQUIRE(organizer.announce());
    return CommandOutput{says().vote.announced, {{"announced", true}}};
}

Result<CommandOutput> organizer_annul(const Common& common, const std::string& reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (organizer.state().phase == Phase::annulled)
        return CommandOutput{says().vote.annulled_before, {{"annulled", true}}};
    if (!common.agreed(says().vote.ask_annul)) return not_sent();
    VOUCH_REQUIRE(organizer.annul(reason));
    return CommandOutput{says().vote.annulled, {{"annulled", true}}};
}

Result<CommandOutput> organizer_paper(const Common& common, std::uint32_t number) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::RollRecord* const record = organizer.state().roll_record(number);
    if (record && record->paper)
        return CommandOutput{says().vote.paper_before({.number = number}), {{"paper", number}}};
    if (!common.agreed(says().vote.ask_paper({.number = number}))) return not_sent();
    VOUCH_REQUIRE(organizer.give_paper(number));
    return CommandOutput{says().vote.paper({.number = number}), {{"paper", number}}};
}

}    // namespace vouch::client
