#include "client/cli/shared/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

bool is_blank(std::string_view field) {
    return trimmed(field).empty();
}

/// Takes one field off the front of the line, with the separator after it. Says what is wrong, or nothing.
std::string take_field(std::string_view& line, char separator, std::string& field) {
    field.clear();
    if (!line.starts_with('"')) {
        const std::size_t end = std::min(line.find(separator), line.size());
        field = line.substr(0, end);
        line.remove_prefix(end);
        return field.find('"') == std::string::npos ? "" : says().roll.quote_inside;
    }
    line.remove_prefix(1);
    for (;;) {
        const std::size_t quote = line.find('"');
        if (quote == std::string_view::npos) return says().roll.quote_open;
        field += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) break;
        field += '"';    // "" inside quotes is one quote
        line.remove_prefix(1);
    }
    return line.empty() || line.front() == separator ? "" : says().roll.after_quote;
}

/// The separator that `sep=;` names, or 0. It is any sign of ASCII but a quote; letters and digits are none.
char named_separator(std::string_view line) {
    constexpr std::string_view kName = "sep=";
    if (line.size() != kName.size() + 1) return 0;
    for (std::size_t i = 0; i < kName.size(); ++i)
        if (line[i] != kName[i] && (line[i] | 0x20) != kName[i]) return 0;
    const char sign = line.back();
    const bool letter = (sign >= '0' && sign <= '9') || ((sign | 0x20) >= 'a' && (sign | 0x20) <= 'z');
    const bool shown = sign == '\t' || (sign > ' ' && sign < 0x7f);
    return shown && !letter && sign != '"' ? sign : '\0';
}

/// How often each separator stands outside quotes, and in how many lines.
char separator_of(const std::vector<FileLine>& lines) {
    constexpr std::string_view kSeparators = ",;\t";
    std::array<std::pair<std::size_t, std::size_t>, kSeparators.size()> found{};    // lines, times
    for (const auto& [number, text] : lines) {
        std::array<std::size_t, kSeparators.size()> times{};
        bool quoted = false;
        for (const char c : text) {
            if (c == '"') quoted = !quoted;
            const std::size_t which = kSeparators.find(c);
            if (!quoted && which != std::string_view::npos) ++times[which];
        }
        for (std::size_t i = 0; i < times.size(); ++i) {
            found[i].first += times[i] > 0;
            found[i].second += times[i];
        }
    }
    const auto most = std::ranges::max_element(found);    // the first of equals
    return kSeparators[static_cast<std::size_t>(most - found.begin())];
}

/// The fields of a line. Says what is wrong, or nothing.
std::string take_fields(std::string_view line, char separator, std::vector<std::string>& fields) {
    for (;;) {
        std::string field;
        std::string wrong = take_field(line, separator, field);
        if (!wrong.empty()) return wrong;
        fields.push_back(std::move(field));
        if (line.empty()) return {};
        line.remove_prefix(1);
    }
}

}    // namespace

Checked<std::vector<CsvRecord>> parse_csv(std::string_view file) {
    Checked<std::vector<CsvRecord>> out;
    auto lines = lines_of_file(file);
    out.mistakes = std::move(lines.mistakes);
    char separator = 0;
    if (!lines.value.empty() && lines.value.front().number == 1) {
        separator = named_separator(lines.value.front().text);
        if (separator != 0) lines.value.erase(lines.value.begin());
    }
    if (separator == 0) separator = separator_of(lines.value);
    for (const auto& [number, text] : lines.value) {
        CsvRecord record{number, {}};
        const std::string wrong = take_fields(text, separator, record.fields);
        if (!wrong.empty())
            out.wrong(at_line(number), wrong);
        else if (!std::ranges::all_of(record.fields, is_blank))
            out.value.push_back(std::move(record));
    }
    return out;
}

std::vector<std::string> unpadded(std::vector<std::string> fields, std::size_t columns) {
    while (fields.size() > columns && is_blank(fields.back())) fields.pop_back();
    return fields;
}

}    // namespace vouch::client
