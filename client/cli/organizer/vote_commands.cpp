#include <fmt/core.h>

#include <thread>

#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/shown_manifest.h"
#include "client/cli/shared/text.h"
#include "election/crockford.h"
#include "election/fingerprint.h"
#include "election/outcome.h"

namespace vouch::client {
namespace {

using election::Phase;

/// Shown on every screen, and counted down on this one.
Status run_last_call(const Common& common, Organizer& organizer, std::chrono::seconds time) {
    VOUCH_TRY(followers, organizer.last_call(time));
    common.tell("The server tells {} of the last call. Whoever is not connected has to hear it from you",
                counted(followers, "connected device"));
    Progress clock("Last call, in seconds", static_cast<std::uint64_t>(time.count()));
    for (std::chrono::seconds passed{0}; passed < time; ++passed) {
        clock.at(static_cast<std::uint64_t>(passed.count()));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    return accepted();
}

std::string standing(const election::State& state) {
    const bool quorum = election::quorum_met(state.manifest.rules, state.present(), state.summoned());
    return fmt::format("summoned {}, present {} ({} checked in, {} on paper), {}", state.summoned(),
                       state.present(), state.enrolled(), state.papers_issued(),
                       quorum ? "a quorum" : "NO QUORUM");
}

/// Why a close with the ballots that are there would end the conference; empty where it would not.
std::string no_result_with(const election::State& state) {
    const election::Manifest& manifest = state.manifest;
    if (state.ballots.size() < manifest.smallest_set)
        return fmt::format("only {} in the box, and a result needs {}",
                           counted(state.ballots.size(), "ballot is", "ballots are"), manifest.smallest_set);
    const bool quorum_due =
        manifest.rules.quorum_measured == election::QuorumMeasured::at_close && state.papers_issued() == 0;
    if (quorum_due && !election::quorum_met(manifest.rules, state.collected(), state.summoned()))
        return fmt::format("{} of {} summoned have voted, which is no quorum", state.collected(),
                           state.summoned());
    return "";
}

/// Asks the question; where a close would end the conference, says that before.
bool agreed_to_close(const Common& common, const election::State& state, const std::string& question) {
    const std::string why = no_result_with(state);
    if (why.empty()) return common.agreed(question);
    return common.agreed(fmt::format(
        "As it stands, {}: closing now ENDS THE CONFERENCE FOR EVER, without a result. {}", why, question));
}

Answer opened_answer(const election::State& state, std::string_view said) {
    const std::string number = election::opening_number(state.open_digest);
    return Answer{
        worded("{}, once {} have confirmed, {} of the board among them. The opening's number, for the "
               "head of the board to read out, is {}. The fingerprint exists once it is confirmed",
               said, state.confirmations_needed(), state.manifest.threshold, election::in_groups(number)),
        {{"opening_number", number}, {"confirmations_needed", state.confirmations_needed()}}};
}

Answer closed_answer(const election::State& state, std::string_view said) {
    const std::string ballots = counted(state.ballots.size(), "ballot");
    const bool counts = state.phase == Phase::counting || state.phase == Phase::published;
    return Answer{counts
                      ? worded("{} with {}; the board confirms and counts", said, ballots)
                      : worded("{} with {}. This conference has ended for ever, without a result ({}); the "
                               "vote is held again as a new conference",
                               said, ballots, name(state.phase)),
                  {{"ballots", state.ballots.size()}, {"phase", name(state.phase)}}};
}

bool has_closed(Phase phase) {
    return phase == Phase::counting || phase == Phase::published || phase == Phase::too_few_ballots ||
           phase == Phase::no_quorum;
}

}    // namespace

Result<Answer> organizer_open(const Common& common, const std::string& override_reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (state.phase == Phase::voting)
        return opened_answer(state, "The vote was opened already, and takes ballots");
    common.tell("{}", standing(state));
    if (!common.agreed("Open the vote")) return not_sent();
    VOUCH_REQUIRE(organizer.open_vote(now(), override_reason));
    return opened_answer(state, "Open");
}

Result<Answer> organizer_close(const Common& common, std::chrono::seconds last_call) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (has_closed(state.phase)) return closed_answer(state, "The vote was closed already,");
    const std::string question =
        last_call.count() == 0 ? "Close the vote now"
                               : worded("Give a last call of {}, and close the vote after it",
                                        counted(static_cast<std::uint64_t>(last_call.count()), "second"));
    if (!agreed_to_close(common, state, question)) return not_sent();
    if (last_call.count() > 0) {
        common.tell(
            "The last call runs on every screen that is connected. Ctrl-C keeps the vote open; then tell the "
            "hall, and close "
            "it later with the same command");
        VOUCH_REQUIRE(run_last_call(common, organizer, last_call));
    }
    VOUCH_REQUIRE(organizer.close_vote(now()));
    return closed_answer(state, "Closed");
}

Result<Answer> organizer_announce(const Common& common) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (!state.result) VOUCH_REQUIRE(organizer.announce());    // which says why not
    common.tell_lines(results_table(shown(state.manifest), *state.result, state.base(), common.language));
    if (state.announced)
        return Answer{"This was announced already. The minutes: vouch audit minutes", {{"announced", true}}};
    if (!common.agreed("Announce")) return not_sent();
    VOUCH_REQUIRE(organizer.announce());
    return Answer{"Announced. The minutes: vouch audit minutes", {{"announced", true}}};
}

Result<Answer> organizer_annul(const Common& common, const std::string& reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (organizer.state().phase == Phase::annulled)
        return Answer{"This vote was annulled already", {{"annulled", true}}};
    if (!common.agreed("Annul this vote for good")) return not_sent();
    VOUCH_REQUIRE(organizer.annul(reason));
    return Answer{"Annulled", {{"annulled", true}}};
}

Result<Answer> organizer_paper(const Common& common, std::uint32_t number) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::RollPlace* const place = organizer.state().place(number);
    if (place && place->paper)
        return Answer{worded("Number {} votes on paper already", number), {{"paper", number}}};
    if (!common.agreed(
            fmt::format("Number {} votes on paper, and never with a device in this vote; this cannot "
                        "be taken back. Go on",
                        number)))
        return not_sent();
    VOUCH_REQUIRE(organizer.give_paper(number));
    return Answer{worded("Number {} votes on paper; the board hands a ballot out", number),
                  {{"paper", number}}};
}

}    // namespace vouch::client
