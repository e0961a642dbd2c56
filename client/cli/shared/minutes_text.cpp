#include "client/cli/shared/minutes_text.h"

#include <fmt/core.h>

#include "client/cli/shared/language.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"
#include "crypto/note.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/profiles.h"
#include "election/slip.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

using namespace election;

/// A language with our own words in it, and the index of the manifest's texts in it.
struct Speaker {
    const texts::Words& words;
    std::size_t language;
};

/// Under a profile's rules with its authority, number and hours.
void add_letterhead(MinutesText& out, const State& state, const Speaker& speaker) {
    const auto& [words, language] = speaker;
    const Manifest& manifest = state.manifest;
    const auto& says = words.minutes;
    const RuleProfile* profile = profile_of(manifest.rules, manifest.languages);
    const std::size_t own = *texts::language_index(words.language);
    const std::string date = texts::formal_date(manifest.date, words);
    out.language = words.language;
    out.authority = profile ? profile->authority[own] : "";
    out.body = manifest.body[language];
    out.file_number = profile ? profile->file_number[own] : says.file_number;
    out.place_and_date = says.place_and_date({.date = date, .place = manifest.place[language]});
    out.rehearsal = manifest.rehearsal ? says.rehearsal : "";
    out.heading = says.heading;
    out.subject = manifest.title[language];
    const int hours = profile ? profile->hours_from_utc : 0;
    out.sentences = {
        says.opening_formula(
            {.conference = manifest.title[language], .date = date, .place = manifest.place[language]}),
        says.hours({.began = texts::formal_time(state.opened_at, hours, words),
                    .ended = texts::formal_time(state.closed_at, hours, words),
                    .zone = texts::zone_name(hours)})};
    if (!state.override_reason.empty())
        out.sentences.push_back(says.without_quorum({.reason = state.override_reason}));
}

void add_board(MinutesText& out, const State& state, const texts::Words& words) {
    out.board_heading = words.minutes.board;
    const auto& trustees = state.ceremony->board.trustees;
    for (std::size_t i = 0; i < trustees.size(); ++i)
        out.board.push_back(
            {.name = words.minutes.in_the_board({.name = trustees[i].name, .number = std::to_string(i + 1)}),
             .value = ""});
}

void add_numbers(MinutesText& out, const State& state, const texts::Words& words) {
    const auto& says = words.minutes;
    const std::uint32_t issued = state.present(), collected = state.collected();
    const std::uint32_t invalid = state.paper_count ? state.paper_count->invalid : 0;
    out.numbers_heading = says.numbers;
    const auto figure = [&](std::string_view label, std::uint64_t number) {
        out.numbers.push_back({.name = std::string(label), .value = texts::number_text(number, words)});
    };
    figure(says.summoned, state.summoned());
    figure(says.present, state.present());
    figure(says.issued, issued);
    figure(says.on_paper, state.papers_issued());
    figure(says.collected, collected);
    figure(says.not_returned, issued - collected);
    figure(says.valid, collected - invalid);
    figure(says.invalid, invalid);
}

MinutesText::RatedOfficial official(const State& state, std::size_t i, const Speaker& speaker) {
    const auto& [words, language] = speaker;
    const Official& rated = state.manifest.officials[i];
    const Rules& rules = state.manifest.rules;
    const ResultLine& line = state.result->lines[i];
    MinutesText::RatedOfficial out{.heading = "",
                                   .number = std::to_string(i + 1),
                                   .name = rated.name,
                                   .position = rated.position[language],
                                   .levels = {},
                                   .consequence = ""};
    out.heading = words.minutes.official({.name = out.name, .number = out.number, .position = out.position});
    const auto add = [&](std::string_view name, std::uint32_t count) {
        out.levels.push_back({.name = std::string(name),
                              .count = texts::number_text(count, words),
                              .percent = percent_text(percent_hundredths(count, state.base()), words)});
    };
    add(rules.level_name(Level::high)[language], line.high);
    add(rules.level_name(Level::medium)[language], line.medium);
    add(rules.level_name(Level::low)[language], line.low);
    add(words.result.blank, line.blank);
    if (const Threshold* threshold = threshold_called(rules, line.outcome))
        out.consequence =
            words.minutes.consequence({.consequence = threshold->consequence[language],
                                       .mark = threshold_text(rules, *threshold, words, language),
                                       .name = out.name,
                                       .number = out.number});
    return out;
}

void add_verification(MinutesText& out, const State& state, const texts::Words& words,
                      std::string_view fingerprint) {
    std::vector<std::string> counted;
    for (const std::uint32_t trustee : state.share_order)
        counted.push_back(state.ceremony->board.trustees[trustee - 1].name);
    const auto& says = words.fact;
    out.verification_heading = words.minutes.verification;
    const auto fact = [&](std::string_view name, std::string_view value) {
        out.verification.push_back({.name = std::string(name), .value = std::string(value)});
    };
    fact(says.election_id, to_hex(state.election_id));
    fact(says.board_mark, anchor_mark(*state.anchor()));
    fact(says.opening_number, opening_number(state.open_digest));
    fact(says.fingerprint, fingerprint);
    fact(says.log, words.minutes.log_size({.entries = says.entries({.count = state.log.size()}),
                                           .name = Vkey::parse(state.manifest.log_vkey)->name()}));
    fact(says.root, to_base64(state.log.root()));
    fact(says.vkey, state.manifest.log_vkey);
    fact(says.open_by, joined(confirmer_names(state, state.open_confirmations.keys), "; "));
    fact(says.close_by, joined(confirmer_names(state, state.close_confirmations.keys), "; "));
    fact(says.shares_by, joined(counted, "; "));
}

void add_signatures(MinutesText& out, const State& state, const texts::Words& words) {
    const auto& says = words.minutes;
    out.closing = says.closing_formula;
    out.signatures_heading = says.signatures;
    const auto line = [&](std::string_view role, std::string_view name) {
        out.signatures.push_back(
            {.role = std::string(role), .sign = std::string(says.sign_here), .name = std::string(name)});
    };
    for (const Trustee& trustee : state.ceremony->board.trustees) line(says.member, trustee.name);
    line(says.secretary, "");
    line(says.head, "");
    line(says.chair, "");
}

}    // namespace

Result<MinutesText> minutes_text(const State& state, std::string_view fingerprint,
                                 std::string_view asked_for) {
    if (!state.result) return refused(Reason::not_fitting, says().report.no_result);
    const std::string_view language = chosen_language(state.manifest, asked_for);
    const texts::Words& words = texts::words_in(language);
    const Speaker speaker{.words = words, .language = language_index(state.manifest, language)};
    MinutesText out;
    add_letterhead(out, state, speaker);
    add_board(out, state, words);
    add_numbers(out, state, words);
    out.results_heading = words.minutes.results;
    out.table_number = words.result.number;
    out.table_official = words.result.official;
    out.base = base_sentence(state.manifest, state.base(), words);
    for (std::size_t i = 0; i < state.result->lines.size(); ++i)
        out.officials.push_back(official(state, i, speaker));
    add_verification(out, state, words, fingerprint);
    add_signatures(out, state, words);
    return out;
}

}    // namespace vouch::client
