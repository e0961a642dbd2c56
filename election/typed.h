#pragma once
// What people type from paper or by ear. One reader takes it all, and says by place what is wrong with it.
// It never mends anything: the person looks again. docs/protocol.md, section 2.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/result.h"

namespace vouch::election {

/// What is typed: how many characters, and whether the last two are the check characters of the others.
struct TypedForm {
    std::string_view name;    // "the code", in sentences
    std::size_t characters = 0;
    bool checked = false;
};
inline constexpr TypedForm kTypedCode{"the code", 22, true};
inline constexpr TypedForm kTypedTracker{"the tracker", 28, true};
inline constexpr TypedForm kTypedReadOut{"what is read out", 26, false};    // an anchor
inline constexpr TypedForm kTypedKeyCard{"the check characters", 8, false};
inline constexpr TypedForm kTypedFingerprint{"the fingerprint", 16, false};
inline constexpr TypedForm kCodeInLink{"the code", 20, false};

struct Mistyped {
    enum class Kind {
        foreign,          // `place` holds no character of the alphabet, or one with an accent
        count,            // `typed` characters, and another number is wanted
        one_wrong,        // the check characters point to `place`
        several_wrong,    // or two have changed places
    };
    Kind kind = Kind::count;
    std::size_t place = 0;    // from 0
    std::size_t typed = 0;
};

/// Drops spaces, hyphens, dashes and invisible characters of every kind; takes lower case and full-width
/// characters for the plain upper ones, O for 0, and I and L for 1. `out` has form.characters bytes; they
/// hold what was typed where nothing is wrong.
std::optional<Mistyped> read_typed(std::string_view typed, const TypedForm& form,
                                   std::span<std::uint8_t> out);
/// The same for what is no secret. Malformed, with a sentence for people.
Result<std::string> read_typed(std::string_view typed, const TypedForm& form);

/// "in the code, look again at the second character of the fourth group; …"
std::string sentence(const Mistyped& mistyped, const TypedForm& form);

}    // namespace vouch::election
