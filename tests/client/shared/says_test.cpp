// What the command says: a sentence for every reason and in every language, and how the language is chosen.
#include "client/cli/shared/says.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/vectors.h"
#include "texts/texts.h"

using namespace vouch;
using namespace vouch::client;
namespace el = vouch::election;

namespace {

/// The program speaks it until this goes.
struct Speaking {
    explicit Speaking(std::string_view language) { speak(language); }
    ~Speaking() { speak("en"); }
};

std::string spoken(std::vector<const char*> words) {
    return spoken_language(static_cast<int>(words.size()), words.data());
}

/// The sentences at a key of a language's words and below, by their keys.
void collect(const testing::Json& at, const std::string& key, std::map<std::string, std::string>& out) {
    if (at.is_string()) {
        out[key] = at.get<std::string>();
        return;
    }
    for (const auto& [inner, value] : at.items()) collect(value, key + "." + inner, out);
}
std::map<std::string, std::string> commands_of(const std::string& language) {
    const auto file = testing::tests_dir().parent_path() / "texts/words" / (language + ".json");
    std::map<std::string, std::string> out;
    collect(testing::Json::parse(text_of(testing::read_file(file)))["commands"], "", out);
    return out;
}

}    // namespace

TEST_CASE("every reason has a sentence in every language, which says what to do next") {
    std::set<std::string> all;
    for (const std::string& language : texts::languages()) {
        const Speaking speaking(language);
        for (std::uint32_t number = 1; number <= static_cast<std::uint32_t>(Reason::puzzle_needed);
             ++number) {
            const auto reason = static_cast<Reason>(number);
            CAPTURE(language, name(reason));
            const std::string bare = told({reason, ""});
            CHECK(bare.find("; ") != std::string::npos);    // what it is; what to do
            CHECK(bare.find("(" + std::string(name(reason)) + ")") == std::string::npos);
            all.insert(bare);
            const std::string with = told({reason, "official 0"});
            CHECK(with.find(bare + " (") == 0);
            CHECK(with.find("official 0)") != std::string::npos);
            CHECK(told(refused(reason, "our own sentence")) == "our own sentence");
        }
    }
    CHECK(all.size() == texts::languages().size() * static_cast<std::size_t>(Reason::puzzle_needed));
}

TEST_CASE("no sentence was left in another language's words") {
    const auto english = commands_of("en");
    for (const std::string& language : texts::languages()) {
        if (language == "en") continue;
        const auto own = commands_of(language);
        for (const auto& [key, text] : english) {
            CAPTURE(language, key, text);
            const auto found = own.find(key);
            if (found == own.end()) {
                CHECK(key.ends_with(".one"));    // a form that this language does not tell apart
                continue;
            }
            // A sentence has words beside its placeholders and the commands that are typed.
            const auto words = std::count(text.begin(), text.end(), ' ');
            const bool typed = text.find("vouch ") != std::string::npos && words < 4;
            if (words > 1 && !typed) CHECK(found->second != text);
        }
    }
}

TEST_CASE("the language is that of the flag, of the environment, or English") {
    CHECK(language_of_environment(nullptr, nullptr, nullptr) == "en");
    CHECK(language_of_environment("", "", "vi_VN.UTF-8") == "vi");
    CHECK(language_of_environment("", "vi_VN", "en_GB.UTF-8") == "vi");
    CHECK(language_of_environment("C", "vi_VN", "vi_VN") == "C");
    CHECK(&texts::commands_in("C") == &texts::commands_in("en"));
    CHECK(spoken({"vouch", "organizer", "open", "--language", "vi"}) == "vi");
    CHECK(spoken({"vouch", "organizer", "open", "--language=vi", "--yes"}) == "vi");
    CHECK(spoken({"vouch", "organizer", "open", "--json", "--language", "vi"}) == "en");
}

TEST_CASE("a typing error in sentences") {
    const auto said = [](std::string_view typed, const el::TypedForm& form) {
        return read_typed_text(typed, form).rejection().detail;
    };
    CHECK(said("FWSB-85X2-32SJ-YZ8Q-M8C5-KG", el::kTypedCode) ==
          "in the code, look again at the third character of the fourth group; if that one is right, compare "
          "all the others");
    CHECK(
        said("FWSB-85X2-32SJ-YĐSQ-M8C5-KG", el::kTypedCode) ==
        "in the code, the second character of the fourth group is not a character of a code: there are only "
        "digits, and letters without an accent, and no U");
    CHECK(said("YDXVBKW5HSFT34TESCYDY3YH5C", el::kTypedTracker) ==
          "the last two characters are missing: the tracker has 28 characters, and 26 are there");
    CHECK(said("YDXVBKW5HSFT34TESCYDY3YH5", el::kTypedReadOut) ==
          "what is read out has 26 characters, and 25 are there");
    const Speaking vietnamese("vi");
    CHECK(
        said("FWSB-85X2-32SJ-YZ8Q-M8C5-KG", el::kTypedCode) ==
        "trong mã trên phiếu, hãy xem lại ký tự thứ ba của nhóm thứ tư; nếu ký tự này đúng, hãy xem lại tất "
        "cả các ký tự khác");
}
