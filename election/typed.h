#pragma once
// What people type from paper or by ear. One reader takes it all, and says at which place something is wrong.
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
    std::string_view name;
    std::size_t characters = 0;
    bool checked = false;
};
inline constexpr TypedForm kTypedCode{"code", 22, true};
inline constexpr TypedForm kTypedTracker{"tracker", 28, true};
inline constexpr TypedForm kTypedReadOut{"read out", 26, false};    // an anchor
inline constexpr TypedForm kTypedKeyCard{"key card", 8, false};
inline constexpr TypedForm kTypedFingerprint{"fingerprint", 16, false};
inline constexpr TypedForm kCodeInLink{"code in a link", 20, false};

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
/// The same for what is no secret; malformed, with the form's name, where something is wrong.
Result<std::string> read_typed(std::string_view typed, const TypedForm& form);

}    // namespace vouch::election
