#include "server/organizers.h"

#include <catch2/catch.hpp>

#include "disk/files.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::server;

TEST_CASE("the organizers' file") {
    const Bytes32 a{1}, b{2};
    const std::string good = "# who may\n\nNguyễn Văn An " + to_base64(a) + "\r\nB " + to_base64(b);
    REQUIRE(parse_organizers(good).ok());
    CHECK(*parse_organizers(good) == std::vector<Bytes32>{a, b});
    CHECK(parse_organizers("")->empty());
    std::string padded = "name ", nameless = " ";
    padded.append(to_base64(a)).append("=");
    nameless.append(to_base64(a));
    for (const std::string& line :
         std::vector<std::string>{"name", to_base64(a), "name AAAA", padded, nameless}) {
        CAPTURE(line);
        CHECK(parse_organizers(good + "\n" + line).rejection().detail ==
              "line 5 is not a name and a key in base64");
    }
}

TEST_CASE("of two organizers' lines without a line end between them neither is lost in silence") {
    const std::string first = "An " + to_base64(Bytes32{1}), second = "Ba " + to_base64(Bytes32{2});
    CHECK(parse_organizers(first + "\n" + second)->size() == 2);
    CHECK(parse_organizers("# two\n" + first + second).rejection().detail ==
          "line 2 holds two keys: a line end is missing between them");
    CHECK(parse_organizers("A = B " + to_base64(Bytes32{1}))->size() == 1);
}

TEST_CASE("the organizers' file is read again when it changes") {
    const testing::TemporaryFolder folder;
    const auto file = folder / "organizers";
    auto write = [&, second = 0](const std::string& text) mutable {
        disk::write_file(file, bytes_of(text));
        // Two writes within the file system's clock tick look the same.
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(++second));
    };
    Organizers organizers(file);
    CHECK(organizers.keys().empty());
    write("A " + to_base64(Bytes32{1}));
    CHECK(organizers.keys() == std::vector<Bytes32>{Bytes32{1}});
    write("A " + to_base64(Bytes32{1}) + "\nB " + to_base64(Bytes32{2}));
    CHECK(organizers.keys().size() == 2);
    write("half a li");
    CHECK(organizers.keys().size() == 2);    // the last good reading
    std::filesystem::remove(file);
    CHECK(organizers.keys().empty());
}
