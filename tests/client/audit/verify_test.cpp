#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "client/cli/audit/verify.h"
#include "client/cli/shared/csv.h"
#include "client/cli/shared/results_table.h"
#include "election/results_files.h"
#include "tests/support/elections.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

Path vector_log() {
    return tests_dir() / "vectors/log";
}
Vkey vector_vkey() {
    std::string text = disk::read_text_file(vector_log() / "log.vkey");
    text.resize(text.find_last_not_of('\n') + 1);
    return *Vkey::parse(text, NoteKeyType::log);
}

/// A copy of the published log that a test may change.
struct Copy {
    TemporaryFolder folder;
    Copy() {
        std::filesystem::copy(vector_log() / "tiles", folder.path(),
                              std::filesystem::copy_options::recursive);
    }
    AuditReport audited(const AuditOptions& options = {}) const {
        return audit(log_in_folder(folder.path()), vector_vkey(), options);
    }
    void flip(const std::string& file, std::size_t bit) const {
        Bytes content = disk::read_file(folder / file);
        content.at(bit / 8) ^= static_cast<std::uint8_t>(1u << bit % 8);
        disk::write_file(folder / file, content);
    }
};

const AuditCheck& check_named(const AuditReport& report, const std::string& what) {
    for (const AuditCheck& check : report.checks)
        if (check.what == what) return check;
    FAIL("no check is called " << what);
    return report.checks.front();
}

const std::string kEntries = "tile/entries/000.p/45";

}    // namespace

TEST_CASE("the shared log holds, check by check, with the published result") {
    const AuditReport report = Copy().audited();
    INFO(report.text());
    CHECK(report.holds());
    for (const AuditCheck& check : report.checks)    // its witness confirmed, and cosigned no checkpoint
        CHECK(check.verdict == (check.what == "cosignatures" ? Verdict::nothing_yet : Verdict::holds));
    CHECK(check_named(report, "ballots").detail.find("9 ballots") != std::string::npos);
    CHECK(report.sentence().find("Everything holds") == 0);
    CHECK(election::results_csv(report.state.manifest, *report.state.result, report.state.base()) ==
          disk::read_text_file(vector_log() / "results.csv"));
    const auto json = report.json();
    CHECK(json["holds"] == true);
    CHECK(json["size"] == 45);
    CHECK(json["result"].size() == 2);
    CHECK_FALSE(json.contains("fault"));
}

TEST_CASE("a checkpoint that is another log's, changed, or missing") {
    const SigningKey other{SecretBytes<32>()};
    const Vkey vkey = *Vkey::make(vector_vkey().name(), NoteKeyType::log, other.public_key());
    const AuditReport with_other = audit(log_in_folder(vector_log() / "tiles"), vkey);
    CHECK_FALSE(with_other.holds());
    CHECK(with_other.fault->file == "checkpoint");
    CHECK(with_other.fault->why.reason == Reason::bad_signature);

    const Copy changed;
    changed.flip("checkpoint", 8 * 25);
    CHECK(changed.audited().fault->file == "checkpoint");
    CHECK(check_named(changed.audited(), "ballots").verdict == Verdict::not_verified);

    const Copy without;
    std::filesystem::remove(without.folder / "checkpoint");
    CHECK(without.audited().fault->file == "checkpoint");
}

TEST_CASE("a tile or an entry that was changed is named") {
    const Copy tile;
    tile.flip("tile/0/000.p/45", 1000);
    CHECK(tile.audited().fault->file == "tile/0/000.p/45");

    const auto& entries = log_entries();
    std::size_t place = 0;
    for (std::size_t i = 0; i < 30; ++i) place += 2 + entries[i].size();
    const Copy entry;
    entry.flip(kEntries, (place + 2) * 8 + 3);
    const AuditReport report = entry.audited();
    INFO(report.text());
    CHECK_FALSE(report.holds());
    CHECK(report.fault->entry == 30);
    CHECK(check_named(report, "files").verdict == Verdict::fails);
    CHECK(check_named(report, "checkpoint").verdict == Verdict::holds);
    CHECK(report.json()["fault"]["entry"] == 30);
}

TEST_CASE("a named roll is held against the log's hashes") {
    std::vector<NamedPerson> roll;
    for (const Json& row : log_vectors()["secrets"]["people"])
        roll.push_back({{row["number"], row["name"], row["unit"]}, bytes32(row["salt"])});
    REQUIRE(roll.size() == 12);
    AuditOptions options;
    options.named_roll = roll;
    CHECK(check_named(Copy().audited(options), "named roll").verdict == Verdict::holds);
    (*options.named_roll)[3].hall = "North";    // no hash holds it
    CHECK(check_named(Copy().audited(options), "named roll").verdict == Verdict::holds);
    (*options.named_roll)[3].name = "Somebody Else";
    const AuditReport report = Copy().audited(options);
    CHECK_FALSE(report.holds());
    CHECK(check_named(report, "named roll").detail.find("number 4") != std::string::npos);
    options.named_roll->pop_back();
    CHECK_FALSE(Copy().audited(options).holds());
}

TEST_CASE("a tracker is counted, superseded or absent") {
    AuditOptions options;
    options.trackers = true;
    const AuditReport report = Copy().audited(options);
    std::size_t counted = 0, superseded = 0;
    for (const Json& entry : log_vectors()["entries"]) {
        if (!entry.contains("tracker")) continue;
        const auto found = report.trackers.find(bytes32(entry["tracker"]));
        CHECK(found.index == entry["index"]);
        counted += found.standing == election::Standing::counted;
        superseded += found.standing == election::Standing::superseded;
    }
    CHECK(counted == 8);
    CHECK(superseded == 1);
    CHECK(report.trackers.find(Bytes32{}).standing == election::Standing::absent);
}
