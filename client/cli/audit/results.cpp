#include "client/cli/audit/results.h"

#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "client/cli/shared/json.h"
#include "election/count.h"

namespace vouch::client {
namespace {

bool is(const SortedJson& object, const char* key, const SortedJson& expected) {
    return object.is_object() && object.contains(key) && object[key] == expected;
}

}    // namespace

std::string results_mistake(const election::State& state, std::string_view results_json) {
    const SortedJson json = SortedJson::parse(results_json, nullptr, false);
    if (!is(json, "election_id", to_hex(state.election_id))) return says().report.other_election;
    if (!is(json, "close_digest", to_hex(state.close_digest))) return says().report.other_close;
    if (!is(json, "enrolled", state.opening->enrolled) || !is(json, "ballots", state.ballots.size()) ||
        !is(json, "base", state.base()))
        return says().report.totals_differ;
    const auto& lines = state.result->lines;
    if (!json.contains("officials") || !json["officials"].is_array() ||
        json["officials"].size() != lines.size())
        return says().report.officials_differ;
    for (std::size_t j = 0; j < lines.size(); ++j) {
        const SortedJson& official = json["officials"][j];
        const election::ResultLine& line = lines[j];
        const std::uint64_t v = election::exponent_of(state.electronic[j], state.opening->enrolled);
        if (!is(official, "v", v) || !is(official, "high", line.high) ||
            !is(official, "medium", line.medium) || !is(official, "low", line.low) ||
            !is(official, "blank", line.blank) || !is(official, "outcome", line.outcome))
            return says().report.official_differs({.number = j + 1});
    }
    return {};
}

}    // namespace vouch::client
