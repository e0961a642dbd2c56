#pragma once
// What the command says to people: the sentences of texts/words, in the language that was chosen for it.

#include <stdexcept>
#include <string>
#include <string_view>

#include <texts/commands.h>

#include "crypto/result.h"
#include "election/typed.h"

namespace vouch::client {

/// The sentences. English until speak() is called.
const texts::Commands& says();
/// Chooses the language for the whole program, before a second thread is there.
void speak(std::string_view language);

/// That of --language among the command's words; otherwise that of the environment, as the C library looks
/// for it; English where neither names one that has words. With --json or --report it is English, since the
/// sentences that stand in an answer for programs are the same everywhere.
std::string spoken_language(int count, const char* const* words);
/// "vi" of "vi_VN.UTF-8", as LC_ALL, LC_MESSAGES and LANG have it: the first of them that is not empty
/// counts.
std::string language_of_environment(const char* lc_all, const char* lc_messages, const char* lang);

/// The world fails, and what() is a sentence of ours, which says what to do next.
class Failed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// A refusal in a sentence of ours, which says what to do next.
Rejection refused(Reason reason, std::string sentence);
/// What a person is told of a refusal: its own sentence, or what its reason means and what to do, with the
/// detail that whoever looks into it needs.
std::string told(const Rejection& rejection);

/// Of what read_typed refused: what is wrong, by place.
Rejection mistyped(std::string_view typed, const election::TypedForm& form);
/// election::read_typed, refused in a sentence.
Result<std::string> read_typed_text(std::string_view typed, const election::TypedForm& form);

}    // namespace vouch::client
