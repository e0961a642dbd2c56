#include "client/cli/shared/says.h"

#include <array>
#include <cstdlib>
#include <span>

#include "crypto/secret.h"
#include "election/check_characters.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

using election::Mistyped;
using election::TypedForm;

constexpr std::size_t kCharactersInGroup = 4;

const texts::Commands*& chosen_sentences() {
    static const texts::Commands* chosen = &texts::commands_in(texts::kLanguageForOthers);
    return chosen;
}

/// The sentence of a reason that came without one.
const char* sentence_of(Reason reason) {
    const auto& all = says().refusal;
    switch (reason) {
        case Reason::malformed:
            return all.malformed;
        case Reason::too_large:
            return all.too_large;
        case Reason::duplicate:
            return all.duplicate;
        case Reason::wrong_phase:
            return all.wrong_phase;
        case Reason::unknown_election:
            return all.unknown_election;
        case Reason::bad_signature:
            return all.bad_signature;
        case Reason::bad_proof:
            return all.bad_proof;
        case Reason::wrong_revision:
            return all.wrong_revision;
        case Reason::not_on_the_roll:
            return all.not_on_the_roll;
        case Reason::number_taken:
            return all.number_taken;
        case Reason::too_early:
            return all.too_early;
        case Reason::over_capacity:
            return all.over_capacity;
        case Reason::not_fitting:
            return all.not_fitting;
        case Reason::puzzle_needed:
            return all.puzzle_needed;
    }
    return all.not_fitting;
}

const char* name_of(const TypedForm& form) {
    const auto& all = says().typed;
    if (form.name == election::kTypedTracker.name) return all.tracker;
    if (form.name == election::kTypedReadOut.name) return all.read_out;
    if (form.name == election::kTypedKeyCard.name) return all.key_card;
    if (form.name == election::kTypedFingerprint.name) return all.fingerprint;
    return all.code;
}

std::string place_in_words(std::size_t place) {
    const auto& all = says().typed;
    const std::array ordinals{all.first, all.second, all.third,  all.fourth,
                              all.fifth, all.sixth,  all.seventh};
    return all.place({.character = ordinals.at(place % kCharactersInGroup),
                      .group = ordinals.at(place / kCharactersInGroup)});
}

std::string sentence(const Mistyped& wrong, const TypedForm& form) {
    const auto& all = says().typed;
    switch (wrong.kind) {
        case Mistyped::Kind::foreign:
            return all.foreign({.name = name_of(form), .place = place_in_words(wrong.place)});
        case Mistyped::Kind::count:
            if (form.checked && wrong.typed + election::kCheckCharacters == form.characters)
                return all.checks_missing(
                    {.name = name_of(form), .typed = wrong.typed, .wanted = form.characters});
            return all.count({.name = name_of(form), .typed = wrong.typed, .wanted = form.characters});
        case Mistyped::Kind::one_wrong:
            return all.one_wrong({.name = name_of(form), .place = place_in_words(wrong.place)});
        case Mistyped::Kind::several_wrong:
            return all.several_wrong({.name = name_of(form)});
    }
    return "";
}

}    // namespace

const texts::Commands& says() {
    return *chosen_sentences();
}

void speak(std::string_view language) {
    chosen_sentences() = &texts::commands_in(language);
}

std::string language_of_environment(const char* lc_all, const char* lc_messages, const char* lang) {
    for (const char* one : {lc_all, lc_messages, lang})
        if (one != nullptr && *one != '\0') {
            const std::string_view locale(one);
            return std::string(locale.substr(0, locale.find_first_of("_.@-")));
        }
    return std::string(texts::kLanguageForOthers);
}

std::string spoken_language(int count, const char* const* words) {
    constexpr std::string_view kFlag = "--language";
    std::string asked;
    const std::span all(words, static_cast<std::size_t>(count));
    for (std::size_t i = 1; i < all.size(); ++i) {
        const std::string_view word(all[i]);
        if (word == "--json" || word.starts_with("--report")) return std::string(texts::kLanguageForOthers);
        if (word == kFlag && i + 1 < all.size()) asked = all[i + 1];
        if (word.starts_with(kFlag) && word.substr(kFlag.size()).starts_with('='))
            asked = word.substr(kFlag.size() + 1);
    }
    if (!asked.empty()) return asked;
    return language_of_environment(std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG"));
}

Rejection refused(Reason reason, std::string sentence) {
    return {reason, std::move(sentence), true};
}

std::string told(const Rejection& rejection) {
    if (rejection.spoken) return rejection.detail;
    if (rejection.detail.empty()) return sentence_of(rejection.reason);
    return says().refusal.with_detail(
        {.detail = rejection.detail, .sentence = sentence_of(rejection.reason)});
}

Rejection mistyped(std::string_view typed, const TypedForm& form) {
    SecretBuffer out(form.characters);    // a code is a secret
    const auto wrong = election::read_typed(typed, form, out.mutable_view());
    return refused(Reason::malformed, wrong ? sentence(*wrong, form) : says().refusal.malformed);
}

Result<std::string> read_typed_text(std::string_view typed, const TypedForm& form) {
    auto read = election::read_typed(typed, form);
    if (!read.ok()) return mistyped(typed, form);
    return read;
}

}    // namespace vouch::client
