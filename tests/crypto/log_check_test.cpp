// Whoever changes a published log is found out, and the report names what was changed.
#include "crypto/log_check.h"

#include <catch2/catch.hpp>

#include "crypto/note.h"
#include "tests/support/log_vectors.h"
#include "tests/support/published_log.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

PublishedLog log_of(std::size_t size) {
    std::vector<Bytes> entries;
    for (std::size_t i = 0; i < size; ++i) entries.push_back(decimal_entry(i));
    PublishedLog log;
    log.append(entries);
    return log;
}

const TakeEntry take_all = [](std::uint64_t, ByteView, const Bytes32&) { return accepted(); };

std::optional<LogFault> check(const PublishedLog& log, std::uint64_t size, const Bytes32& root) {
    return check_log(size, root, log.fetch(), take_all);
}

}    // namespace

TEST_CASE("a log as it was published holds, and its entries come in order") {
    for (std::size_t size : {0u, 1u, 2u, 255u, 256u, 257u, 512u, 700u, 65'535u, 65'536u, 65'800u}) {
        CAPTURE(size);
        const PublishedLog log = log_of(size);
        std::vector<Bytes> taken;
        const auto fault = check_log(size, log.root(), log.fetch(),
                                     [&](std::uint64_t index, ByteView entry, const Bytes32& hash) {
                                         CHECK(index == taken.size());
                                         CHECK(hash == leaf_hash(entry));
                                         taken.push_back(copy(entry));
                                         return accepted();
                                     });
        CHECK_FALSE(fault.has_value());
        REQUIRE(taken == log.entries());
    }
}

TEST_CASE("the shared log holds and gives the shared entries") {
    const auto folder = tests_dir() / "vectors/log/tiles";
    const FetchFile fetch = [&](const std::string& path) -> std::optional<Bytes> {
        if (!std::filesystem::exists(folder / path)) return std::nullopt;
        return read_file(folder / path);
    };
    const auto note = SignedNote::parse(text_of(*fetch("checkpoint")));
    const auto checkpoint = Checkpoint::parse(note->text);
    const Json entries = read_vectors("log/entries.json")["entries"];
    std::uint64_t taken = 0;
    const auto fault =
        check_log(checkpoint->size, checkpoint->root, fetch, [&](auto index, ByteView entry, const Bytes32&) {
            CHECK(to_hex(entry) == entries.at(index)["hex"]);
            CHECK(to_hex(leaf_hash(entry).bytes()) == entries.at(index)["leaf_hash"]);
            ++taken;
            return accepted();
        });
    CHECK_FALSE(fault.has_value());
    CHECK(taken == entries.size());
}

TEST_CASE("every changed bit of a small log names its file, and its entry where it is in one") {
    PublishedLog log = log_of(40);
    const Bytes32 root = log.root();
    for (auto& [path, content] : log.files) {
        const bool bundle = path.starts_with("tile/entries");
        const Bytes honest = content;
        for (std::size_t bit = 0; bit < content.size() * 8; ++bit) {
            content[bit / 8] ^= std::uint8_t(1u << (bit % 8));
            const auto fault = check(log, 40, root);
            CAPTURE(path, bit);
            REQUIRE(fault);
            REQUIRE(fault->file == path);
            REQUIRE(fault->entry.has_value() == bundle);
            if (bundle) REQUIRE(*fault->entry == entry_at(honest, bit / 8));
            content[bit / 8] ^= std::uint8_t(1u << (bit % 8));
        }
    }
    CHECK_FALSE(check(log, 40, root));
}

TEST_CASE("a changed, cut, lengthened or missing file of a large log is named") {
    constexpr std::uint64_t kSize = 66'000;    // two full tiles at level 1 would need 131,072
    PublishedLog log = log_of(kSize);
    const Bytes32 root = log.root();
    for (const char* path : {"tile/0/000", "tile/0/131", "tile/0/255", "tile/0/256", "tile/0/257.p/208",
                             "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1", "tile/entries/000",
                             "tile/entries/256", "tile/entries/257.p/208"}) {
        CAPTURE(path);
        Bytes& content = log.files.at(path);
        const Bytes honest = content;
        const auto expect_named = [&] {
            const auto fault = check(log, kSize, root);
            REQUIRE(fault);
            CHECK(fault->file == path);
        };
        for (std::size_t byte : {std::size_t{0}, honest.size() / 2, honest.size() - 1}) {
            content[byte] ^= 1;
            expect_named();
            content = honest;
        }
        content.pop_back();
        expect_named();
        content = honest;
        content.push_back(0);
        expect_named();
        content.clear();
        expect_named();
        log.files.erase(path);
        const auto fault = check(log, kSize, root);
        REQUIRE(fault);
        CHECK(to_string(*fault) == std::string(path) + ": malformed (file is missing)");
        log.files[path] = honest;
    }
    CHECK_FALSE(check(log, kSize, root));
}

TEST_CASE("entries dropped, doubled, swapped and forged in a bundle") {
    PublishedLog log = log_of(300);
    const Bytes32 root = log.root();
    Bytes& bundle = log.files.at("tile/entries/001.p/44");
    const std::vector<Bytes> honest = *decode_bundle(bundle, 44);
    const auto fault_of = [&](const std::vector<Bytes>& entries) {
        bundle = *encode_bundle(entries);
        const auto fault = check(log, 300, root);
        return fault ? to_string(*fault) : "holds";
    };
    const std::string file = "tile/entries/001.p/44", other = ": bad proof (entry: not the one in the tree)";
    CHECK(fault_of(honest) == "holds");
    auto changed = honest;
    changed.erase(changed.begin() + 3);
    CHECK(fault_of(changed) == "entry 259 in " + file + other);
    changed = honest;
    changed.pop_back();
    CHECK(fault_of(changed) == "entry 299 in " + file + ": malformed (bundle: ends early)");
    changed = honest;
    changed.insert(changed.begin() + 3, honest[3]);
    CHECK(fault_of(changed) == "entry 260 in " + file + other);
    changed = honest;
    changed.push_back(honest.back());
    CHECK(fault_of(changed) == file + ": malformed (bundle: left-over bytes)");
    changed = honest;
    std::swap(changed[0], changed[43]);
    CHECK(fault_of(changed) == "entry 256 in " + file + other);
    changed = honest;
    changed[7] = decimal_entry(1'000);
    CHECK(fault_of(changed) == "entry 263 in " + file + other);
}

TEST_CASE("another log under the same checkpoint does not hold, whatever its size") {
    const PublishedLog log = log_of(512);
    Bytes32 other = log.root();
    other[0] ^= 1;
    CHECK(check(log, 512, other)->file == "checkpoint");
    CHECK(check(log, 511, log.root())->file == "tile/1/000.p/1");    // a size that was never published
    CHECK(check(log, 513, log.root())->file == "tile/0/002.p/1");
    CHECK(check(log, ~std::uint64_t{0}, log.root()).has_value());
    CHECK(check(log, 0, log.root())->file == "checkpoint");
}

TEST_CASE("where partial files were deleted, the full ones serve") {
    PublishedLog log = log_of(300);
    const Bytes32 root = log.root();
    std::vector<Bytes> more;
    for (std::size_t i = 300; i < 600; ++i) more.push_back(decimal_entry(i));
    log.append(more);
    CHECK_FALSE(check(log, 300, root));
    log.files.erase("tile/0/001.p/44");
    log.files.erase("tile/entries/001.p/44");
    CHECK_FALSE(check(log, 300, root));
    log.files.at("tile/entries/001").pop_back();    // beyond the 300, yet the file is no bundle
    CHECK(check(log, 300, root)->file == "tile/entries/001");
}

TEST_CASE("an entry that is refused ends the check and is named with the reason") {
    const PublishedLog log = log_of(300);
    std::uint64_t taken = 0;
    const auto fault =
        check_log(300, log.root(), log.fetch(), [&](std::uint64_t index, ByteView, const Bytes32&) -> Status {
            ++taken;
            if (index == 270) return {Reason::wrong_phase, "ballot"};
            return accepted();
        });
    REQUIRE(fault);
    CHECK(to_string(*fault) == "entry 270 in tile/entries/001.p/44: wrong phase (ballot)");
    CHECK(fault->rejection.reason == Reason::wrong_phase);
    CHECK(taken == 271);
}

TEST_CASE("of a bundle that is not the tree's, no entry is handed over") {
    PublishedLog log = log_of(300);
    const Bytes32 root = log.root();
    log.files.at("tile/entries/001.p/44").back() ^= 1;
    std::uint64_t taken = 0;
    const auto fault = check_log(300, root, log.fetch(), [&](std::uint64_t, ByteView, const Bytes32&) {
        ++taken;
        return accepted();
    });
    REQUIRE(fault);
    CHECK(fault->entry == 299);
    CHECK(taken == 256);
}
