#include "client/cli/organizer/conference_file.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "client/cli/shared/roll_file.h"
#include "crypto/note.h"
#include "tests/client/conference_toml.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::conference_toml;
using vouch::testing::has;
using vouch::testing::replaced;
using vouch::testing::TemporaryFolder;
namespace el = vouch::election;

namespace {

std::string witness_vkey(std::uint8_t seed) {
    Bytes32 bytes{};
    bytes.fill(seed);
    const SigningKey key{SecretBytes<32>(bytes)};
    return Vkey::make("witness.example/w" + std::to_string(seed), NoteKeyType::witness, key.public_key())
        ->to_string();
}

std::string organizer_line(std::uint8_t seed) {
    Bytes32 bytes{};
    bytes.fill(seed);
    return "Nguyễn An " + to_base64(SigningKey{SecretBytes<32>(bytes)}.public_key());
}

/// Whoever organizes it, one witness, and a rule besides the profile's. Tests change lines of it.
std::string conference() {
    return conference_toml(organizer_line(7), witness_vkey(1)) + "[rules]\nbase = \"summoned\"\n";
}

constexpr const char* kDossier = R"([[document]]
file = "review.pdf"
title = ["Bản tự kiểm điểm", "Self-review"]
[[target]]
indicator = ["BHXH bắt buộc", "Compulsory insurance"]
target = "1,732,319"
achieved = "1,733,185"
percent = "100.05"
)";

struct Files {
    TemporaryFolder folder;
    explicit Files(const std::string& toml, const std::string& dossier = kDossier) {
        disk::write_file(folder / "conference.toml", toml);
        disk::write_file(folder / "a/dossier.toml", dossier);
        disk::write_file(folder / "a/review.pdf", "%PDF");
    }
    Checked<Conference> read() const { return read_conference(folder / "conference.toml"); }
};

/// The block of TOML in docs/rules.md.
std::string rules_in_the_docs() {
    const std::string page =
        disk::read_text_file(vouch::testing::tests_dir().parent_path() / "docs/rules.md");
    const std::string_view opens = "```toml\n";
    const std::size_t from = page.find(opens) + opens.size();
    return page.substr(from, page.find("```\n", from) - from);
}

}    // namespace

TEST_CASE("a conference is read whole") {
    const Files files(replaced(conference(), "\"Lấy phiếu tín nhiệm\"", "\" Lấy phiếu tín nhiệm \""));
    const auto read = files.read();
    INFO(to_string(read.mistakes));
    REQUIRE(read.ok());
    const el::Manifest& manifest = read.value.manifest;
    CHECK(manifest.languages == std::vector<std::string>{"vi", "en"});
    CHECK(manifest.title == el::Text{"Lấy phiếu tín nhiệm", "Confidence vote"});
    CHECK(manifest.date == "2026-12-04");
    REQUIRE(manifest.officials.size() == 2);
    CHECK(manifest.officials[1].name == "Trần Thị B");
    CHECK_FALSE(manifest.officials[1].dossier_sha256);
    CHECK(manifest.trustees == 3);
    CHECK(manifest.threshold == 2);
    CHECK(manifest.witness_keys.size() == 1);
    CHECK(manifest.organizers.size() == 1);
    CHECK(manifest.revotes == 100);
    CHECK(manifest.ring_capacity == 1024);
    CHECK(manifest.smallest_set == 5);
    CHECK_FALSE(manifest.rehearsal);
    CHECK(manifest.rules.base == el::Base::summoned);
    CHECK(manifest.rules.quorum == el::Fraction{2, 3});
    CHECK(manifest.rules.thresholds.size() == 2);
}

TEST_CASE("a dossier becomes its index, in one spelling, and the manifest names it") {
    const Files files(conference());
    const auto read = files.read();
    REQUIRE(read.ok());
    const Dossier& dossier = read.value.dossiers[0];
    const std::string expected =
        R"({"documents":[{"file":"review.pdf","length":4,"sha256":")" + to_hex(sha256(bytes_of("%PDF"))) +
        R"(","title":["Bản tự kiểm điểm","Self-review"]}],"targets":[{"achieved":"1,733,185","indicator":["BHXH bắt buộc","Compulsory insurance"],"percent":"100.05","target":"1,732,319"}],"version":1})";
    CHECK(text_of(dossier.index) == expected);
    const el::Official& official = read.value.manifest.officials[0];
    CHECK(official.dossier_sha256 == sha256(bytes_of(expected)));
    CHECK(official.dossier_length == expected.size());
    REQUIRE(dossier.documents.size() == 1);
    CHECK(dossier.documents[0].sha256 == sha256(bytes_of("%PDF")));
    CHECK(read.value.dossiers[1].index.empty());
}

TEST_CASE("a body's own rules, as the documents show them") {
    const Files files(replaced(replaced(conference(), "profile = \"party\"\n", ""),
                               "[rules]\nbase = \"summoned\"\n", rules_in_the_docs()));
    const auto read = files.read();
    INFO(to_string(read.mistakes));
    REQUIRE(read.ok());
    const el::Rules& own = read.value.manifest.rules;
    CHECK(own.base == el::Base::collected);
    CHECK(own.quorum == el::Fraction{3, 4});
    CHECK(own.quorum_measured == el::QuorumMeasured::at_close);
    CHECK(own.level_names == std::vector<el::Text>{{"thấp", "low"}, {"vừa", "medium"}, {"cao", "high"}});
    REQUIRE(own.thresholds.size() == 2);
    CHECK(own.thresholds[0].level == el::Level::high);
    CHECK(own.thresholds[0].strictly_more);
    CHECK(own.thresholds[1].share == el::Fraction{2, 3});
    CHECK_FALSE(own.thresholds[1].strictly_more);
    CHECK(own.thresholds[1].consequence == el::Text{"đi", "goes"});
}

TEST_CASE("each mistake in a conference is named at its line") {
    struct Case {
        std::string from, to, where, part;
    };
    for (const auto& [from, to, where, part] : std::vector<Case>{
             {"\"Hà Nội\", \"Ha Noi\"", "\"Hà Nội\"", "conference.toml, line 4", "wants 2 texts"},
             {"\"Hà Nội\", \"Ha Noi\"", "\"Hà Nội\", 3", "conference.toml, line 4", "text in quotes"},
             {"\"Hà Nội\", \"Ha Noi\"", "\"Hà Nội\", \"  \"", "conference.toml, line 4", "is empty"},
             {"2026-12-04", "2026-02-30", "conference.toml, line 5", "wants a day"},
             {"2026-12-04", "04/12/2026", "conference.toml, line 5", "wants a day"},
             {"\"party\"", "\"partei\"", "conference.toml, line 6", "profile"},
             {"trustees = 3", "trustees = 101", "conference.toml, line 7", "from 1 to 100"},
             {"trustees = 3", "trustees = \"3\"", "conference.toml, line 7", "whole number"},
             {"threshold = 2", "threshold = 4", "conference.toml, line 8", "at least 2 and at most 3"},
             {"threshold = 2", "threshold = 1", "conference.toml, line 8", "at least 2"},
             {"w1+", "w1+0", "conference.toml, line 9", "not a witness's verifier key"},
             {"Nguyễn An ", "Nguyễn An x", "conference.toml, line 10", "not a name and a key"},
             {"name = \"Nguyễn Văn A\"\n", "", "conference.toml, line 11", "name: is missing"},
             {"name = \"Trần Thị B\"", "nome = \"Trần Thị B\"", "conference.toml, line 16",
              "nome: is not a key"},
             {"base = \"summoned\"", "base = \"all\"", "conference.toml, line 19",
              "\"summoned\" or \"collected\""},
             {"base = \"summoned\"", "quorum = \"1/2\"", "conference.toml, line 19", "quorum: is not a key"},
             {"date = ", "revotes = 101\ndate = ", "conference.toml, line 5", "0 to 100"},
             {"date = ", "ring_capacity = 512\ndate = ", "conference.toml, line 5", "256, 1024 or 4096"},
             {"date = ", "smallest_set = 4\ndate = ", "conference.toml, line 5", "from 5"},
             {"date = ", "colour = \"red\"\ndate = ", "conference.toml, line 5", "not a key"},
             {"[\"vi\", \"en\"]", "[\"vi\", \"vi\"]", "conference.toml, line 1",
              "numbers 1 and 2 are the same"},
             {"title = [", "title = [[", "conference.toml, line 3", ""},
             {"\"a\"", "\"b\"", "b/dossier.toml", "No such file"},
         }) {
        const Files files(replaced(conference(), from, to));
        const auto read = files.read();
        CAPTURE(from, to, to_string(read.mistakes));
        CHECK(read.mistakes.size() >= 1);
        CHECK(has(read.mistakes, where, part));
    }
}

TEST_CASE("mistakes of several places come in one pass") {
    const Files files(
        replaced(replaced(conference(), "2026-12-04", "soon"), "threshold = 2", "threshold = 9"),
        replaced(kDossier, "review.pdf", "../conference.toml") + "[[target]]\npercent = 3\n");
    const auto read = files.read();
    INFO(to_string(read.mistakes));
    CHECK(has(read.mistakes, "conference.toml, line 5", "date"));
    CHECK(has(read.mistakes, "conference.toml, line 8", "threshold"));
    CHECK(has(read.mistakes, "a/dossier.toml, line 2", "a file in the dossier's folder"));
    CHECK(has(read.mistakes, "a/dossier.toml, line 10", "percent: wants text"));
    CHECK(has(read.mistakes, "a/dossier.toml, line 9", "indicator: is missing"));
    CHECK(read.mistakes.size() == 7);
}

TEST_CASE("no file, an empty file, a file of another kind") {
    const TemporaryFolder folder;
    CHECK(has(read_conference(folder / "conference.toml").mistakes, "conference.toml", "No such file"));
    for (const std::string text : {"", "\xff\xfe\x01", "{}", "= = ="}) {
        disk::write_file(folder / "conference.toml", text);
        CAPTURE(text);
        CHECK_FALSE(read_conference(folder / "conference.toml").ok());
    }
}

TEST_CASE("witnesses are optional, and at most fifteen") {
    const std::string line = "witnesses = [\"" + witness_vkey(1) + "\"]\n";
    CHECK(Files(replaced(conference(), line, "")).read().ok());
    std::string sixteen;
    for (std::uint8_t i = 1; i <= 16; ++i) sixteen += (i > 1 ? ", \"" : "\"") + witness_vkey(i) + "\"";
    const auto read = Files(replaced(conference(), line, "witnesses = [" + sixteen + "]\n")).read();
    CHECK(to_string(read.mistakes).find("at most 15") != std::string::npos);
}

TEST_CASE("relays are optional, and each is an address, with a pin where it has one") {
    const std::string line = "witnesses = [\"" + witness_vkey(1) + "\"]\n";
    const std::string good =
        "\"https://relay.example:8445\", \"https://other.example " + std::string(64, '0') + "\"";
    const auto with = [&](const std::string& relays) {
        return Files(replaced(conference(), line, line + "relays = [" + relays + "]\n")).read();
    };
    CHECK(with(good).ok());
    CHECK(with(good).value.manifest.relays.size() == 2);
    const auto read = with(good + ", \"relay.example\"");
    CHECK(to_string(read.mistakes).find("relay.example is not of the form https://HOST[:PORT]") !=
          std::string::npos);
    CHECK(read.mistakes.size() == 1);
}

TEST_CASE("the example conference and its roll hold no mistake") {
    const Path example = vouch::testing::tests_dir().parent_path() / "examples/vss";
    const auto read = read_conference(example / "conference.toml");
    INFO(to_string(read.mistakes));
    CHECK(read.ok());
    CHECK(read.value.manifest.officials.size() == 5);
    CHECK_FALSE(read.value.dossiers[0].documents.empty());
    const auto roll = read_roll(disk::read_text_file(example / "roll.csv"));
    INFO(to_string(roll.mistakes));
    CHECK(roll.ok());
}

TEST_CASE("a year that is mistyped and an official who comes twice are refused with their lines") {
    for (const char* year : {"1926", "2206", "2012"}) {
        const auto read = Files(replaced(conference(), "2026-12-04", std::string(year) + "-12-04")).read();
        CHECK(has(read.mistakes, "conference.toml, line 5", "the year"));
    }
    const std::string again =
        "[[official]]\nname = \"Trần Thị B\"\nposition = [\"Phó Tổng Giám đốc\", "
        "\"Deputy Director General\"]\n[rules]";
    const auto twice = Files(replaced(conference(), "[rules]", again)).read();
    REQUIRE(twice.mistakes.size() == 1);
    CHECK(has(twice.mistakes, twice.mistakes[0].where, "this is official 2 again"));
    CHECK(twice.mistakes[0].where.find("line ") != std::string::npos);
    const std::string other = replaced(again, "Phó Tổng Giám đốc", "Trưởng ban");
    CHECK(Files(replaced(conference(), "[rules]", other)).read().ok());    // two posts, or two of one name
}
