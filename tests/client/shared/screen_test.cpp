#include "client/cli/shared/screen.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/mistakes.h"
#include "disk/files.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;

TEST_CASE("each part of a sentence stays within its line; the form and numbers are as they were written") {
    const std::string name = "An\n1. Bình\x1b[2J";
    CHECK(worded("{}.\t{}: {}\n", 7, name, "a\u202e") == "7.\tAn 1. Bình[2J: a\n");
    CHECK(worded("nothing") == "nothing");
    CHECK(to_string(Mistakes{{"key \x07", "is\nnot"}}) == "key : is not\n");
}

TEST_CASE("nothing but the screen writes to standard output or standard error") {
    std::size_t looked_at = 0;
    const Path root = vouch::testing::tests_dir().parent_path() / "client/cli";
    for (const auto& file : std::filesystem::recursive_directory_iterator(root)) {
        if (file.path().extension() != ".cpp" && file.path().extension() != ".h") continue;
        if (file.path().stem() == "screen") continue;
        ++looked_at;
        CAPTURE(file.path());
        const std::string text = disk::read_text_file(file.path());
        for (const char* written :
             {"std::cout", "std::cerr", "std::clog", "printf(", "puts(", "fmt::print", "stderr"})
            CHECK(text.find(written) == std::string::npos);
    }
    CHECK(looked_at > 80);
}
