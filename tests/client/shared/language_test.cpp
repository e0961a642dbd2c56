#include "client/cli/shared/language.h"

#include <catch2/catch.hpp>

using namespace vouch;
using namespace vouch::client;
namespace el = vouch::election;

TEST_CASE("languages are found by their primary tag, the first stands in") {
    el::Manifest m;
    m.languages = {"vi", "en"};
    CHECK(language_index(m, "en") == 1);
    CHECK(language_index(m, "en-GB") == 1);
    CHECK(language_index(m, "qaa") == 0);
    m.languages = {"en", "vi-VN"};
    CHECK(language_index(m, "vi") == 1);
    CHECK(chosen_language(m, "vi") == "vi-VN");
    CHECK(chosen_language(m, "") == "en");
    CHECK(chosen_language(m, "qaa") == "en");
}
