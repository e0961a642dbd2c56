// Texts that do not fit together stop the build: the generator says what is wrong, and where.

#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/folder.h"

namespace {

using Path = std::filesystem::path;

std::string read(const Path& file) {
    std::stringstream out;
    out << std::ifstream(file).rdbuf();
    return out.str();
}

/// A copy of the texts to spoil.
class Copy {
public:
    Copy() {
        std::filesystem::copy(TEXTS_DIR, texts(), std::filesystem::copy_options::recursive);
        std::filesystem::create_directory(made());
    }
    void change(const std::string& file, const std::string& from, const std::string& to) {
        std::string text = read(texts() / file);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        std::ofstream(texts() / file) << text.replace(at, from.size(), to);
    }
    /// What the generator complains of; empty where it made everything.
    std::string complaint() {
        const Path said = folder_.path() / "said";
        const std::string command =
            std::string(MAKE_TEXTS) + " " + texts().string() + " " + made().string() + " 2> " + said.string();
        const int status = std::system(command.c_str());
        const std::string out = read(said);
        REQUIRE(WIFEXITED(status));
        CHECK((WEXITSTATUS(status) == 0) == out.empty());
        return out;
    }
    Path texts() const { return folder_.path() / "texts"; }
    Path made() const { return folder_.path() / "made"; }

private:
    vouch::testing::TemporaryFolder folder_;
};

struct Spoilt {
    std::string file, from, to, complaint;
};

}    // namespace

TEST_CASE("texts that fit are made into C++") {
    Copy copy;
    CHECK(copy.complaint().empty());
    CHECK(read(copy.made() / "profiles.cpp").find("two_thirds_low") != std::string::npos);
}

TEST_CASE("a language is one more file, a profile data in each") {
    Copy copy;
    std::filesystem::copy(copy.texts() / "words/en.json", copy.texts() / "words/xx.json");
    CHECK(copy.complaint().empty());
    CHECK(read(copy.made() / "words.cpp").find(".language = \"xx\"") != std::string::npos);

    copy.change("profiles.json", "\"state\"", "\"province\"");
    CHECK(copy.complaint().find("profiles.province is missing") != std::string::npos);
}

TEST_CASE("texts that do not fit stop the build") {
    for (const Spoilt& one : {
             Spoilt{"words/en.json", "\"heading\"", "\"headings\"", "headings is not in the first language"},
             Spoilt{"words/en.json", "    \"body\": \"Body\",\n", "", "en.json.fact.body is missing"},
             Spoilt{"words/en.json", "\"Body\"", "\"\"", "fact.body is empty"},
             Spoilt{"words/en.json", "More than {share}", "More than", "more_than has other {placeholders}"},
             Spoilt{"words/en.json", "{count} entry", "{number} entry", "entries has other {placeholders}"},
             Spoilt{"words/en.json", "{count} entry", "{count entry", "a { without its }"},
             Spoilt{"words/en.json", "\"one\": \"{count} entry\"", "\"few\": \"{count}\"",
                    "has a form beside"},
             Spoilt{"words/vi.json", "{day2}", "{weekday}", "formal has other {placeholders}"},
             Spoilt{"words/en.json", "\"two_thirds_low\"", "\"two_thirds\"", "two_thirds_low is missing"},
             Spoilt{"words/en.json", "\"low\": \"low confidence\", ", "", "levels.confidence.low is missing"},
             Spoilt{"words/vi.json", "{question} [có/không]", "[có/không]",
                    "yes_no has other {placeholders}"},
             Spoilt{"words/en.json", "\"same_again\": \"The same again\",", "",
                    "en.json.commands.ask.same_again is missing"},
             Spoilt{"words/en.json", "\"commands\"", "\"orders\"", "en.json.orders is not in the first"},
             Spoilt{"profiles.json", "\"1/2\"", "\"half\"", "share is no fraction"},
             Spoilt{"profiles.json", "\"low\"", "\"lowest\"", "level is unknown"},
             Spoilt{"profiles.json", "\"open\"", "\"noon\"", "quorum_measured is unknown"},
             Spoilt{"languages.json", "\"en\"", "\"xx\"", "words/xx.json is missing"},
         }) {
        Copy copy;
        copy.change(one.file, one.from, one.to);
        CAPTURE(one.file, one.to);
        CHECK_THAT(copy.complaint(), Catch::Matchers::Contains(one.complaint));
    }
}
