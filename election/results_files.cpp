#include "election/results_files.h"

#include <array>
#include <vector>

#include "crypto/result.h"
#include "election/outcome.h"

namespace vouch::election {
namespace {

using Cells = std::vector<std::string>;

/// A text that a spreadsheet shows and does not calculate.
std::string harmless(const std::string& text) {
    constexpr std::string_view kBeginsFormula = "=+-@\t\r";
    const bool formula = !text.empty() && kBeginsFormula.find(text.front()) != std::string_view::npos;
    return csv_field(formula ? "'" + text : text);
}

void add_row(std::string& table, const Cells& row, std::string_view separator, std::string_view line_end) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) table += separator;
        table += row[i];
    }
    table += line_end;
}

}    // namespace

std::string csv_field(std::string_view field) {
    if (field.find_first_of(",;\t\"\r\n") == std::string_view::npos) return std::string(field);
    std::string out = "\"";
    for (const char c : field) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string results_csv(const Manifest& manifest, const Announcement& result, std::uint32_t base) {
    VOUCH_CHECK(manifest.officials.size() == result.lines.size());
    std::string csv = "number,name,position,high,medium,low,blank,pct_high,pct_medium,pct_low,outcome\n";
    for (std::size_t j = 0; j < result.lines.size(); ++j) {
        const ResultLine& line = result.lines[j];
        const Official& official = manifest.officials[j];
        Cells row{std::to_string(j + 1), csv_field(official.name), csv_field(official.position.front())};
        for (const std::uint32_t count : {line.high, line.medium, line.low, line.blank})
            row.push_back(std::to_string(count));
        for (const std::uint32_t count : {line.high, line.medium, line.low})
            row.push_back(decimal(percent_hundredths(count, base)));
        row.push_back(csv_field(line.outcome));
        add_row(csv, row, ",", "\n");
    }
    return csv;
}

std::string results_spreadsheet(const Manifest& manifest, const Announcement& result, std::uint32_t base,
                                const texts::Words& words, std::size_t language) {
    VOUCH_CHECK(manifest.officials.size() == result.lines.size());
    const auto& says = words.result;
    const std::string_view separator = words.number.decimal == "," ? ";" : ",";
    std::string table = "\xef\xbb\xbf";
    Cells row{harmless(std::string(says.number)), harmless(std::string(says.name)),
              harmless(std::string(says.position))};
    const std::array levels{Level::high, Level::medium, Level::low};
    for (const Level level : levels) row.push_back(harmless(manifest.rules.level_name(level)[language]));
    row.push_back(harmless(std::string(says.blank)));
    for (const Level level : levels)
        row.push_back(harmless(says.share_of({.level = manifest.rules.level_name(level)[language]})));
    row.push_back(harmless(std::string(says.outcome)));
    add_row(table, row, separator, "\r\n");
    for (std::size_t j = 0; j < result.lines.size(); ++j) {
        const ResultLine& line = result.lines[j];
        const Official& official = manifest.officials[j];
        row = {std::to_string(j + 1), harmless(official.name), harmless(official.position[language])};
        for (const std::uint32_t count : {line.high, line.medium, line.low, line.blank})
            row.push_back(std::to_string(count));
        for (const std::uint32_t count : {line.high, line.medium, line.low})
            row.push_back(decimal(percent_hundredths(count, base), words));
        const Threshold* threshold = threshold_called(manifest.rules, line.outcome);
        row.push_back(threshold ? harmless(threshold_text(manifest.rules, *threshold, words, language)) : "");
        add_row(table, row, separator, "\r\n");
    }
    return table;
}

}    // namespace vouch::election
