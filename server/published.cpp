#include "server/published.h"

#include <nlohmann/json.hpp>

#include "election/count.h"

namespace vouch::server {
namespace {

/// Per official v, with which a browser checks M = v·G instead of searching it, and the counts.
std::string results_json(const election::State& state) {
    nlohmann::ordered_json out;
    out["election_id"] = to_hex(state.election_id);
    out["close_digest"] = to_hex(state.close_digest);
    out["enrolled"] = state.opening->enrolled;
    out["ballots"] = state.ballots.size();
    out["base"] = state.base();
    out["announced"] = state.announced;
    for (std::size_t j = 0; j < state.result->lines.size(); ++j) {
        const election::ResultLine& line = state.result->lines[j];
        nlohmann::ordered_json official;
        official["position"] = state.manifest.officials[j].position;
        official["v"] = election::exponent_of(state.electronic[j], state.opening->enrolled);
        official["high"] = line.high;
        official["medium"] = line.medium;
        official["low"] = line.low;
        official["blank"] = line.blank;
        official["outcome"] = line.outcome;
        out["officials"].push_back(std::move(official));
    }
    return out.dump(2) + "\n";
}

}    // namespace

Published describe(const election::State& state, std::string checkpoint) {
    const bool voting = state.phase == election::Phase::voting;
    Published out;
    out.checkpoint = std::move(checkpoint);
    out.phase = state.phase;
    out.size = state.log.size();
    out.summoned = state.summoned();
    out.enrolled = state.enrolled();
    out.papers = state.papers_issued();
    out.ballots = static_cast<std::uint32_t>(state.ballots.size());
    const election::Confirmations& confirmations =
        voting ? state.open_confirmations : state.close_confirmations;
    out.confirmations = static_cast<std::uint32_t>(confirmations.keys.size());
    out.confirmations_needed = state.confirmations_needed();
    out.confirmed = state.ceremony && state.confirmed(confirmations);
    out.shares = static_cast<std::uint32_t>(state.shares.size());
    out.organizers = state.manifest.organizers;
    if (state.ceremony)
        for (const election::Trustee& trustee : state.ceremony->board.trustees)
            out.trustees.push_back(trustee.sign_key);
    if (state.result) out.results_json = results_json(state);
    out.election_id = state.election_id;
    out.opening = state.opening;
    return out;
}

}    // namespace vouch::server
