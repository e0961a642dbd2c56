#include "client/cli/shared/minutes.h"

#include <fmt/core.h>

#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

constexpr std::size_t kPageColumns = 78;
constexpr std::size_t kLabelColumns = 44;
constexpr std::size_t kHandColumns = 30;    // for what is written by hand

std::string by_hand() {
    return std::string(kHandColumns, '.');
}

std::string paragraph(std::string_view text) {
    return wrap(text, kPageColumns - 2, "  ");
}

/// "  Ballots issued                  480".
std::string figure(const MinutesText::Fact& fact) {
    return fmt::format("  {}{:>8}\n", pad_right(fact.name, kLabelColumns), fact.value);
}

/// "  Fingerprint: 1234 …"; long texts run on, indented.
std::string fact(const MinutesText::Fact& fact) {
    const std::string wrapped =
        wrap(fmt::format("{}: {}", fact.name, fact.value), kPageColumns - 6, "      ");
    return "  " + wrapped.substr(std::min<std::size_t>(6, wrapped.size()));
}

/// The authority above the body, since a terminal has no two columns for long names.
std::string letterhead(const MinutesText& says) {
    std::string out;
    for (std::string_view rest = says.authority; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        out += centre(rest.substr(0, end), kPageColumns) + "\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    out += "\n" + paragraph(says.body) + paragraph(says.file_number) + paragraph(says.place_and_date) + "\n";
    out += centre(says.heading, kPageColumns) + "\n";
    out += wrap(says.subject, kPageColumns - 2, "  ");
    if (!says.rehearsal.empty()) out += centre(says.rehearsal, kPageColumns) + "\n";
    return out;
}

std::string official(const MinutesText::RatedOfficial& rated) {
    std::string out = "\n" + paragraph(rated.heading);
    for (const auto& [name, count, percent] : rated.levels)
        out += fmt::format("     {}{:>8}{:>12}\n", pad_right(name, kLabelColumns - 3), count, percent);
    if (!rated.consequence.empty()) out += wrap(rated.consequence, kPageColumns - 5, "     ");
    return out;
}

std::string signature(const MinutesText::Signature& line) {
    return fmt::format("\n  {} {}\n\n\n  {}{}{}\n", pad_right(line.role, kLabelColumns - 8), line.sign,
                       std::string(kLabelColumns - 8, '.'), line.name.empty() ? "" : "  ", line.name);
}

}    // namespace

std::string minutes(const MinutesText& says) {
    std::string out = letterhead(says) + "\n";
    for (const std::string& sentence : says.sentences) out += paragraph(sentence);
    out += fmt::format("\n{}\n", says.board_heading);
    for (const auto& member : says.board) out += paragraph(member.name + ": " + by_hand());
    out += fmt::format("\n{}\n", says.numbers_heading);
    for (const auto& number : says.numbers) out += figure(number);
    out += fmt::format("\n{}\n", says.results_heading) + paragraph(says.base);
    for (const auto& rated : says.officials) out += official(rated);
    out += fmt::format("\n{}\n", says.verification_heading);
    for (const auto& one : says.verification) out += fact(one);
    out += "\n" + paragraph(says.closing);
    out += fmt::format("\n{}\n", says.signatures_heading);
    for (const auto& line : says.signatures) out += signature(line);
    return out;
}

}    // namespace vouch::client
