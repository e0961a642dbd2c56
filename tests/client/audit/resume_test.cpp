// An audit that takes up where an earlier one of the same auditor's stopped: honest, of a log written anew,
// with a file that somebody else made, and with garbage.
#include "client/cli/audit/resume.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "client/cli/audit/verify.h"
#include "tests/support/folder.h"
#include "tests/support/made_election.h"
#include "tests/support/published_log.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
using election::Level;
using election::LogBeginning;

namespace {

constexpr std::uint32_t kVoters = 8;    // of twelve: the quorum

/// A vote that goes on: all ballots are in. One key signs whatever log it is given.
struct Vote {
    MadeElection election{ElectionShape{}};
    std::size_t first_ballot = 0;

    Vote() {
        election.set_up();
        for (std::uint32_t number = 1; number <= kVoters; ++number) election.enrol(number);
        election.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election.confirm_as_trustee(trustee);
        first_ballot = election.entries().size();
        for (std::uint32_t number = 1; number <= kVoters; ++number)
            election.cast(number, {Level::high, Level::low});
    }
};
const Vote& vote() {
    static const Vote made;
    return made;
}

/// The entries as a log of files, under a checkpoint that the log's key signed.
struct Published {
    PublishedLog log;
    explicit Published(const std::vector<Bytes>& entries) {
        log.append(entries);
        const std::string note = vote().election.checkpoint(log.size(), log.root());
        log.files["checkpoint"] = copy(bytes_of(note));
    }
    AuditReport audited(const AuditOptions& options) const {
        return audit(log.fetch(), vote().election.log_vkey(), options);
    }
    LogBeginning beginning(std::uint64_t size) const {
        MerkleFrontier tree;
        for (std::uint64_t i = 0; i < size; ++i) tree.append(leaf_hash(log.entries()[i]));
        return {size, tree.root()};
    }
};

/// The log with a ballot whose proof does not hold.
std::vector<Bytes> with_a_bad_ballot(std::size_t index) {
    std::vector<Bytes> entries = vote().election.entries();
    Bytes body = copy(election::decode_entry(entries[index])->body_bytes());
    body.at(body.size() - 32) ^= 1;    // z
    entries[index] = election::make_ballot_entry(body);
    return entries;
}

struct Kept {
    std::vector<LogBeginning> all;
    AuditOptions options(const std::optional<LogBeginning>& before = {}) {
        AuditOptions out;
        out.checked_before = before;
        out.keep = [this](const LogBeginning& checked) { all.push_back(checked); };
        return out;
    }
};

}    // namespace

TEST_CASE("an audit says how far it checked, and the next one goes on from there and says so") {
    const std::vector<Bytes>& entries = vote().election.entries();
    const std::size_t middle = vote().first_ballot + 2;
    Kept kept;
    const Published earlier(std::vector<Bytes>(entries.begin(), entries.begin() + middle));
    const AuditReport first = earlier.audited(kept.options());
    REQUIRE(first.holds());
    CHECK(first.proofs_now == 2);
    CHECK(first.proofs_before == 0);
    CHECK(first.earlier_run.empty());
    CHECK(kept.all == std::vector{earlier.beginning(middle)});

    const Published later(entries);
    const AuditReport second = later.audited(kept.options(kept.all.back()));
    INFO(second.text());
    CHECK(second.holds());
    CHECK(second.proofs_now == kVoters - 2);
    CHECK(second.proofs_before == 2);
    CHECK(second.text().find("proofs of 6 checked in this run, of 2 in an earlier one") != std::string::npos);
    CHECK(second.sentence().find("The proofs of 2 ballots were checked in an earlier run") !=
          std::string::npos);
    CHECK(second.json()["ballot_proofs"]["checked_in_this_run"] == kVoters - 2);
    CHECK(second.json()["ballot_proofs"]["checked_in_an_earlier_run"] == 2);
    CHECK(kept.all.back() == later.beginning(entries.size()));
}

TEST_CASE("an audit that is stopped keeps what it checked, and never says that the log holds") {
    const Published published(vote().election.entries());
    const std::uint64_t middle = vote().first_ballot + 3;
    Kept kept;
    AuditOptions options = kept.options();
    std::uint64_t asked = 0;
    options.stop = [&] { return asked++ == middle; };
    const AuditReport stopped = published.audited(options);
    INFO(stopped.text());
    CHECK_FALSE(stopped.holds());
    CHECK_FALSE(stopped.fault);
    CHECK(stopped.json()["stopped"] == true);
    CHECK(stopped.sentence() == "Stopped at entry " + std::to_string(middle) + " of " +
                                    std::to_string(published.log.size()) + ": the log is not verified.");
    REQUIRE(kept.all == std::vector{published.beginning(middle)});

    AuditOptions at_once = kept.options(published.beginning(middle));
    at_once.stop = [] { return true; };
    const AuditReport nothing = published.audited(at_once);
    CHECK(nothing.stopped);
    CHECK(nothing.proofs_before == 0);
    CHECK(kept.all.size() == 1);

    const AuditReport on = published.audited(kept.options(kept.all.back()));
    CHECK(on.holds());
    CHECK(on.proofs_before == 3);
    CHECK(on.proofs_now == kVoters - 3);
}

TEST_CASE("a log that does not begin as it did is checked from the start") {
    const std::size_t bad = vote().first_ballot + 1;
    const Published honest(vote().election.entries()), changed(with_a_bad_ballot(bad));
    const std::uint64_t size = honest.log.size();
    Kept kept;
    for (const LogBeginning& before : {honest.beginning(size), honest.beginning(bad + 1),
                                       LogBeginning{size, Bytes32{1}}, LogBeginning{size + 1, Bytes32{1}},
                                       LogBeginning{~std::uint64_t{0}, Bytes32{}}, LogBeginning{3, {}}}) {
        CAPTURE(before.size);
        const AuditReport report = changed.audited(kept.options(before));
        INFO(report.text());
        REQUIRE(report.fault);
        CHECK(report.fault->entry == bad);
        CHECK(report.fault->why.reason == Reason::bad_proof);
        CHECK(report.proofs_before == 0);
        CHECK(report.earlier_run.find("not seen to begin so") != std::string::npos);
    }
    CHECK(kept.all.empty());    // what was kept before may be evidence

    const AuditReport fine = honest.audited(kept.options(changed.beginning(size)));
    CHECK(fine.holds());
    CHECK(fine.proofs_now == kVoters);
    CHECK(fine.json().contains("earlier_run"));
    CHECK(kept.all.empty());
}

TEST_CASE("a fault behind what was checked is found, and one before it that is no proof") {
    const std::size_t bad = vote().first_ballot + 4;
    const Published changed(with_a_bad_ballot(bad));
    Kept kept;
    const AuditReport report = changed.audited(kept.options(changed.beginning(bad)));
    REQUIRE(report.fault);
    CHECK(report.fault->entry == bad);
    CHECK(kept.all.empty());

    std::vector<Bytes> doubled = vote().election.entries();
    doubled[bad] = doubled[bad - 1];
    const Published twice(doubled);
    const AuditReport again = twice.audited(kept.options(twice.beginning(doubled.size())));
    REQUIRE(again.fault);
    CHECK(again.fault->entry == bad);
    CHECK(again.fault->why.reason == Reason::duplicate);
}

TEST_CASE("what somebody else says was checked is believed, so the report says whose word it is") {
    const std::size_t bad = vote().first_ballot;
    const Published changed(with_a_bad_ballot(bad));
    Kept kept;
    const AuditReport misled = changed.audited(kept.options(changed.beginning(bad + 1)));
    CHECK(misled.proofs_before == 1);
    CHECK(misled.sentence().find("The proofs of 1 ballot were checked in an earlier run, not in this one") !=
          std::string::npos);
}

TEST_CASE("the file has one spelling, for one log") {
    const Vkey& vkey = vote().election.log_vkey();
    const LogBeginning checked{1'131'210, Bytes32{7}};
    const std::string text = resume_text(vkey, checked);
    REQUIRE(read_resume(text, vkey).ok());
    CHECK(*read_resume(text, vkey) == checked);
    const SigningKey other{SecretBytes<32>()};
    CHECK_FALSE(read_resume(text, *Vkey::make(vkey.name(), NoteKeyType::log, other.public_key())).ok());
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        std::string changed = text;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        const auto read = read_resume(changed, vkey);
        if (read.ok()) CHECK(resume_text(vkey, *read) == changed);    // another number or root
    }
    CHECK_FALSE(read_resume("", vkey).ok());
    CHECK(resume_text(vkey, checked).find("\nverifier " + std::to_string(kVerifierVersion) + "\n") !=
          text.npos);
    CHECK_FALSE(read_resume(resume_text(vkey, checked, kVerifierVersion - 1), vkey).ok());
    CHECK_FALSE(read_resume(resume_text(vkey, checked, kVerifierVersion + 1), vkey).ok());
    CHECK_FALSE(read_resume(text + "\n", vkey).ok());
    CHECK_FALSE(read_resume(text.substr(1), vkey).ok());
}

TEST_CASE("the file is its owner's, and any other file is left alone") {
    const TemporaryFolder folder;
    const Vkey& vkey = vote().election.log_vkey();
    const Path path = folder / "resume";
    CHECK_FALSE(ResumeFile(path, vkey).checked());
    CHECK(ResumeFile(path, vkey).complaint().empty());
    const LogBeginning checked{12, Bytes32{7}};
    ResumeFile(path, vkey).keep(checked);
    CHECK(ResumeFile(path, vkey).checked() == checked);
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);

    for (const std::string& other : {std::string("a thesis"), resume_text(vkey, checked) + "x"}) {
        disk::write_file(path, other);
        const ResumeFile file(path, vkey);
        CHECK_FALSE(file.checked());
        CHECK(file.complaint().find("left as it is") != std::string::npos);
        file.keep(checked);
        CHECK(disk::read_text_file(path) == other);
    }
}

TEST_CASE("another version's word does not count, and is replaced") {
    const TemporaryFolder folder;
    const Vkey& vkey = vote().election.log_vkey();
    const Path path = folder / "resume";
    for (const std::uint32_t version : {kVerifierVersion - 1, kVerifierVersion + 1}) {
        disk::write_file(path, resume_text(vkey, {12, Bytes32{7}}, version));
        const ResumeFile file(path, vkey);
        CHECK_FALSE(file.checked());
        CHECK(file.complaint().find("another version's word") != std::string::npos);
        file.keep({3, Bytes32{8}});
        CHECK(ResumeFile(path, vkey).checked() == LogBeginning{3, Bytes32{8}});
    }
}
