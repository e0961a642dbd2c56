#include "client/cli/shared/status.h"

#include <fmt/core.h>

#include <algorithm>

#include "client/cli/shared/not_now.h"
#include "client/cli/shared/text.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"

namespace vouch::client {
namespace {

using namespace election;

bool key_is_made(const State& state) {
    return state.ceremony && state.ceremony->all_acknowledged();
}

/// The names of the trustees for whose number that holds.
std::vector<std::string> trustees_who(const State& state, const auto& holds) {
    std::vector<std::string> out;
    const auto& trustees = state.ceremony->board.trustees;
    for (std::uint32_t number = 1; number <= trustees.size(); ++number)
        if (holds(number)) out.push_back(trustees[number - 1].name);
    return out;
}

std::vector<std::string> not_among(const State& state, const Confirmations& confirmations) {
    std::unordered_set<Bytes32, DigestHash> others(state.manifest.witness_keys.begin(),
                                                   state.manifest.witness_keys.end());
    for (const Trustee& trustee : state.ceremony->board.trustees) others.insert(trustee.sign_key);
    for (const Bytes32& key : confirmations.keys) others.erase(key);
    return confirmer_names(state, others);
}

std::string step_name(NextStep step) {
    constexpr std::array<std::string_view, 13> names{
        "roll",          "board",       "ceremony", "check in", "open",    "confirm open", "close",
        "confirm close", "paper count", "shares",   "announce", "minutes", "ended"};
    return std::string(names.at(static_cast<std::size_t>(step)));
}

/// ". Not yet: A, B"; empty where nobody is missing.
std::string awaited_text(const std::vector<std::string>& names) {
    return names.empty() ? "" : fmt::format(". Not yet: {}", shown(joined(names, ", ")));
}

std::string to_be_confirmed(const State& state, std::string_view what) {
    const bool witnessed = !state.manifest.witness_keys.empty();
    return fmt::format("{} is confirmed by {}, at least {} of them of the board: vouch trustee confirm{}",
                       what, state.confirmations_needed(), state.manifest.threshold,
                       witnessed ? ", vouch witness confirm" : "");
}

std::string next_text(const State& state, NextStep step) {
    const std::string names = awaited_text(awaited(state, step));
    switch (step) {
        case NextStep::roll:
            return "the organizer imports the roll: vouch organizer roll FILE";
        case NextStep::board:
            return fmt::format(
                "the organizer invites {} members of the board and signs it: vouch organizer board",
                state.manifest.trustees);
        case NextStep::ceremony:
            return "the board makes its key: vouch trustee join" + names;
        case NextStep::check_in:
            return fmt::format("people check in, {} at least",
                               counted(state.manifest.smallest_set, "person", "people"));
        case NextStep::open:
            return "people check in; the organizer opens the vote: vouch organizer open";
        case NextStep::confirm_open:
            return to_be_confirmed(state, "the opening") + names;
        case NextStep::close:
            return "people vote; the organizer closes the vote: vouch organizer close";
        case NextStep::confirm_close:
            return to_be_confirmed(state, "the close") + names;
        case NextStep::paper_count:
            return "the board counts the paper ballots: vouch trustee paper-count FILE";
        case NextStep::shares:
            return fmt::format("{} members of the board count: vouch trustee count{}",
                               state.manifest.threshold, names);
        case NextStep::announce:
            return "the organizer announces the result: vouch organizer announce";
        case NextStep::minutes:
            return "the minutes are printed and signed: vouch audit minutes";
        case NextStep::ended:
            return state.phase == Phase::annulled
                       ? fmt::format("nothing, the vote was annulled ({})", shown(state.annulment_reason))
                       : fmt::format("nothing, {}", phase_text(state.phase));
    }
    return "";
}

std::string board_text(const State& state) {
    const Manifest& manifest = state.manifest;
    const std::string count = fmt::format("any {} of {} count", manifest.threshold, manifest.trustees);
    if (!state.ceremony) return count + "; not signed yet";
    const auto names = trustees_who(state, [](std::uint32_t) { return true; });
    return fmt::format("{}; {}: {}", count, key_is_made(state) ? "its key is made" : "it is making its key",
                       shown(joined(names, ", ")));
}

/// "3 confirmed, 4 needed: A, B, C".
std::string confirmed_text(const State& state, const Confirmations& confirmations) {
    const auto names = confirmer_names(state, confirmations.keys);
    return fmt::format("{} confirmed, {} needed{}", names.size(), state.confirmations_needed(),
                       names.empty() ? "" : ": " + shown(joined(names, ", ")));
}

}    // namespace

NextStep next_step(const State& state) {
    switch (state.phase) {
        case Phase::first:
        case Phase::setup:
            if (state.summoned() == 0) return NextStep::roll;
            if (!state.ceremony) return NextStep::board;
            if (!key_is_made(state)) return NextStep::ceremony;
            return state.enrolled() < state.manifest.smallest_set ? NextStep::check_in : NextStep::open;
        case Phase::voting:
            return state.open_confirmed() ? NextStep::close : NextStep::confirm_open;
        case Phase::counting:
            if (!state.close_confirmed()) return NextStep::confirm_close;
            return state.papers_issued() > 0 && !state.paper_count ? NextStep::paper_count : NextStep::shares;
        case Phase::published:
            return state.announced ? NextStep::minutes : NextStep::announce;
        case Phase::too_few_ballots:
        case Phase::no_quorum:
        case Phase::annulled:
            return NextStep::ended;
    }
    return NextStep::ended;
}

std::vector<std::string> awaited(const State& state, NextStep step) {
    if (step == NextStep::ceremony)
        return trustees_who(
            state, [&](std::uint32_t number) { return !state.ceremony->acknowledged.contains(number); });
    if (step == NextStep::confirm_open) return not_among(state, state.open_confirmations);
    if (step == NextStep::confirm_close) return not_among(state, state.close_confirmations);
    if (step == NextStep::shares)
        return trustees_who(state, [&](std::uint32_t number) { return !state.shares.contains(number); });
    return {};
}

std::string status_text(const State& state) {
    const Rules& rules = state.manifest.rules;
    std::string out = fmt::format("{}{}\n", shown(state.manifest.title.front()),
                                  state.manifest.rehearsal ? " (REHEARSAL)" : "");
    const auto line = [&out](std::string_view what, const std::string& text) {
        out += fmt::format("  {:<12} {}\n", what, text);
    };
    line("state", phase_text(state.phase));
    line("summoned", fmt::format("{}", state.summoned()));
    line("present", fmt::format("{} ({} checked in, {} on paper); a quorum is {}", state.present(),
                                state.enrolled(), state.papers_issued(), quorum_of(rules, state.summoned())));
    line("board", board_text(state));
    if (state.opening) {
        line("opening", confirmed_text(state, state.open_confirmations));
        line("ballots", fmt::format("{}", state.ballots.size()));
    }
    if (const auto hash = state.fingerprint_hash())
        line("fingerprint", in_groups_of_four(fingerprint(*hash)));
    if (state.close_index > 0) {
        line("close", confirmed_text(state, state.close_confirmations));
        line("shares", fmt::format("{} of {} needed", state.shares.size(), state.manifest.threshold));
    }
    const NextStep step = next_step(state);
    return out + fmt::format("Next: {}\n", next_text(state, step));
}

Json status_json(const State& state) {
    const NextStep step = next_step(state);
    Json out{{"title", state.manifest.title.front()},
             {"rehearsal", state.manifest.rehearsal},
             {"phase", name(state.phase)},
             {"entries", state.log.size()},
             {"summoned", state.summoned()},
             {"enrolled", state.enrolled()},
             {"papers", state.papers_issued()},
             {"ballots", state.ballots.size()},
             {"open_confirmations", state.open_confirmations.keys.size()},
             {"close_confirmations", state.close_confirmations.keys.size()},
             {"confirmations_needed", state.confirmations_needed()},
             {"shares", state.shares.size()},
             {"shares_needed", state.manifest.threshold},
             {"next", step_name(step)},
             {"awaited", awaited(state, step)}};
    if (const auto hash = state.fingerprint_hash()) out["fingerprint"] = fingerprint(*hash);
    return out;
}

}    // namespace vouch::client
