// tests/vectors/log/changes.json: what apply refuses and takes, case by case.
#include <catch2/catch.hpp>

#include "election/results_files.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

/// The states after the first n entries of the log, each made once.
const State& state_after(std::size_t n) {
    static std::vector<State> states(1);
    while (states.size() <= n) {
        State next = states.back();
        REQUIRE(apply_carried(next, log_entries()[states.size() - 1]).ok());
        states.push_back(std::move(next));
    }
    return states[n];
}

/// The same with some of the entries left out.
State state_without(std::size_t n, const std::vector<std::size_t>& omit) {
    const std::size_t first = omit.empty() ? n : std::min(n, omit.front());
    State state = state_after(first);
    for (std::size_t i = first; i < n; ++i)
        if (std::ranges::find(omit, i) == omit.end()) REQUIRE(apply_carried(state, log_entries()[i]).ok());
    return state;
}

Bytes offered(const Json& then) {
    if (then.is_number()) return log_entries().at(then);
    const auto& text = then.get_ref<const std::string&>();
    if (text.starts_with("zeros:")) return Bytes(std::stoul(text.substr(6)));
    return bytes(then);
}

}    // namespace

TEST_CASE("every shared change is refused with its number and leaves the state, or is taken") {
    std::map<std::string, State> named;
    std::size_t refused = 0, taken = 0;
    for (const Json& change : read_vectors("log/changes.json")) {
        const auto& name_of_case = change["name"].get_ref<const std::string&>();
        CAPTURE(name_of_case);
        State state = change["after"].is_string()
                          ? named.at(change["after"])
                          : state_without(change["after"], change.value("omit", std::vector<std::size_t>{}));
        const Json& then = change["then"];
        for (std::size_t i = 0; i + 1 < then.size(); ++i)
            REQUIRE(apply_carried(state, offered(then[i])).ok());
        CHECK(state.log.size() == change["index"]);

        const Json before = described(state);
        const Status status = apply_carried(state, offered(then.back()));
        if (change["expect"] != 0) {
            REQUIRE_FALSE(status.ok());
            CAPTURE(to_string(status.rejection()), change["detail"].get<std::string>());
            CHECK(static_cast<std::uint32_t>(status.rejection().reason) == change["expect"]);
            CHECK(described(state) == before);
            ++refused;
            continue;
        }
        if (!status.ok()) FAIL(to_string(status.rejection()));
        CHECK(name(state.phase) == change["detail"]);
        if (change.contains("results"))
            CHECK(results_csv(state.manifest, *state.result, state.base()) == change["results"]);
        CHECK(described(state) != before);
        named.insert_or_assign(name_of_case, std::move(state));
        ++taken;
    }
    CHECK(refused + taken == 499);
    CHECK(refused > 300);
}
