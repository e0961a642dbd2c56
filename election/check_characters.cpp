#include "election/check_characters.h"

#include <cstdint>

#include "election/crockford.h"

namespace vouch::election {
namespace {

// GF(32): a character stands for its place in the alphabet, whose five bits are the coefficients of a
// polynomial over GF(2), taken modulo x^5 + x^2 + 1. The element 2 is x, and its powers are all but 0.
// Nothing branches on a character: those of a code are secret.
constexpr unsigned kModulus = 0b100101;
constexpr unsigned kOverflowBit = 5;
constexpr unsigned kX = 2, kXSquared = 4;

unsigned product(unsigned a, unsigned b) {
    unsigned sum = 0;
    for (int bit = 4; bit >= 0; --bit) {
        sum <<= 1;
        sum ^= (sum >> kOverflowBit & 1) * kModulus;
        sum ^= (b >> bit & 1) * a;
    }
    return sum;
}

/// The polynomial with these coefficients, the first one highest, at the point.
unsigned value_at(unsigned point, std::string_view characters) {
    unsigned value = 0;
    for (const char c : characters) value = product(value, point) ^ letter_value(c);
    return value;
}

}    // namespace

std::array<char, kCheckCharacters> check_characters(std::string_view characters) {
    // remainder = characters·X² mod (X − x)(X − x²), and (X − x)(X − x²) = X² + (x + x²)·X + x³
    constexpr unsigned kSum = kX ^ kXSquared;
    const unsigned cube = product(kX, kXSquared);
    unsigned first = 0, second = 0;
    for (const char c : characters) {
        const unsigned leading = first ^ letter_value(c);
        first = second ^ product(leading, kSum);
        second = product(leading, cube);
    }
    return {letter_at(first), letter_at(second)};
}

Checked check_typed(std::string_view characters) {
    // One character that is wrong by e, j places before the last, leaves S1 = e·x^j and S2 = e·x^2j.
    const unsigned s1 = value_at(kX, characters), s2 = value_at(kXSquared, characters);
    if (s1 == 0 && s2 == 0) return {.holds = true, .wrong = {}};
    unsigned power = s1;    // S1·x^j, which is S2 at the place that is wrong; for ever 0 where S1 is
    for (std::size_t j = 0; j < characters.size(); ++j, power = product(power, kX))
        if (power == s2) return {.holds = false, .wrong = characters.size() - 1 - j};
    return {};
}

}    // namespace vouch::election
