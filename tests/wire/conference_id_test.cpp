#include "wire/conference_id.h"

#include <catch2/catch.hpp>

using namespace vouch;
using namespace vouch::wire;

TEST_CASE("an ID that was drawn is one, and no two are the same") {
    const std::string one = draw_conference_id(system_rng()), two = draw_conference_id(system_rng());
    CHECK(is_conference_id(one));
    CHECK(one != two);
    for (const char* wrong :
         {"", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "0123456789abcdeg"})
        CHECK_FALSE(is_conference_id(wrong));
}

TEST_CASE("a conference's path is taken apart") {
    const std::string path = conference_path("0123456789abcdef");
    CHECK(path == "/c/0123456789abcdef");
    CHECK(is_conference_path(path));
    CHECK_FALSE(is_conference_path(path + "/"));

    CHECK(parse_path(path)->rest.empty());
    CHECK(parse_path(path + "/")->rest == "/");
    const auto within = parse_path(path + "/log/checkpoint");
    CHECK(within->id == "0123456789abcdef");
    CHECK(within->rest == "/log/checkpoint");
    for (const std::string& wrong : {std::string(), std::string("/"), std::string("/c/"), path.substr(1),
                                     path.substr(0, path.size() - 1), path + "0", path + "?", "/x" + path})
        CHECK_FALSE(parse_path(wrong).has_value());
}
