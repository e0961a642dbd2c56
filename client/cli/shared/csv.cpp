#include "client/cli/shared/csv.h"

#include <algorithm>

namespace vouch::client {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Takes one field off the front of the line, with the separator after it. Says what is wrong, or nothing.
std::string take_field(std::string_view& line, char separator, std::string& field) {
    field.clear();
    if (!line.starts_with('"')) {
        const std::size_t end = std::min(line.find(separator), line.size());
        field = line.substr(0, end);
        line.remove_prefix(end);
        return field.find('"') == std::string::npos ? "" : "a quote inside a field that is not quoted";
    }
    line.remove_prefix(1);
    for (;;) {
        const std::size_t quote = line.find('"');
        if (quote == std::string_view::npos) return "a quote is opened and not closed on this line";
        field += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) break;
        field += '"';    // "" inside quotes is one quote
        line.remove_prefix(1);
    }
    return line.empty() || line.front() == separator ? "" : "text after a closing quote";
}

char separator_of(std::string_view line) {
    std::ptrdiff_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        commas += !quoted && c == ',';
        semicolons += !quoted && c == ';';
    }
    return semicolons > commas ? ';' : ',';
}

}    // namespace

std::string at_line(std::size_t line) {
    return "line " + std::to_string(line);
}

Checked<std::vector<CsvRecord>> parse_csv(std::string_view text) {
    Checked<std::vector<CsvRecord>> out;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    char separator = 0;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        if (separator == 0) separator = separator_of(line);

        CsvRecord record{number, {}};
        std::string wrong, field;
        for (bool more = true; more && wrong.empty();) {
            wrong = take_field(line, separator, field);
            record.fields.push_back(field);
            more = !line.empty();
            if (more) line.remove_prefix(1);
            if (more && line.empty() && wrong.empty()) {    // the line ends in a separator
                record.fields.emplace_back();
                more = false;
            }
        }
        if (wrong.empty()) {
            out.value.push_back(std::move(record));
        } else {
            out.wrong(at_line(number), wrong);
        }
    }
    return out;
}

std::string csv_field(std::string_view field) {
    if (field.find_first_of(",;\"\r\n") == std::string_view::npos) return std::string(field);
    std::string out = "\"";
    for (const char c : field) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}    // namespace vouch::client
