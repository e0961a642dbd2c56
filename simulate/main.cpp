// vouch-simulate: elections in simulated worlds, from a seed.

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <iostream>

#include "disk/files.h"
#include "simulate/soak.h"
#include "wire/quiet_parser.h"

int main(int count, char** words) {
    using namespace vouch::simulation;
    CLI::App app{"Holds elections in simulated worlds, and says which seed breaks what"};
    Soak soak;
    std::vector<std::size_t> kept;
    bool shows = false, shrinks = true;
    app.add_option("--seed", soak.first_seed, "of the first election; the next ones count on from it");
    app.add_option("--elections", soak.elections, "how many");
    app.add_option("--minutes", soak.minutes, "go on for so long instead");
    app.add_flag("--trace", shows, "show every event; with one election");
    app.add_flag("!--as-drawn", shrinks, "keep every fault of what fails");
    const auto* only = app.add_option("--only", kept, "hold it with these of its faults, by number from 0");
    std::string record;
    app.add_option("--record", record, "a file for what all of them came to, as JSON");
    CLI11_PARSE(app, count, words);

    if (shows) soak.lines = &std::cout;
    if (*only) soak.only = kept;
    soak.shrinks = shrinks;
    vouch::wire::keep_parser_quiet();
    const Tally tally = run(soak, std::cerr);
    fmt::print("{}", text_of(tally));
    if (!record.empty()) vouch::disk::write_file(record, json_of(tally));
    return tally.failed.empty() ? 0 : 1;
}
