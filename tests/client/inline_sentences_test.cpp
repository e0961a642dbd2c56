// What the command says to people stands in texts/words, in every language. A sentence that is left in the
// code would be English for everybody.

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "disk/files.h"
#include "tests/support/vectors.h"

using namespace vouch;

namespace {

/// What may stand in the code, and why.
const std::set<std::string> kNotSaid{
    // The first lines of a file of the auditor's own, which are compared byte by byte.
    "vouch audit: how far the ballots' proofs of a log were checked\\nYours alone. Whoever writes this file "
    "says "
    "which ballots you do not check: take it from nobody.\\n",
    // A document that a rehearsal makes up.
    "{}\\n{}\\n\\nThis document was made up for a rehearsal. It says nothing about anybody.\\n",
    // Examples of what people type, and words of the flags.
    "--reason \\\"two members of the board are ill\\\"",
    "\\n    vouch rehearse https://vote.example --results results.csv --roll 485 --present 480 --ballots 475 "
    "--out "
    "rehearsal",
    "summoned or collected",
    // Names of typefaces.
    "FreeSerif, Times New Roman, serif",
    // Details for whoever looks into a refusal: told() puts the reason's sentence before them.
    "enrolment: key used before",
    ": not signed by an organizer",
    "the manifest names another log key",
    "file is missing",
    "the text is too long for a QR code",
    "not how far this verifier checked this log",
    "the PDF cannot be made: ",
};

/// Without comments and raw literals, in which nothing is said.
std::string code_of(const std::string& source) {
    static const std::regex raw("R\"\\([\\s\\S]*?\\)\"");
    static const std::regex comment("(^|\\s)//[^\\n]*");
    return std::regex_replace(std::regex_replace(source, raw, "\"\""), comment, "");
}

/// Literals that stand side by side are one.
std::vector<std::string> literals_in(const std::string& code) {
    static const std::regex one("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    std::vector<std::string> out;
    std::ptrdiff_t end = -1;
    for (auto at = std::sregex_iterator(code.begin(), code.end(), one); at != std::sregex_iterator(); ++at) {
        const auto between = end < 0 ? std::string("x")
                                     : code.substr(static_cast<std::size_t>(end),
                                                   static_cast<std::size_t>(at->position() - end));
        const bool goes_on = between.find_first_not_of(" \n") == std::string::npos;
        goes_on ? void(out.back() += (*at)[1]) : out.push_back((*at)[1]);
        end = at->position() + at->length();
    }
    return out;
}

/// Three words or more, and no markup, path or command.
bool is_sentence(const std::string& literal) {
    static const std::regex words("(^|[ \\n(])[A-Za-z][a-z']+[,.;:?!]? [a-z']+[,.;:?!]? [a-z']+");
    return literal.find('<') == std::string::npos && std::regex_search(literal, words);
}

}    // namespace

TEST_CASE("a sentence in the code is found") {
    CHECK(is_sentence("the roll is empty"));
    CHECK(is_sentence("Number {} votes on paper already"));
    CHECK_FALSE(is_sentence("vouch:mine-key:"));
    CHECK_FALSE(is_sentence("Content-Type: text/html"));
    CHECK(literals_in("f(\"a \"\n   \"b\", \"c\")") == std::vector<std::string>{"a b", "c"});
    CHECK(code_of("x();    // \"not said\"\n").find("said") == std::string::npos);
}

TEST_CASE("the command's code holds no sentence for people") {
    const Path folder = testing::tests_dir().parent_path() / "client/cli";
    std::size_t files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string extension = file.path().extension().string();
        if (extension != ".cpp" && extension != ".h") continue;
        ++files;
        for (const std::string& literal : literals_in(code_of(disk::read_text_file(file.path())))) {
            if (!is_sentence(literal) || kNotSaid.contains(literal)) continue;
            CAPTURE(file.path().string(), literal);
            CHECK(literal.empty());
        }
    }
    CHECK(files > 50);
}
