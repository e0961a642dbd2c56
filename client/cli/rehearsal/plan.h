#pragma once
// The plan of a rehearsal: marks for every participant, chosen so that the totals are those of a table of
// results. The seed draws marks, names and who changes the vote; never keys.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/cli/organizer/conference_file.h"
#include "client/cli/shared/mistakes.h"
#include "client/cli/shared/roll_file.h"
#include "election/bodies.h"

namespace vouch::client {

struct TableRow {
    std::string position;
    std::uint32_t high = 0, medium = 0, low = 0;
    friend bool operator==(const TableRow&, const TableRow&) = default;
};
/// Reads the columns position, high, medium and low, by their headings, and ignores others. Every bad row is
/// listed.
Checked<std::vector<TableRow>> read_results_table(std::string_view csv);

struct RehearsalOptions {
    std::uint32_t summoned = 0;    // on the roll
    std::uint32_t present = 0;     // check in; at most those summoned
    std::uint32_t ballots = 0;     // participants who vote; at most those present
    std::uint32_t revotes = 0;     // how many of these change their vote once
    election::Base base = election::Base::collected;
    std::string profile = "party";
    std::string language = "en";    // of the table's positions
    std::uint64_t seed = 1;
};

using Marks = std::vector<election::Level>;    // per official

struct PlannedVoter {
    std::uint32_t number = 0;    // on the roll
    std::vector<Marks> casts;    // in order; the last one counts
};

struct RehearsalPlan {
    std::vector<TableRow> table;
    RehearsalOptions options;
    std::vector<RollPerson> people;        // numbers 1 ... summoned, invented
    std::vector<std::string> officials;    // invented names, in the table's order
    std::vector<std::uint32_t> present;    // numbers that check in, in the order in which they come
    std::vector<PlannedVoter> voters;      // in the order in which they vote
    std::optional<Conference>
        conference;    // the body's own, without witnesses; nothing where one is invented
};

/// Not fitting where the options do not agree with the table or with each other; the detail says which.
Result<RehearsalPlan> plan_rehearsal(std::vector<TableRow> table, RehearsalOptions options);
/// The same for the body's own conference, with totals that the seed draws. Nobody has its witnesses' keys
/// here, so the board confirms without them.
Result<RehearsalPlan> plan_own_rehearsal(Conference conference, RehearsalOptions options);

}    // namespace vouch::client
