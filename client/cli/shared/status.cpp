#include "client/cli/shared/status.h"

#include <algorithm>
#include <map>

#include "client/cli/shared/language.h"
#include "client/cli/shared/not_now.h"
#include "client/cli/shared/says.h"
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

/// "STEP. Not yet: A, B"; the step alone where nobody is missing.
std::string with_awaited(std::string step, const std::vector<std::string>& names) {
    if (names.empty()) return step;
    return says().status.not_yet({.names = joined(names, ", "), .step = step});
}

std::string to_be_confirmed(const State& state, NextStep step) {
    const std::uint32_t needed = state.confirmations_needed(), of_board = state.manifest.threshold;
    const std::string text = step == NextStep::confirm_open
                                 ? says().status.next_confirm_open({.needed = needed, .of_board = of_board})
                                 : says().status.next_confirm_close({.needed = needed, .of_board = of_board});
    return state.manifest.witness_keys.empty() ? text : says().status.by_witnesses_too({.step = text});
}

std::string step_text(const State& state, NextStep step) {
    const auto& all = says().status;
    switch (step) {
        case NextStep::roll:
            return all.next_roll;
        case NextStep::board:
            return all.next_board({.members = state.manifest.trustees});
        case NextStep::ceremony:
            return all.next_ceremony;
        case NextStep::check_in:
            return all.next_check_in({.count = state.manifest.smallest_set});
        case NextStep::open:
            return all.next_open;
        case NextStep::confirm_open:
        case NextStep::confirm_close:
            return to_be_confirmed(state, step);
        case NextStep::close:
            return all.next_close;
        case NextStep::paper_count:
            return all.next_paper_count;
        case NextStep::shares:
            return all.next_shares({.needed = state.manifest.threshold});
        case NextStep::announce:
            return all.next_announce;
        case NextStep::minutes:
            return all.next_minutes;
        case NextStep::ended:
            return state.phase == Phase::annulled
                       ? all.next_nothing_annulled({.reason = state.annulment_reason})
                       : all.next_nothing({.phase = phase_text(state.phase)});
    }
    return "";
}

std::string board_text(const State& state) {
    const auto& all = says().status;
    const std::uint32_t members = state.manifest.trustees, threshold = state.manifest.threshold;
    if (!state.ceremony) return all.board_unsigned({.members = members, .threshold = threshold});
    const std::string names = joined(trustees_who(state, [](std::uint32_t) { return true; }), ", ");
    return key_is_made(state)
               ? all.board_ready({.members = members, .names = names, .threshold = threshold})
               : all.board_at_work({.members = members, .names = names, .threshold = threshold});
}

/// "3 confirmed, 4 needed: A, B, C".
std::string confirmed_text(const State& state, const Confirmations& confirmations) {
    const auto names = confirmer_names(state, confirmations.keys);
    const std::uint32_t needed = state.confirmations_needed();
    if (names.empty()) return says().status.confirmed({.confirmed = 0, .needed = needed});
    return says().status.confirmed_by(
        {.confirmed = names.size(), .names = joined(names, ", "), .needed = needed});
}

/// "2026-12-05: A, B; 2026-12-01: C; never: D".
std::string keys_opened_text(const State& state, const BoardBulletins& told) {
    std::map<std::string, std::vector<std::string>, std::greater<>>
        by_day;    // the latest first; "" is never
    const auto& trustees = state.ceremony->board.trustees;
    for (std::uint32_t number = 1; number <= trustees.size(); ++number) {
        const auto day = told.ready.find(number);
        by_day[day == told.ready.end() ? "" : shown(day->second)].push_back(trustees[number - 1].name);
    }
    std::vector<std::string> parts;
    for (const auto& [day, names] : by_day)
        parts.push_back((day.empty() ? says().status.key_never : day) + ": " + joined(names, ", "));
    return joined(parts, "; ");
}

std::vector<std::string> signers_of(const State& state, const SignedFigures& figures) {
    return trustees_who(state, [&](std::uint32_t number) { return figures.signatures.contains(number); });
}

std::string figures_text(const State& state, const BoardBulletins& told) {
    if (told.figures.empty()) return says().status.figures_none;
    std::vector<std::string> groups;
    for (const SignedFigures& one : told.figures)
        groups.push_back(says().status.figures_signed({.names = joined(signers_of(state, one), ", "),
                                                       .needed = state.manifest.threshold,
                                                       .signatures = one.signatures.size()}));
    const std::string all = joined(groups, "; ");
    return groups.size() == 1 ? all : says().status.figures_differ({.groups = all});
}

bool key_files_matter(const State& state) {
    return state.ceremony && key_is_made(state) && state.phase != Phase::published &&
           next_step(state) != NextStep::ended;
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

std::string status_text(const State& state, const BoardBulletins& told) {
    const Rules& rules = state.manifest.rules;
    constexpr std::size_t kWhatColumns = 13;
    std::string out = shown(titled(state.manifest, 0)) + "\n";
    const auto line = [&out](std::string_view what, const std::string& text) {
        out += "  " + pad_right(what, kWhatColumns) + text + "\n";
    };
    line(says().status.state, phase_text(state.phase));
    line(says().status.summoned, std::to_string(state.summoned()));
    line(says().status.present, says().status.present_of({.enrolled = state.enrolled(),
                                                          .papers = state.papers_issued(),
                                                          .present = state.present(),
                                                          .quorum = quorum_of(rules, state.summoned())}));
    line(says().status.board, board_text(state));
    if (key_files_matter(state)) line(says().status.keys_opened, keys_opened_text(state, told));
    if (state.opening) {
        line(says().status.opening, confirmed_text(state, state.open_confirmations));
        line(says().status.ballots, std::to_string(state.ballots.size()));
    }
    if (const auto hash = state.fingerprint_hash())
        line(says().status.fingerprint, in_groups_of_four(fingerprint(*hash)));
    if (state.close_index > 0) {
        line(says().status.close, confirmed_text(state, state.close_confirmations));
        line(says().status.shares,
             says().status.shares_of({.needed = state.manifest.threshold, .shares = state.shares.size()}));
    }
    const NextStep step = next_step(state);
    if (step == NextStep::paper_count) line(says().status.figures, figures_text(state, told));
    return out + says().status.next({.step = with_awaited(step_text(state, step), awaited(state, step))}) +
           "\n";
}

Json status_json(const State& state, const BoardBulletins& told) {
    const NextStep step = next_step(state);
    Json keys = Json::array(), figures = Json::array();
    for (const auto& [number, day] : told.ready)
        keys.push_back({{"name", state.ceremony->board.trustees[number - 1].name}, {"day", day}});
    for (const SignedFigures& one : told.figures) figures.push_back({{"signers", signers_of(state, one)}});
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
             {"keys_opened", keys},
             {"paper_figures", figures},
             {"next", step_name(step)},
             {"awaited", awaited(state, step)}};
    if (const auto hash = state.fingerprint_hash()) out["fingerprint"] = fingerprint(*hash);
    return out;
}

}    // namespace vouch::client
