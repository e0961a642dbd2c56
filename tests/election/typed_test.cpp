// Codes, trackers and other characters as people type them: tests/data/typed-codes.json, to which the web
// client holds too.
#include "election/typed.h"

#include <catch2/catch.hpp>

#include <map>

#include "election/check_characters.h"
#include "election/crockford.h"
#include "election/enrolment.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::election;

namespace {

using testing::Json;

const Json typed_cases =
    Json::parse(text_of(testing::read_file(testing::tests_dir() / "data" / "typed-codes.json")));

const TypedForm& form_of(const Json& typed_case) {
    static const std::map<std::string, TypedForm> forms{{"code", kTypedCode},
                                                        {"tracker", kTypedTracker},
                                                        {"readOut", kTypedReadOut},
                                                        {"keyCard", kTypedKeyCard},
                                                        {"fingerprint", kTypedFingerprint}};
    return forms.at(typed_case["form"]);
}

std::optional<Mistyped> read(std::string_view typed, const TypedForm& form) {
    Bytes out(form.characters);
    return read_typed(typed, form, out);
}

/// A whole code and a whole tracker, check characters included.
std::vector<std::pair<std::string, TypedForm>> whole_ones() {
    std::vector<std::pair<std::string, TypedForm>> out;
    for (const Json& one : typed_cases["whole"])
        out.emplace_back(one["characters"].get<std::string>() + one["checks"].get<std::string>(),
                         form_of(one));
    return out;
}

}    // namespace

TEST_CASE("check characters of codes and trackers") {
    for (const Json& one : typed_cases["whole"]) {
        const auto checks = check_characters(one["characters"].get<std::string>());
        CHECK(std::string(checks.begin(), checks.end()) == one["checks"]);
    }
    for (const auto& [characters, form] : whole_ones()) CHECK_FALSE(read(characters, form));
}

TEST_CASE("what people type is read in one way") {
    for (const Json& one : typed_cases["read"]) {
        CAPTURE(one["what"]);
        const auto characters = read_typed(one["typed"].get<std::string>(), form_of(one));
        REQUIRE(characters.ok());
        CHECK(*characters == one["characters"]);
    }
}

TEST_CASE("what is mistyped is told by place") {
    using Kind = Mistyped::Kind;
    const std::map<std::string, Kind> kinds{{"foreign", Kind::foreign},
                                            {"count", Kind::count},
                                            {"oneWrong", Kind::one_wrong},
                                            {"severalWrong", Kind::several_wrong}};
    for (const Json& one : typed_cases["mistyped"]) {
        CAPTURE(one["what"]);
        const auto mistyped = read(one["typed"].get<std::string>(), form_of(one));
        REQUIRE(mistyped);
        CHECK(mistyped->kind == kinds.at(one["kind"]));
        if (one.contains("place")) CHECK(mistyped->place == one["place"]);
        if (one.contains("typed_characters")) CHECK(mistyped->typed == one["typed_characters"]);
    }
    CHECK(read("FWSB85X232SJYZSQM8C\xff\x4bG", kTypedCode)->place == 19);    // no UTF-8
}

TEST_CASE("every single wrong character is found, and no pair of them passes") {
    for (const auto& [characters, form] : whole_ones())
        for (std::size_t i = 0; i < characters.size(); ++i)
            for (const char c : kCodeAlphabet) {
                if (c == characters[i]) continue;
                std::string wrong = characters;
                wrong[i] = c;
                const auto mistyped = read(wrong, form);
                REQUIRE(mistyped);
                REQUIRE(mistyped->kind == Mistyped::Kind::one_wrong);
                REQUIRE(mistyped->place == i);
                const std::size_t other = (i + 1) % characters.size();
                for (const char d : kCodeAlphabet) {
                    wrong[other] = d;
                    REQUIRE(check_typed(wrong).holds == (wrong == characters));
                }
            }
}

TEST_CASE("two characters that have changed places are noticed, neighbours or not") {
    for (const auto& [characters, form] : whole_ones())
        for (std::size_t i = 0; i < characters.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                std::string swapped = characters;
                std::swap(swapped[i], swapped[j]);
                REQUIRE(read(swapped, form).has_value() == (swapped != characters));
            }
}

TEST_CASE("a slip's code in print is read back, and nothing shorter") {
    const Code code = draw_code(system_rng());
    const std::string printed = in_groups(text_of(printed_code(code).view()));
    const auto typed = read_typed_code(printed);
    REQUIRE(typed.ok());
    CHECK(text_of(typed->view()) == text_of(code.view()));
    CHECK_FALSE(read_typed_code(text_of(code.view())).ok());
}
