#include "client/cli/shared/results_table.h"

#include <fmt/core.h>

#include "client/cli/shared/language.h"
#include "client/cli/shared/text.h"
#include "election/outcome.h"
#include "election/results_files.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kPositionColumns = 44;

using Row = std::vector<std::string>;

/// Rows under the first, which is the heading; the first two columns to the left, the others to the right.
std::string aligned(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(row.size());
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool left = i == 1 || i + 1 == widths.size();
            line +=
                (i ? "  " : "") + (left ? pad_right(rows[r][i], widths[i]) : pad_left(rows[r][i], widths[i]));
        }
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        if (r > 0) continue;
        std::size_t total = 0;
        for (const std::size_t width : widths) total += width + 2;
        out += std::string(total - 2, '-') + "\n";
    }
    return out;
}

/// The position broken into lines, each a row; the figures stand in the last.
void add_rows(std::vector<Row>& rows, std::size_t number, const std::string& position, const Row& figures) {
    const std::string wrapped = wrap(position, kPositionColumns, "");
    std::string_view rest = wrapped;
    for (bool first = true; !rest.empty(); first = false) {
        const std::string line(rest.substr(0, rest.find('\n')));
        rest.remove_prefix(line.size() + 1);
        Row row{first ? std::to_string(number) : "", line};
        if (rest.empty()) {
            row.insert(row.end(), figures.begin(), figures.end());
        } else {
            row.resize(2 + figures.size());
        }
        rows.push_back(std::move(row));
    }
}

}    // namespace

std::string base_sentence(const Manifest& manifest, std::uint32_t base, const texts::Words& words) {
    return manifest.rules.base == Base::summoned ? words.result.base_summoned({.count = base})
                                                 : words.result.base_collected({.count = base});
}

std::string results_table(const Manifest& manifest, const Announcement& result, std::uint32_t base,
                          std::string_view asked_for) {
    const std::string_view language = chosen_language(manifest, asked_for);
    const std::size_t at = language_index(manifest, language);
    const Rules& rules = manifest.rules;
    const texts::Words& words = texts::words_in(language);
    const auto& says = words.result;
    std::vector<Row> rows{{std::string(says.number), std::string(says.position),
                           rules.level_name(Level::high)[at], "%", rules.level_name(Level::medium)[at], "%",
                           rules.level_name(Level::low)[at], "%", std::string(says.blank),
                           std::string(says.outcome)}};
    const auto number = [&](std::uint32_t count) { return texts::number_text(count, words); };
    const auto percent = [&](std::uint32_t count) { return decimal(percent_hundredths(count, base), words); };
    for (std::size_t i = 0; i < result.lines.size(); ++i) {
        const ResultLine& line = result.lines[i];
        add_rows(rows, i + 1, manifest.officials[i].position[at],
                 {number(line.high), percent(line.high), number(line.medium), percent(line.medium),
                  number(line.low), percent(line.low), number(line.blank),
                  line.outcome == kNoOutcome ? "-" : line.outcome});
    }
    return aligned(rows) + base_sentence(manifest, base, words) + "\n";
}

std::string spreadsheet_of(const Manifest& manifest, const Announcement& result, std::uint32_t base,
                           std::string_view asked_for) {
    const std::string_view language = chosen_language(manifest, asked_for);
    return results_spreadsheet(manifest, result, base, texts::words_in(language),
                               language_index(manifest, language));
}

}    // namespace vouch::client
