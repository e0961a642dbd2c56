// Every bit of a published ten-ballot election, flipped in its files one at a time: the audit refuses each
// and names the entry, or the file where a tile or the checkpoint was changed. docs/protocol.md, section 3;
// docs/audit-log-format.md.
#include <catch2/catch.hpp>

#include "client/cli/audit/verify.h"
#include "tests/journeys/ten_ballots.h"
#include "tests/support/bits.h"
#include "tests/support/published_log.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

/// The election's files, under a checkpoint that the log signed and nobody cosigned.
class Published {
public:
    Published() {
        log_.append(made_.entries());
        log_.files["checkpoint"] = copy(bytes_of(made_.checkpoint()));
    }
    AuditReport audited() const { return audit(log_.fetch(), made_.log_vkey()); }
    const std::map<std::string, Bytes>& files() const { return log_.files; }
    std::string bundle() const { return "tile/entries/000.p/" + std::to_string(log_.size()); }
    std::string tile() const { return "tile/0/000.p/" + std::to_string(log_.size()); }

    /// Flips every bit of the file's bytes that `chosen` takes, in place. Each time the audit has to fail,
    /// and `visit` gets its fault with the place of the changed byte. Returns how many flips those were.
    std::size_t flip(const std::string& path, const std::function<bool(std::size_t)>& chosen,
                     const std::function<void(const AuditFault&, std::size_t)>& visit) {
        const Bytes honest = log_.files.at(path);
        std::size_t flips = 0;
        for_each_bit_flip(honest, [&](const Bytes& changed, std::size_t bit) {
            if (!chosen(bit / 8)) return;
            ++flips;
            log_.files.at(path) = changed;
            const AuditReport report = audited();
            CAPTURE(path, bit);
            REQUIRE_FALSE(report.holds());
            REQUIRE(report.fault);
            visit(*report.fault, bit / 8);
        });
        log_.files.at(path) = honest;
        return flips;
    }

private:
    MadeElection made_ = ten_ballots();
    PublishedLog log_;
};

std::size_t all_flips(std::size_t bytes) {
    return (bytes * 8 + kBitStep - 1) / kBitStep;
}

/// One of the parts into which the bundle's flips are divided, so that they run side by side.
void flip_bundle(std::size_t part, std::size_t parts) {
    Published published;
    REQUIRE(published.audited().holds());    // the control
    const Bytes bundle = published.files().at(published.bundle());
    const std::size_t begin = bundle.size() * part / parts, end = bundle.size() * (part + 1) / parts;
    const std::size_t flips = published.flip(
        published.bundle(), [&](std::size_t byte) { return begin <= byte && byte < end; },
        [&](const AuditFault& fault, std::size_t byte) {
            REQUIRE(fault.file == published.bundle());
            REQUIRE(fault.entry == entry_at(bundle, byte));
        });
    CHECK(flips == all_flips(end) - all_flips(begin));
    CHECK(flips > 0);
    CHECK(published.audited().holds());
}

const auto everywhere = [](std::size_t) { return true; };

}    // namespace

TEST_CASE("a published ten-ballot election holds, and is three files") {
    const Published published;
    const AuditReport report = published.audited();
    INFO(report.text());
    REQUIRE(report.holds());
    for (const AuditCheck& check : report.checks)    // its witness confirmed, and cosigned no checkpoint
        CHECK(check.verdict == (check.what == "cosignatures" ? Verdict::nothing_yet : Verdict::holds));
    CHECK(report.state.ballots_admitted == 10);
    CHECK(report.state.opening->m == 2);
    REQUIRE(published.files().size() == 3);    // what follows flips each of them
    CHECK(published.files().count("checkpoint") == 1);
    CHECK(published.files().count(published.tile()) == 1);
    CHECK(published.files().count(published.bundle()) == 1);
}

TEST_CASE("a flipped bit in the published tile is found, and names the tile") {
    Published published;
    REQUIRE(published.audited().holds());
    const std::size_t flips =
        published.flip(published.tile(), everywhere, [&](const AuditFault& fault, std::size_t) {
            REQUIRE(fault.file == published.tile());
            REQUIRE_FALSE(fault.entry);
        });
    CHECK(flips == all_flips(published.files().at(published.tile()).size()));
}

TEST_CASE("a flipped bit in the checkpoint is found, and names the checkpoint") {
    Published published;
    REQUIRE(published.audited().holds());
    const std::size_t flips =
        published.flip("checkpoint", everywhere, [](const AuditFault& fault, std::size_t) {
            REQUIRE(fault.file == "checkpoint");
            REQUIRE_FALSE(fault.entry);
        });
    CHECK(flips == all_flips(published.files().at("checkpoint").size()));
}

TEST_CASE("a flipped bit in the published entries names the entry: first quarter") {
    flip_bundle(0, 4);
}
TEST_CASE("a flipped bit in the published entries names the entry: second quarter") {
    flip_bundle(1, 4);
}
TEST_CASE("a flipped bit in the published entries names the entry: third quarter") {
    flip_bundle(2, 4);
}
TEST_CASE("a flipped bit in the published entries names the entry: last quarter") {
    flip_bundle(3, 4);
}
