// The conference in examples/ can be held as it stands.
#include <catch2/catch.hpp>
#include <set>

#include "client/cli/organizer/conference_file.h"
#include "client/cli/shared/roll_file.h"
#include "disk/files.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;

namespace {

Path example(const std::string& name) {
    return testing::tests_dir().parent_path() / "examples/vss" / name;
}

}    // namespace

TEST_CASE("the example's conference reads without a mistake, in both languages, with its dossiers") {
    const auto read = read_conference(example("conference.toml"));
    INFO(to_string(read.mistakes));
    REQUIRE(read.ok());
    const election::Manifest& manifest = read.value.manifest;
    CHECK(manifest.languages == std::vector<std::string>{"vi", "en"});
    CHECK(manifest.officials.size() == 5);
    CHECK(manifest.trustees == 3);
    for (std::size_t j = 0; j < manifest.officials.size(); ++j) {
        CAPTURE(j);
        CHECK_FALSE(manifest.officials[j].position[0].empty());
        CHECK_FALSE(manifest.officials[j].position[1].empty());
        CHECK(!manifest.officials[j].dossier_sha256 == read.value.dossiers[j].index.empty());
    }
}

TEST_CASE(
    "the example's roll reads without a mistake: its people are of the 63 provinces and the head office") {
    const auto read = read_roll(disk::read_text_file(example("roll.csv")));
    INFO(to_string(read.mistakes));
    REQUIRE(read.ok());
    CHECK(read.value.size() > 63);
    std::set<std::string> provincial;
    for (const RollPerson& person : read.value)
        for (const char* office :
             {"Bảo hiểm xã hội tỉnh ", "Bảo hiểm xã hội thành phố ", "Bảo hiểm xã hội Thành phố "})
            if (person.unit.starts_with(office)) provincial.insert(person.unit);
    CHECK(provincial.size() == 63);
}
