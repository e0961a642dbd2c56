#include "client/cli/rehearsal/plan.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <random>

#include "client/cli/shared/csv.h"
#include "election/bodies.h"
#include "election/outcome.h"

namespace vouch::client {
namespace {

using election::Level;

// std::mt19937_64 gives the same numbers everywhere; the distributions of <random> and std::shuffle need not.
using Draw = std::mt19937_64;

std::size_t below(Draw& draw, std::size_t bound) {
    return static_cast<std::size_t>(draw() % bound);
}

template <class T>
void shuffle(std::vector<T>& items, Draw& draw) {
    for (std::size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[below(draw, left)]);
}

std::string invented_name(Draw& draw) {
    static constexpr std::array kFamily{"Nguyễn", "Trần", "Lê",   "Phạm", "Hoàng",
                                        "Phan",   "Vũ",   "Đặng", "Bùi",  "Đỗ"};
    static constexpr std::array kMiddle{"Văn", "Thị", "Minh", "Thanh", "Quang", "Ngọc", "Đức", "Hồng"};
    static constexpr std::array kGiven{"An",    "Bình", "Châu", "Dũng",  "Giang", "Hà",   "Hạnh",
                                       "Khánh", "Lâm",  "Liên", "Mai",   "Nam",   "Oanh", "Phúc",
                                       "Quỳnh", "Sơn",  "Thảo", "Trung", "Tuấn",  "Yến"};
    return fmt::format("{} {} {}", kFamily[below(draw, kFamily.size())], kMiddle[below(draw, kMiddle.size())],
                       kGiven[below(draw, kGiven.size())]);
}

std::vector<RollPerson> invented_people(std::uint32_t count, Draw& draw) {
    std::vector<RollPerson> people;
    for (std::uint32_t number = 1; number <= count; ++number)
        people.push_back({number, invented_name(draw), fmt::format("Unit {}", below(draw, 63) + 1)});
    return people;
}

/// One official's marks, one a ballot, in random order.
std::vector<Level> marks_of(const TableRow& row, std::uint32_t ballots, Draw& draw) {
    std::vector<Level> marks;
    marks.insert(marks.end(), row.high, Level::high);
    marks.insert(marks.end(), row.medium, Level::medium);
    marks.insert(marks.end(), row.low, Level::low);
    marks.resize(ballots, Level::blank);
    shuffle(marks, draw);
    return marks;
}

Marks random_marks(std::size_t officials, Draw& draw) {
    Marks marks;
    for (std::size_t j = 0; j < officials; ++j)
        marks.push_back(static_cast<Level>(below(draw, election::kLevels)));
    return marks;
}

std::optional<std::uint32_t> number_in(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > election::kRollNumbersMax)
        return std::nullopt;
    return value;
}

/// A mistake in words, or nothing.
std::string disagreement(const std::vector<TableRow>& table, const RehearsalOptions& options) {
    if (table.empty()) return says().rehearsal.no_rows;
    if (table.size() > 200) return says().rehearsal.many_rows;
    if (options.summoned == 0 || options.summoned > election::kRollNumbersMax)
        return says().rehearsal.roll_size({.most = election::kRollNumbersMax});
    if (options.present > options.summoned) return says().rehearsal.more_present;
    if (options.ballots > options.present) return says().rehearsal.more_ballots;
    if (options.revotes > options.ballots) return says().rehearsal.more_revotes;
    for (const TableRow& row : table)
        if (std::uint64_t{row.high} + row.medium + row.low > options.ballots)
            return says().rehearsal.more_marks({.position = row.position});
    return {};
}

}    // namespace

Checked<std::vector<TableRow>> read_results_table(std::string_view csv) {
    Checked<std::vector<TableRow>> out;
    auto records = parse_csv(csv);
    out.mistakes = std::move(records.mistakes);
    if (records.value.empty()) {
        out.wrong(at_line(1), says().rehearsal.table_empty);
        return out;
    }
    static constexpr std::array<std::string_view, 4> kColumns{"position", "high", "medium", "low"};
    std::array<std::size_t, 4> at{};
    const auto& heading = records.value.front().fields;
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
        at[c] = static_cast<std::size_t>(std::ranges::find(heading, kColumns[c]) - heading.begin());
        if (at[c] == heading.size()) out.wrong(at_line(1), says().rehearsal.no_column({.name = kColumns[c]}));
    }
    if (!out.ok()) return out;
    for (std::size_t r = 1; r < records.value.size(); ++r) {
        const auto& [line, fields] = records.value[r];
        if (fields.size() != heading.size()) {
            out.wrong(at_line(line),
                      says().rehearsal.other_fields({.found = fields.size(), .wanted = heading.size()}));
            continue;
        }
        std::array<std::uint32_t, 4> counts{};
        for (std::size_t c = 1; c < kColumns.size(); ++c) {
            const auto number = number_in(fields[at[c]]);
            if (!number)
                out.wrong(at_line(line), says().rehearsal.no_count({.text = fields[at[c]]}));
            else
                counts[c] = *number;
        }
        out.value.push_back({fields[at[0]], counts[1], counts[2], counts[3]});
    }
    return out;
}

Result<RehearsalPlan> plan_rehearsal(std::vector<TableRow> table, RehearsalOptions options) {
    if (std::string wrong = disagreement(table, options); !wrong.empty())
        return refused(Reason::not_fitting, std::move(wrong));
    Draw draw(options.seed);
    RehearsalPlan plan{std::move(table), std::move(options), {}, {}, {}, {}, {}};
    plan.people = invented_people(plan.options.summoned, draw);
    for (std::size_t j = 0; j < plan.table.size(); ++j) plan.officials.push_back(invented_name(draw));

    plan.present.resize(plan.options.summoned);
    std::iota(plan.present.begin(), plan.present.end(), 1u);
    shuffle(plan.present, draw);
    plan.present.resize(plan.options.present);

    for (std::uint32_t i = 0; i < plan.options.ballots; ++i)
        plan.voters.push_back({plan.present[i], {Marks{}}});
    for (const TableRow& row : plan.table) {
        const auto marks = marks_of(row, plan.options.ballots, draw);
        for (std::size_t i = 0; i < marks.size(); ++i) plan.voters[i].casts.front().push_back(marks[i]);
    }
    for (std::uint32_t i = 0; i < plan.options.revotes; ++i)
        plan.voters[i].casts.insert(plan.voters[i].casts.begin(), random_marks(plan.table.size(), draw));
    shuffle(plan.voters, draw);
    return plan;
}

Result<RehearsalPlan> plan_own_rehearsal(Conference conference, RehearsalOptions options) {
    election::Manifest& manifest = conference.manifest;
    if (options.revotes > 0 && manifest.revotes == 0)
        return refused(Reason::not_fitting, says().rehearsal.no_revotes);
    if (options.ballots < manifest.smallest_set)
        return refused(Reason::not_fitting, says().rehearsal.needs_ballots({.count = manifest.smallest_set}));
    const bool at_close = manifest.rules.quorum_measured == election::QuorumMeasured::at_close;
    if (at_close && !election::quorum_met(manifest.rules, options.ballots, options.summoned))
        return refused(
            Reason::not_fitting,
            says().rehearsal.needs_quorum({.count = election::quorum_of(manifest.rules, options.summoned)}));
    manifest.witnesses.clear();
    manifest.witness_keys.clear();
    Draw draw(options.seed);
    std::vector<TableRow> table;
    std::vector<std::string> names;
    for (const election::Official& official : manifest.officials) {
        TableRow row{official.position.front()};
        row.high = static_cast<std::uint32_t>(below(draw, options.ballots + std::size_t{1}));
        row.medium = static_cast<std::uint32_t>(below(draw, options.ballots - row.high + std::size_t{1}));
        row.low =
            static_cast<std::uint32_t>(below(draw, options.ballots - row.high - row.medium + std::size_t{1}));
        table.push_back(row);
        names.push_back(official.name);
    }
    VOUCH_TRY(plan, plan_rehearsal(std::move(table), std::move(options)));
    plan.officials = std::move(names);
    plan.conference = std::move(conference);
    return plan;
}

}    // namespace vouch::client
