#include "wire/key_card.h"

#include <catch2/catch.hpp>

using namespace vouch::wire;

TEST_CASE("check characters change with every part of the card") {
    KeyCard card{"An", {}, {}};
    const std::string characters = comparison_characters(card);
    CHECK(characters.size() == 9);
    CHECK(characters[4] == '-');
    KeyCard other = card;
    other.name = "Ba";
    CHECK(comparison_characters(other) != characters);
    other = card;
    other.sign_key[31] ^= 1;
    CHECK(comparison_characters(other) != characters);
    other = card;
    other.box_key[0] ^= 1;
    CHECK(comparison_characters(other) != characters);
}
