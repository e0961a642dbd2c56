// A conference's keys in its folder: all there and each other's, or the conference is not served.
#include "server/keys.h"

#include "tests/server/test_server.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

constexpr const char* kOrigin = "vote.example/c/0011223344556677/log";

/// What is said where these keys cannot be used; nothing where they can.
std::string wrong_in(const std::filesystem::path& folder) {
    try {
        const server::ConferenceKeys keys(folder);
        return {};
    } catch (const StorageError& error) {
        return error.what();
    }
}

/// With one of its files changed, or gone where there is no content.
std::string wrong_with(const char* file, const std::optional<Bytes>& content) {
    const TemporaryFolder folder;
    server::ConferenceKeys::make(folder.path(), kOrigin);
    REQUIRE(wrong_in(folder.path()).empty());
    REQUIRE(std::filesystem::remove(folder / file));
    if (content) disk::write_file(folder / file, *content);
    return wrong_in(folder.path());
}

}    // namespace

TEST_CASE("without one of its keys, or with another's, no conference is served") {
    for (const char* file : {"log-key", "log.vkey", "box-key.pub"}) {
        CAPTURE(file);
        CHECK(wrong_with(file, std::nullopt).find("not complete") != std::string::npos);
    }
    CHECK(wrong_with("box-key.pub", Bytes(31)).find("not complete") != std::string::npos);
    const std::string others =
        Vkey::make(kOrigin, NoteKeyType::log, SigningKey(random_seed()).public_key())->to_string();
    for (const std::string& vkey : {others, std::string("no vkey"), std::string()})
        CHECK(wrong_with("log.vkey", copy(bytes_of(vkey))).find("not that of the log's key") !=
              std::string::npos);
}

TEST_CASE("a log has no name that its notes could not carry") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(server::ConferenceKeys::make(folder.path(), "with a space"), StorageError);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a data folder has one server at a time") {
    const TemporaryFolder folder;
    server::Settings settings;
    settings.data = folder / "data";
    settings.listen_address = "127.0.0.1";
    settings.listen_port = 0;
    const server::Instance first(settings);
    CHECK_THROWS_AS(server::Instance(settings), StorageError);
}
