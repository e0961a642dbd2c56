// The published files of docs/audit-log-format.md, section 4: paths, which there are, what is in them.
#include "crypto/tiles.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/log_vectors.h"
#include "tests/support/published_log.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

std::vector<Bytes> decimal_entries(std::size_t first, std::size_t end) {
    std::vector<Bytes> entries;
    for (std::size_t i = first; i < end; ++i) entries.push_back(decimal_entry(i));
    return entries;
}

std::vector<std::string> paths_between(std::uint64_t old_size, std::uint64_t size) {
    std::vector<std::string> paths;
    const Status done = for_each_file(old_size, size, [&](const LogFile& file) {
        CHECK(file.within(size));
        CHECK_FALSE(file.within(old_size));
        paths.push_back(file.path());
        return accepted();
    });
    CHECK(done.ok());
    return paths;
}

}    // namespace

TEST_CASE("the files of the eight entries") {
    PublishedLog log;
    log.append(small_entries());
    CHECK(to_hex(sha256(log.files.at("tile/0/000.p/8"))) ==
          "aea2f1bbb5140fd5f8eacb503fdf54c00c3d860c72588e40233addd416bc8f10");
    CHECK(to_hex(log.files.at("tile/entries/000.p/8")) ==
          "0000000100000110000220210002303100044041424300085051525354555657"
          "0010606162636465666768696a6b6c6d6e6f");
    CHECK(log.files.size() == 2);
}

TEST_CASE("the files of 70,000 entries, at once and batch by batch") {
    const auto entries = decimal_entries(0, 70'000);
    PublishedLog at_once, grown;
    at_once.append(entries);
    std::size_t done = 0;
    for (std::size_t batch = 1; done < entries.size(); batch = batch * 7 % 9'973) {
        const std::size_t count = std::min(batch, entries.size() - done);
        grown.append(std::span(entries).subspan(done, count));
        done += count;
    }
    const std::pair<const char*, const char*> digests[] = {
        {"tile/0/273.p/112", "4d21244557c976993a9a89bf928a46b5a876585228df279878239fd84489e5a5"},
        {"tile/1/001.p/17", "adfaca2731630fe7944a4b98a0f98ef3e98685eafda09e6f81070218fb759ce4"},
        {"tile/2/000.p/1", "f0113c8bad855b49f9a5dd661d50012cd94f19aae87a45eb8334666835e3caea"},
        {"tile/entries/273.p/112", "36c3ec44895d1b8098dbe8523078d6750bf09e0f12cd64671ebfe165b7647405"}};
    for (const auto& [path, digest] : digests) CHECK(to_hex(sha256(at_once.files.at(path))) == digest);
    CHECK(to_hex(at_once.root()) == "1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e");
    CHECK(grown.root() == at_once.root());
    CHECK(at_once.files.size() == 273 + 1 + 1 + 1 + 1 + 273 + 1);
    for (const auto& [path, content] : at_once.files) {
        CAPTURE(path);
        REQUIRE(grown.files.at(path) == content);
    }
}

TEST_CASE("which files a size has") {
    using Paths = std::vector<std::string>;
    CHECK(paths_between(0, 0).empty());
    CHECK(paths_between(0, 1) == Paths{"tile/0/000.p/1", "tile/entries/000.p/1"});
    CHECK(paths_between(0, 256) == Paths{"tile/0/000", "tile/1/000.p/1", "tile/entries/000"});
    CHECK(paths_between(256, 256).empty());
    CHECK(paths_between(256, 257) == Paths{"tile/0/001.p/1", "tile/entries/001.p/1"});
    CHECK(paths_between(255, 513) == Paths{"tile/0/000", "tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2",
                                           "tile/entries/000", "tile/entries/001", "tile/entries/002.p/1"});
    CHECK(paths_between(65'535, 65'536) ==
          Paths{"tile/0/255", "tile/1/000", "tile/2/000.p/1", "tile/entries/255"});

    std::size_t visited = 0;    // a size that nobody has does not have to be gone through
    const Status stopped = for_each_file(0, ~std::uint64_t{0}, [&](const LogFile&) -> Status {
        if (++visited < 3) return accepted();
        return {Reason::malformed, "enough"};
    });
    CHECK_FALSE(stopped.ok());
    CHECK(visited == 3);
}

TEST_CASE("extending makes exactly the files that are new") {
    for (std::size_t old_size : {0u, 1u, 255u, 256u, 257u, 511u, 600u})
        for (std::size_t count : {0u, 1u, 2u, 255u, 256u, 257u, 700u}) {
            CAPTURE(old_size, count);
            PublishedLog log;
            log.append(decimal_entries(0, old_size));
            std::vector<Bytes32> leaves;
            for (const Bytes& entry : decimal_entries(old_size, old_size + count))
                leaves.push_back(leaf_hash(entry));
            std::vector<std::string> made;
            for (const Tile& tile : extend_tiles(old_size, leaves, log.stored())) {
                CHECK(tile.hashes.size() == tile.file.width * 32);
                made.push_back(tile.file.path());
            }
            auto expected = paths_between(old_size, old_size + count);
            std::erase_if(expected, [](const std::string& path) { return path.starts_with("tile/entries"); });
            REQUIRE(made == expected);
        }
}

TEST_CASE("a store that lost hashes is found out") {
    PublishedLog log;
    log.append(decimal_entries(0, 10));
    const TileReader lossy = [&](std::uint32_t level, std::uint64_t index) {
        Bytes tile = log.stored()(level, index);
        tile.pop_back();
        return tile;
    };
    const std::vector<Bytes32> leaf{leaf_hash({}).bytes()};
    CHECK_THROWS_WITH(extend_tiles(10, leaf, lossy), "stored tile tile/0/000 is too short");
    CHECK_THROWS_WITH(merkle_root(10, subtrees_of(lossy)), "stored tile tile/0/000 is too short");
}

TEST_CASE("proofs from stored tiles are those from the leaves") {
    PublishedLog log;
    log.append(decimal_entries(0, 66'000));
    std::vector<Bytes32> leaves;
    for (const Bytes& entry : log.entries()) leaves.push_back(leaf_hash(entry));
    const SubtreeRoot stored = subtrees_of(log.stored());
    CHECK(log.root() == merkle_root(leaves));
    for (std::uint64_t place : {0u, 255u, 256u, 65'535u, 65'536u, 65'999u})
        CHECK(inclusion_proof(place, log.size(), stored) == inclusion_proof(place, leaves));
    for (std::uint64_t old_size : {1u, 255u, 256u, 300u, 65'536u, 65'537u, 66'000u})
        CHECK(consistency_proof(old_size, log.size(), stored) == consistency_proof(old_size, leaves));
    CHECK(merkle_root(777, stored) == merkle_root(std::span(leaves).first(777)));    // an earlier size
}

TEST_CASE("each file has one path") {
    using Kind = LogFile::Kind;
    const std::pair<LogFile, const char*> cases[] = {
        {{Kind::hashes, 0, 0, 256}, "tile/0/000"},
        {{Kind::hashes, 0, 999, 256}, "tile/0/999"},
        {{Kind::hashes, 1, 1000, 17}, "tile/1/x001/000.p/17"},
        {{Kind::hashes, 7, 1'234'067, 255}, "tile/7/x001/x234/067.p/255"},
        {{Kind::entries, 0, 1'000'000, 1}, "tile/entries/x001/x000/000.p/1"},
        {{Kind::entries, 0, kTileIndexMax, 256}, "tile/entries/x072/x057/x594/x037/x927/935"}};
    for (const auto& [file, path] : cases) {
        CHECK(file.path() == path);
        const auto parsed = LogFile::parse(path);
        REQUIRE(parsed.ok());
        CHECK(*parsed == file);
    }
}

TEST_CASE("what is no path of a file is refused") {
    for (const char* path : {"",
                             "tile",
                             "tile/",
                             "tile/0",
                             "tile/0/",
                             "tile/0/0",
                             "tile/0/00",
                             "tile/0/0000",
                             "tile/0/x000",
                             "tile/0/x000/000",
                             "tile/0/001/000",
                             "tile/0/x001/x000",
                             "tile/0/x001/00",
                             "tile/0/x001000",
                             "tile/0/000/",
                             "tile/0/000.p",
                             "tile/0/000.p/",
                             "tile/0/000.p/0",
                             "tile/0/000.p/01",
                             "tile/0/000.p/256",
                             "tile/0/000.p/-1",
                             "tile/0/000.p/1/",
                             "tile/0/000.p/1.p/1",
                             "tile/00/000",
                             "tile/8/000",
                             "tile/64/000",
                             "tile/-1/000",
                             "tile//000",
                             "tile/entries/",
                             "tile/Entries/000",
                             "tile/entries/0/000",
                             "/tile/0/000",
                             "tile/0/000 ",
                             "tile/0/ 00",
                             "tile/0/..",
                             "tile/0/../0/000",
                             "tile/0/x072/x057/x594/x037/x927/936",
                             "tile/0/x999/x999/x999/x999/x999/x999/999",
                             "checkpoint",
                             "tiles/0/000",
                             "tile/0/00\xC2\xB2"}) {
        CAPTURE(path);
        const auto parsed = LogFile::parse(path);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.rejection().reason == Reason::malformed);
    }
}

TEST_CASE("which sizes a file is within") {
    using Kind = LogFile::Kind;
    CHECK(LogFile{Kind::hashes, 0, 1, 44}.within(300));
    CHECK(LogFile{Kind::hashes, 0, 0, 256}.within(256));
    CHECK_FALSE(LogFile{Kind::hashes, 0, 1, 45}.within(300));
    CHECK_FALSE(LogFile{Kind::hashes, 1, 0, 2}.within(511));
    CHECK_FALSE(LogFile{Kind::hashes, 0, kTileIndexMax, 256}.within(~std::uint64_t{0}));
}

TEST_CASE("bundles") {
    const std::vector<Bytes> entries{Bytes(), Bytes(kBundledEntryBytesMax, 7), Bytes{1, 2, 3}};
    const auto bundle = encode_bundle(entries);
    REQUIRE(bundle.ok());
    REQUIRE(decode_bundle(*bundle, 3).ok());
    CHECK(*decode_bundle(*bundle, 3) == entries);
    CHECK(decode_bundle({}, 0).ok());

    CHECK(decode_bundle(*bundle, 2).rejection().detail == "bundle: left-over bytes");
    CHECK(decode_bundle(*bundle, 4).rejection().detail == "bundle: ends early");
    for (std::size_t cut : {1u, 3u, 4u, 5u})
        CHECK(decode_bundle(ByteView(*bundle).first(bundle->size() - cut), 3).rejection().detail ==
              "bundle: ends early");
    Bytes longer = *bundle;
    longer.push_back(0);
    CHECK(decode_bundle(longer, 3).rejection().detail == "bundle: left-over bytes");

    const std::vector<Bytes> too_large{Bytes(kBundledEntryBytesMax + 1)};
    CHECK(encode_bundle(too_large).rejection().reason == Reason::too_large);
}

TEST_CASE("tiles hold whole hashes, as many as stated") {
    CHECK(decode_tile(Bytes(64), 2).ok());
    for (std::size_t bytes : {0u, 32u, 63u, 65u, 96u}) CHECK_FALSE(decode_tile(Bytes(bytes), 2).ok());
}
