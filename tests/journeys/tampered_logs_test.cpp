// A server that holds the log's key and rewrites the election: entries dropped, doubled, swapped or forged,
// tiles and checkpoint made anew and signed. The audit names the first entry that does not hold, and why.
// docs/protocol.md, section 3.
#include <catch2/catch.hpp>

#include "client/cli/audit/verify.h"
#include "election/count.h"
#include "tests/journeys/ten_ballots.h"
#include "tests/support/published_log.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;
using client::AuditReport;
using client::Verdict;

namespace {

// Where the entries of ten_ballots() stand.
constexpr std::size_t kManifest = 0, kRoll = 1, kFirstEnrolment = 9, kOpen = 19, kConfirmation = 20,
                      kFirstBallot = 23, kRevote = 32, kClose = 33, kPaperCount = 37, kLastShare = 39,
                      kAnnouncement = 40, kEntries = 41;

const MadeElection& made() {
    static const MadeElection election = ten_ballots();
    return election;
}

SigningKey stranger() {
    SecretBytes<32> seed;
    system_rng().fill(seed.mutable_view());
    return SigningKey(seed);
}

/// The audit of these entries, published as that server does.
AuditReport audited(const std::vector<Bytes>& entries) {
    PublishedLog log;
    log.append(entries);
    log.files["checkpoint"] = copy(bytes_of(made().checkpoint(log.size(), log.root())));
    return client::audit(log.fetch(), made().log_vkey());
}

void check_refused(const std::vector<Bytes>& entries, std::uint64_t index, Reason reason) {
    const AuditReport report = audited(entries);
    INFO(report.text());
    REQUIRE_FALSE(report.holds());
    REQUIRE(report.fault);
    CHECK(report.fault->entry == index);
    CHECK(name(report.fault->why.reason) == name(reason));
    CHECK(report.state.log.size() == index);
    CHECK(std::ranges::count(report.checks, Verdict::fails, &client::AuditCheck::verdict) == 1);
}

/// What becomes of a change made at any of the places first…last.
struct Row {
    std::size_t first, last;
    std::uint64_t index;    // of the entry that is refused
    Reason reason;
};

/// Makes the change at every place that has a row and expects what the row says; returns the other places.
std::vector<std::size_t> check_all(const std::vector<Row>& rows, std::size_t places,
                                   const std::function<void(std::vector<Bytes>&, std::size_t)>& change) {
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < places; ++i) {
        CAPTURE(i);
        const auto row =
            std::ranges::find_if(rows, [&](const Row& r) { return r.first <= i && i <= r.last; });
        if (row == rows.end()) {
            others.push_back(i);
            continue;
        }
        std::vector<Bytes> entries = made().entries();
        change(entries, i);
        check_refused(entries, row->index, row->reason);
    }
    return others;
}

void drop(std::vector<Bytes>& entries, std::size_t i) {
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
}
void swap_with_next(std::vector<Bytes>& entries, std::size_t i) {
    std::swap(entries[i], entries[i + 1]);
}

/// The log with another entry in that place.
std::vector<Bytes> with(std::size_t index, Bytes entry) {
    std::vector<Bytes> entries = made().entries();
    entries.at(index) = std::move(entry);
    return entries;
}

Bytes signed_by(const SigningKey& key, const Body& body) {
    const SigningKey* const signers[] = {&key};
    return make_entry(made().state().election_id, body, signers);
}

/// The body of the entry in that place, to be changed.
template <class T>
T body_at(std::size_t index) {
    return std::get<T>(decode_entry(made().entries().at(index))->body);
}

Bytes ballot_body_at(std::size_t index) {
    return copy(decode_entry(made().entries().at(index))->body_bytes());
}

Bytes sealed_under(const Opening& opening, Credential credential) {
    const auto placed = locate(opening, std::move(credential));
    std::vector<SecretDigit> levels;
    levels.emplace_back(static_cast<std::uint8_t>(Level::low));
    return make_ballot_entry(sealed_ballot(opening, *placed, levels).body);
}

}    // namespace

TEST_CASE("the election that is rewritten below holds as it was made, signed again") {
    REQUIRE(made().entries().size() == kEntries);
    const AuditReport report = audited(made().entries());
    INFO(report.text());
    REQUIRE(report.holds());
    CHECK(report.state.phase == Phase::published);
    const auto kind_at = [](std::size_t i) { return decode_entry(made().entries()[i])->kind(); };
    CHECK(kind_at(kFirstEnrolment) == Kind::enrolment);
    CHECK(kind_at(kOpen) == Kind::open);
    CHECK(kind_at(kFirstBallot) == Kind::ballot);
    CHECK(kind_at(kRevote) == Kind::ballot);
    CHECK(kind_at(kClose) == Kind::close);
    CHECK(kind_at(kPaperCount) == Kind::paper_count);
    CHECK(kind_at(kLastShare) == Kind::decryption_shares);
    CHECK(kind_at(kAnnouncement) == Kind::announcement);
}

TEST_CASE("an entry dropped from a log signed again is missed, and where") {
    const auto others = check_all(
        {
            {0, 0, 0, Reason::wrong_phase},          // the manifest: no roll without it
            {1, 1, 8, Reason::not_on_the_roll},      // the roll: missed by the first enrolment
            {2, 2, 2, Reason::bad_signature},        // the board: nobody can sign a dealing
            {3, 5, 5, Reason::not_fitting},          // a dealing: missed by the first acknowledgement
            {6, 18, 18, Reason::not_fitting},        // acknowledgements, enrolments, paper: the open's index
            {19, 19, 19, Reason::wrong_phase},       // the open: nothing to confirm
            {20, 22, 22, Reason::too_early},         // one of three confirmations: the first ballot
            {23, 25, 32, Reason::not_fitting},       // ballots: the close's index
            {26, 26, 31, Reason::wrong_revision},    // a ballot that was cast again
            {27, 32, 32, Reason::not_fitting},
            {33, 33, 33, Reason::not_fitting},    // the close: what is confirmed is not the open
            {34, 36, 37, Reason::too_early},      // its confirmations: the first share
            {37, 37, 37, Reason::not_fitting},    // the paper count: the first share
            {38, 39, 39, Reason::wrong_phase},    // a share: nothing to announce
        },
        kEntries, drop);
    // Nothing in a log says that it goes on. A checkpoint of the longer one does.
    CHECK(others == std::vector<std::size_t>{kAnnouncement});
    const std::vector<Bytes> entries(made().entries().begin(), made().entries().end() - 1);
    const AuditReport report = audited(entries);
    CHECK(report.holds());
    CHECK_FALSE(report.state.announced);
    CHECK(report.state.result->lines == made().state().result->lines);
}

TEST_CASE("a doubled entry of a log signed again is refused where it stands a second time") {
    for (std::size_t i = 0; i < kEntries; ++i) {
        CAPTURE(i);
        std::vector<Bytes> entries = made().entries();
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(i), entries[i]);
        check_refused(entries, i + 1, Reason::duplicate);
    }
}

TEST_CASE("neighbours swapped in a log signed again are found out, and where") {
    const auto others = check_all(
        {
            {0, 0, 0, Reason::wrong_phase},       // roll before manifest
            {1, 1, 19, Reason::not_fitting},      // board before roll: the open's root
            {2, 2, 2, Reason::bad_signature},     // a dealing before the board
            {3, 4, 19, Reason::not_fitting},      // dealings
            {5, 5, 5, Reason::not_fitting},       // an acknowledgement before the last dealing
            {6, 17, 19, Reason::not_fitting},     // acknowledgements, enrolments, paper
            {18, 18, 18, Reason::not_fitting},    // the open, one early
            {19, 19, 19, Reason::wrong_phase},    // a confirmation before the open
            {20, 21, 33, Reason::not_fitting},    // confirmations: the close's root
            {22, 22, 22, Reason::too_early},      // a ballot before the last confirmation
            {23, 31, 33, Reason::not_fitting},    // ballots
            {32, 32, 32, Reason::not_fitting},    // the close, one early
            {33, 33, 33, Reason::not_fitting},    // a confirmation before the close
            {37, 37, 37, Reason::not_fitting},    // a share before the paper count
            {39, 39, 39, Reason::wrong_phase},    // the announcement before the last share
        },
        kEntries - 1, swap_with_next);
    // Behind the close nothing in the log fixes the order of its confirmations, among themselves and with the
    // paper count, nor that of the shares. The result is the same; a checkpoint of the other order tells.
    CHECK(others == std::vector<std::size_t>{34, 35, 36, 38});
    for (const std::size_t i : others) {
        CAPTURE(i);
        std::vector<Bytes> entries = made().entries();
        swap_with_next(entries, i);
        const AuditReport report = audited(entries);
        CHECK(report.holds());
        CHECK(report.checkpoint.root != made().state().log.root());
        CHECK(report.state.result->lines == made().state().result->lines);
    }
}

TEST_CASE("a log cut short holds as far as it goes, and has no result before the last share") {
    for (const std::size_t size : {std::size_t{1}, kOpen + 1, kFirstBallot + 4, kClose + 1, kLastShare}) {
        CAPTURE(size);
        const std::vector<Bytes> entries(made().entries().begin(),
                                         made().entries().begin() + static_cast<std::ptrdiff_t>(size));
        const AuditReport report = audited(entries);
        CHECK(report.holds());
        CHECK(report.state.phase != Phase::published);
        CHECK_FALSE(report.state.result);
        CHECK(report.sentence().find("there is no result") != std::string::npos);
    }
}

TEST_CASE("a ballot by a stranger's key is refused in its place") {
    const Opening& opening = *made().state().opening;
    std::vector<Point> keys;
    for (std::uint32_t number = 1; number <= 8; ++number) keys.push_back(*made().state().roll[number - 1].pk);
    Credential credential = random_credential();
    keys.push_back(credential.pk());    // in the place of number 9
    const Opening forged = make_opening(opening.election_id, opening.open_digest, 1, opening.Y,
                                        opening.generators.tag, keys, made().state().manifest.ring_capacity);
    REQUIRE(forged.enrolled == opening.enrolled);
    check_refused(with(kFirstBallot, sealed_under(forged, std::move(credential))), kFirstBallot,
                  Reason::bad_proof);
}

TEST_CASE("a second vote of one key under a tag of its own making is refused in its place") {
    const Opening& opening = *made().state().opening;
    SECTION("the control: the same key's first vote is taken where its own was") {
        // Number 3's ballot stands third; the new one has its tag, and revision 0.
        const std::vector<Bytes> entries =
            with(kFirstBallot + 2, sealed_under(opening, made().credential(3)));
        check_refused(entries, kClose,
                      Reason::not_fitting);    // the ballot is good, the close misses the other
    }
    SECTION("a tag over another generator") {
        Opening other = opening;
        const TagGenerators tag{times_g(random_secret()).publish(), opening.generators.tag.U_prime};
        other.generators = Generators::of(opening.generators.rows.size(), tag);
        check_refused(with(kRevote, sealed_under(other, made().credential(3))), kRevote, Reason::bad_proof);
    }
    SECTION("another tag written over the true one") {
        Bytes body = ballot_body_at(kFirstBallot);
        const Point tag = (random_secret() * opening.generators.tag.U).publish();
        std::ranges::copy(tag.bytes(), body.begin() + 8);
        check_refused(with(kRevote, make_ballot_entry(body)), kRevote, Reason::bad_proof);
    }
    SECTION("the same tag with bit 255 set") {
        Bytes body = ballot_body_at(kFirstBallot);
        body[8 + 31] ^= 0x80;
        check_refused(with(kRevote, make_ballot_entry(body)), kRevote, Reason::malformed);
    }
    SECTION("the same tag with revision 0 once more") {
        check_refused(with(kRevote, sealed_under(opening, made().credential(3))), kRevote,
                      Reason::wrong_revision);
    }
}

TEST_CASE("a ballot of another election is refused in its place") {
    const MadeElection other = ten_ballots();
    for (std::size_t i = kFirstBallot; i <= kRevote; i += 9) {
        const Bytes& ballot = other.entries().at(i);
        REQUIRE(ballot.size() == made().entries()[i].size());
        check_refused(with(i, ballot), i, i == kRevote ? Reason::wrong_revision : Reason::bad_proof);
    }
}

TEST_CASE("a decryption share of another secret is refused in its place") {
    const State& state = made().state();
    const Point V = public_share(state.ceremony->commitments(), 3);
    const ShareStatement statement{state.election_id, state.close_digest, 0, 3, V, state.sums[0].alpha};
    const DecryptionShares forged{3, {make_share(statement, random_secret(), system_rng())}};
    check_refused(with(kLastShare, signed_by(made().trustee_key(3), forged)), kLastShare, Reason::bad_proof);
    check_refused(with(kLastShare, signed_by(stranger(), forged)), kLastShare, Reason::bad_signature);
}

TEST_CASE("an announcement with other numbers is refused in its place") {
    Announcement other = *made().state().result;
    --other.lines[0].low;
    ++other.lines[0].high;
    check_refused(with(kAnnouncement, signed_by(made().organizer(), other)), kAnnouncement,
                  Reason::not_fitting);
    check_refused(with(kAnnouncement, signed_by(made().log_key(), other)), kAnnouncement,
                  Reason::bad_signature);
    other = *made().state().result;
    other.lines[0].outcome = "two_thirds_low";
    check_refused(with(kAnnouncement, signed_by(made().organizer(), other)), kAnnouncement,
                  Reason::not_fitting);
}

TEST_CASE("a confirmation by a stranger, or by the server, is refused in its place") {
    const Confirmation confirmation = body_at<Confirmation>(kConfirmation);    // with a trustee's coin
    check_refused(with(kConfirmation, signed_by(stranger(), confirmation)), kConfirmation,
                  Reason::bad_signature);
    check_refused(with(kConfirmation, signed_by(made().log_key(), confirmation)), kConfirmation,
                  Reason::bad_signature);
    check_refused(with(kConfirmation, signed_by(made().organizer(), confirmation)), kConfirmation,
                  Reason::bad_signature);
}

TEST_CASE("an enrolment with another's code is refused in its place") {
    const Enrolment forged = make_enrolment(made().state().election_id, 1, random_credential(), system_rng());
    check_refused(with(kFirstEnrolment, signed_by(made().code_key_of(10), forged)), kFirstEnrolment,
                  Reason::bad_signature);
    // With the true code it is an enrolment; what the open was signed over is another.
    check_refused(with(kFirstEnrolment, signed_by(made().code_key_of(1), forged)), kOpen,
                  Reason::not_fitting);
}

TEST_CASE("a changed line of the roll is refused, and by the open where the organizer signed it") {
    Roll roll = body_at<Roll>(kRoll);
    roll.people[10].person_hash[0] ^= 1;
    check_refused(with(kRoll, signed_by(made().log_key(), roll)), kRoll, Reason::bad_signature);
    check_refused(with(kRoll, signed_by(made().organizer(), roll)), kOpen, Reason::not_fitting);
    roll.people[0].code_key = stranger().public_key();    // and with it who may enrol as number 1
    check_refused(with(kRoll, signed_by(made().organizer(), roll)), kFirstEnrolment, Reason::bad_signature);
}

TEST_CASE("a changed manifest makes another election, for which nobody signed") {
    Manifest manifest = body_at<Manifest>(kManifest);
    manifest.revotes = 0;
    const SigningKey* const organizer[] = {&made().organizer()};
    check_refused(with(kManifest, make_entry(Bytes32{}, manifest, organizer)), kRoll, Reason::bad_signature);
    const SigningKey server = stranger();
    const SigningKey* const signers[] = {&server};
    check_refused(with(kManifest, make_entry(Bytes32{}, manifest, signers)), kManifest,
                  Reason::bad_signature);
}

TEST_CASE("a paper count with other figures, or signed by one trustee alone, is refused in its place") {
    PaperCount count = body_at<PaperCount>(kPaperCount);
    const auto signed_by_two = [](const PaperCount& body, std::uint32_t a, std::uint32_t b) {
        std::vector<const SigningKey*> signers{&made().trustee_key(a), &made().trustee_key(b)};
        std::ranges::sort(signers, {}, [](const SigningKey* key) { return key->public_key(); });
        return make_entry(made().state().election_id, body, signers);
    };
    check_refused(with(kPaperCount, signed_by(made().trustee_key(1), count)), kPaperCount,
                  Reason::bad_signature);
    count.lines[0] = {2, 0, 0, 0};
    check_refused(with(kPaperCount, signed_by_two(count, 1, 3)), kPaperCount, Reason::not_fitting);
    count.lines[0] = {0, 0, 1, 0};    // possible, and signed: then the announcement is not as counted
    check_refused(with(kPaperCount, signed_by_two(count, 1, 3)), kAnnouncement, Reason::not_fitting);
}

TEST_CASE("a ballot slipped in behind the close is refused in its place") {
    std::vector<Bytes> entries = made().entries();
    entries.insert(entries.begin() + kClose + 1, sealed_under(*made().state().opening, made().credential(3)));
    check_refused(entries, kClose + 1, Reason::wrong_phase);
}
