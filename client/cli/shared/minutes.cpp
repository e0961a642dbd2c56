#include "client/cli/shared/minutes.h"

#include <fmt/core.h>

#include "client/cli/shared/language.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/text.h"
#include "crypto/note.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/slip.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kPageColumns = 78;
constexpr std::size_t kLabelColumns = 44;

/// A language with our own words in it, and the place of the manifest's texts of it.
struct Speaker {
    const texts::Words& words;
    std::size_t place;
};

/// "  Ballots issued                  480".
std::string figure(std::string_view label, std::uint64_t number, const texts::Words& words) {
    return fmt::format("  {}{:>8}\n", pad_right(label, kLabelColumns), texts::number_text(number, words));
}

/// "  Fingerprint: 1234 …"; long texts run on, indented.
std::string fact(std::string_view label, std::string_view text) {
    const std::string wrapped = wrap(fmt::format("{}: {}", label, text), kPageColumns - 6, "      ");
    return "  " + wrapped.substr(std::min<std::size_t>(6, wrapped.size()));
}

std::string heading(const Manifest& manifest, const Speaker& speaker) {
    const auto& [words, place] = speaker;
    std::string out = centre(words.minutes.heading, kPageColumns) + "\n";
    if (manifest.rehearsal) out += centre(words.minutes.rehearsal, kPageColumns) + "\n";
    out += "\n";
    out += fact(words.fact.body, manifest.body[place]);
    out += fact(words.fact.conference, manifest.title[place]);
    out += fact(words.fact.place, manifest.place[place]);
    return out + fact(words.fact.date, texts::formal_date(manifest.date, words));
}

std::string numbers(const State& state, const texts::Words& words) {
    const auto& says = words.minutes;
    const std::uint32_t issued = state.present(), collected = state.collected();
    const std::uint32_t invalid = state.paper_count ? state.paper_count->invalid : 0;
    return fmt::format("\n{}\n", says.numbers) + figure(says.summoned, state.summoned(), words) +
           figure(says.present, state.present(), words) + figure(says.issued, issued, words) +
           figure(says.on_paper, state.papers_issued(), words) + figure(says.collected, collected, words) +
           figure(says.not_returned, issued - collected, words) +
           figure(says.valid, collected - invalid, words) + figure(says.invalid, invalid, words);
}

std::string official(const State& state, std::size_t i, const Speaker& speaker) {
    const auto& [words, place] = speaker;
    const Official& rated = state.manifest.officials[i];
    const Rules& rules = state.manifest.rules;
    const ResultLine& line = state.result->lines[i];
    const std::string number = std::to_string(i + 1);
    std::string out("\n");
    out += wrap(
        words.minutes.official({.name = rated.name, .number = number, .position = rated.position[place]}),
        kPageColumns - 2, "  ");
    const auto row = [&](std::string_view label, std::uint32_t count) {
        out += fmt::format("     {}{:>8}{:>12}\n", pad_right(label, kLabelColumns - 3),
                           texts::number_text(count, words),
                           percent_text(percent_hundredths(count, state.base()), words));
    };
    row(rules.level_name(Level::high)[place], line.high);
    row(rules.level_name(Level::medium)[place], line.medium);
    row(rules.level_name(Level::low)[place], line.low);
    row(words.result.blank, line.blank);
    if (const Threshold* threshold = threshold_called(rules, line.outcome))
        out += wrap(words.minutes.consequence({.consequence = threshold->consequence[place],
                                               .mark = mark_text(rules, *threshold, words, place),
                                               .name = rated.name,
                                               .number = number}),
                    kPageColumns - 5, "     ");
    return out;
}

std::string verification(const State& state, const texts::Words& words, std::string_view fingerprint) {
    std::vector<std::string> counted;
    for (const std::uint32_t trustee : state.share_order)
        counted.push_back(state.ceremony->board.trustees[trustee - 1].name);
    const auto& says = words.fact;
    const std::string log_size =
        words.minutes.log_size({.entries = says.entries({.count = state.log.size()}),
                                .name = Vkey::parse(state.manifest.log_vkey)->name()});
    return fmt::format("\n{}\n", words.minutes.verification) +
           fact(says.election_id, to_hex(state.election_id)) +
           fact(says.board_mark, anchor_mark(*state.anchor())) +
           fact(says.opening_number, opening_number(state.open_digest)) +
           fact(says.fingerprint, fingerprint) + fact(says.log, log_size) +
           fact(says.root, to_base64(state.log.root())) + fact(says.vkey, state.manifest.log_vkey) +
           fact(says.open_by, joined(confirmer_names(state, state.open_confirmations.keys), "; ")) +
           fact(says.close_by, joined(confirmer_names(state, state.close_confirmations.keys), "; ")) +
           fact(says.shares_by, joined(counted, "; "));
}

std::string signatures(const State& state, const texts::Words& words) {
    const auto& says = words.minutes;
    std::string out = fmt::format("\n{}\n", says.signatures);
    const auto place = [&](std::string_view role, std::string_view name) {
        out += fmt::format("\n  {} {}\n\n\n  {}{}{}\n", pad_right(role, kLabelColumns - 8), says.sign_here,
                           std::string(kLabelColumns - 8, '.'), name.empty() ? "" : "  ", name);
    };
    place(says.chair, "");
    place(says.head, "");
    for (const Trustee& trustee : state.ceremony->board.trustees) place(says.member, trustee.name);
    return out;
}

}    // namespace

Result<std::string> minutes(const State& state, std::string_view fingerprint, std::string_view asked_for) {
    if (!state.result) return {Reason::not_fitting, "there is no result yet: the counting is not done"};
    const std::string_view language = chosen_language(state.manifest, asked_for);
    const texts::Words& words = texts::words_in(language);
    const Speaker speaker{.words = words, .place = language_place(state.manifest, language)};
    std::string out = heading(state.manifest, speaker) + numbers(state, words);
    out += fmt::format("\n{}\n  {}\n", words.minutes.results,
                       base_sentence(state.manifest, state.base(), words));
    for (std::size_t i = 0; i < state.result->lines.size(); ++i) out += official(state, i, speaker);
    return out + verification(state, words, fingerprint) + signatures(state, words);
}

}    // namespace vouch::client
