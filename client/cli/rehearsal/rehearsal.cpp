#include "client/cli/rehearsal/rehearsal.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "client/cli/audit/verify.h"
#include "client/cli/rehearsal/hall.h"
#include "client/cli/shared/day.h"
#include "client/cli/shared/language.h"
#include "client/cli/shared/minutes.h"
#include "client/cli/shared/minutes_pdf.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/shown_manifest.h"
#include "client/cli/trustee/run.h"
#include "election/fingerprint.h"
#include "election/profiles.h"
#include "election/results_files.h"
#include "texts/texts.h"
#include "wire/clock.h"

namespace vouch::client {
namespace {

using namespace election;

/// A dossier of one invented document for an official, in a folder of its own.
Dossier invented_dossier(const Path& folder, const std::string& name, const std::string& position) {
    disk::write_file(
        folder / "self-review.txt",
        fmt::format("{}\n{}\n\nThis document was made up for a rehearsal. It says nothing about anybody.\n",
                    name, position));
    disk::write_file(folder / "dossier.toml",
                     "[[document]]\nfile = \"self-review.txt\"\ntitle = [\"Self-review\"]\n");
    Mistakes mistakes;
    Dossier dossier = read_dossier(folder, 1, name, mistakes);
    VOUCH_CHECK(mistakes.empty());    // we wrote it
    return dossier;
}

Result<Conference> conference_of(const RehearsalPlan& plan, const OrganizerKeys& organizer,
                                 const Path& dossiers) {
    Conference conference;
    if (plan.conference) {
        conference = *plan.conference;
        conference.manifest.organizers = {organizer.sign().public_key()};
        return conference;
    }
    Manifest& manifest = conference.manifest;
    const auto& words = texts::words_in(plan.options.language).rehearsal;
    manifest.languages = {plan.options.language};
    manifest.title = {std::string(words.title)};
    manifest.body = {std::string(words.body)};
    manifest.place = {std::string(words.place)};
    manifest.date = day_of(wire::time_of_day());
    VOUCH_TRY(rules, rule_profile(plan.options.profile, manifest.languages, plan.options.base));
    manifest.rules = std::move(rules);
    for (std::size_t j = 0; j < plan.table.size(); ++j) {
        Dossier dossier =
            invented_dossier(dossiers / std::to_string(j), plan.officials[j], plan.table[j].position);
        manifest.officials.push_back({.name = plan.officials[j],
                                      .position = {plan.table[j].position},
                                      .dossier_sha256 = sha256(dossier.index),
                                      .dossier_length = dossier.index.size()});
        conference.dossiers.push_back(std::move(dossier));
    }
    manifest.trustees = kRehearsalTrustees;
    manifest.threshold = kRehearsalThreshold;
    manifest.organizers = {organizer.sign().public_key()};
    manifest.revotes = kRevotesMax;
    manifest.ring_capacity = 1024;
    manifest.smallest_set = 5;
    return conference;
}

/// The counting board at work, each member with a key file, a replica and a session of its own.
using CountingBoard = std::vector<TrusteeAtWork>;

Result<CountingBoard> seat_board(Organizer& organizer, const Path& secrets) {
    const std::uint32_t members = organizer.state().manifest.trustees;
    VOUCH_TRY(tokens, organizer.invite(members));
    std::vector<TrusteeKeys> keys;
    for (std::uint32_t i = 0; i < members; ++i) {
        const SecretBuffer passphrase(bytes_of(to_hex(system_rng().bytes32())));
        VOUCH_TRY(trustee, TrusteeKeys::make(secrets / fmt::format("trustee-{}", i + 1),
                                             fmt::format("Trustee {}", i + 1), passphrase));
        VOUCH_REQUIRE(join(trustee, organizer.address(), SecretBuffer(bytes_of(tokens[i]))));
        keys.push_back(std::move(trustee));
    }
    VOUCH_TRY(cards, organizer.key_cards());
    for (const TrusteeKeys& trustee : keys)    // what two people compare by voice
        if (std::ranges::count(cards, trustee.card()) != 1)
            return refused(Reason::not_fitting, says().rehearsal.other_card);
    VOUCH_REQUIRE(organizer.sign_board(cards));
    CountingBoard board;
    for (TrusteeKeys& trustee : keys) {
        VOUCH_TRY(at_work, TrusteeAtWork::open(std::move(trustee)));
        board.push_back(std::move(at_work));
    }
    return board;
}

/// The members take turns until every one has acknowledged, each the board of the first, its head.
Status make_board_key(CountingBoard& board) {
    constexpr int kRoundsMax = 100;
    const TrusteeAtWork::Talk talk{{}, [&](const Bytes32& anchor) -> Status {
                                       if (board.front().state().anchor() == anchor) return accepted();
                                       return refused(Reason::not_fitting, says().rehearsal.other_boards);
                                   }};
    for (int round = 0; round < kRoundsMax; ++round) {
        bool all_done = true;
        for (TrusteeAtWork& trustee : board) {
            std::string waiting_for;
            VOUCH_TRY(done, trustee.ceremony_round(talk, waiting_for));
            all_done = all_done && done;
        }
        if (all_done) return accepted();
    }
    return refused(Reason::not_fitting, says().rehearsal.no_key);
}

Status confirm_by_all(CountingBoard& board) {
    for (TrusteeAtWork& trustee : board) {
        VOUCH_REQUIRE(trustee.update());
        VOUCH_TRY(sheet, trustee.sheet());
        VOUCH_REQUIRE(trustee.send_confirmation(sheet.digest));
    }
    return accepted();
}

Status count_by_threshold(CountingBoard& board) {
    for (std::uint32_t i = 0; i < board.front().state().manifest.threshold; ++i) {
        VOUCH_REQUIRE(board[i].update());
        VOUCH_REQUIRE(board[i].send_shares());
    }
    return accepted();
}

/// The copies of the documents that the log names, each under its digest.
Status fetch_documents(const ConferenceAddress& address, const Conference& conference,
                       const net::Trust& trust, const Path& folder) {
    net::HttpsClient client(address.conference, trust);
    const auto fetch = [&](const Bytes32& digest) -> Status {
        const auto reply = client.get(address.conference.path + "/documents/" + to_hex(digest));
        if (reply.status != 200 || sha256(reply.body) != digest)
            return refused(Reason::not_fitting, says().rehearsal.no_document({.digest = to_hex(digest)}));
        disk::write_file(folder / to_hex(digest), reply.body);
        return accepted();
    };
    for (const Dossier& dossier : conference.dossiers) {
        if (dossier.index.empty()) continue;
        VOUCH_REQUIRE(fetch(sha256(dossier.index)));
        for (const Document& document : dossier.documents) VOUCH_REQUIRE(fetch(document.sha256));
    }
    return accepted();
}

/// Copies the log and everything that goes with it, audits the copy, and looks every receipt's tracker up in
/// it.
Status leave_behind(const Organizer& organizer, const Conference& conference, const net::Trust& trust,
                    std::span<const Bytes32> trackers, const Path& out, const RehearsalProgress& progress,
                    RehearsalOutcome& outcome) {
    const auto copied = copy_log(log_of(organizer.address()), out / "log");
    if (!copied.ok()) return copied.rejection();
    const State& state = organizer.state();
    outcome.log_vkey = state.manifest.log_vkey;
    disk::write_file(out / "log.vkey", outcome.log_vkey + "\n");
    VOUCH_REQUIRE(fetch_documents(organizer.address(), conference, trust, out / "documents"));
    disk::write_file(out / "named-roll.csv", disk::read_file(organizer.keys().home() / "named-roll.csv"),
                     disk::Access::owner);

    VOUCH_TRY(vkey, Vkey::parse(outcome.log_vkey));
    AuditOptions options;
    options.trackers = true;
    options.progress = [&](std::uint64_t done, std::uint64_t total, std::uint64_t) {
        progress(says().rehearsal.verifying, done, total);
    };
    const AuditReport report = audit(log_in_folder(out / "log"), vkey, options);
    if (!report.holds()) return refused(Reason::not_fitting, report.sentence());
    for (const Bytes32& tracker : trackers) {
        const Standing standing = report.trackers.find(tracker).standing;
        outcome.counted += standing == Standing::counted ? 1 : 0;
        outcome.superseded += standing == Standing::superseded ? 1 : 0;
    }
    outcome.result = *report.state.result;
    outcome.base = report.state.base();
    const std::string& language = state.manifest.languages.front();
    outcome.table = results_table(shown(state.manifest), outcome.result, outcome.base, language);
    disk::write_file(out / "results.csv", results_csv(state.manifest, outcome.result, outcome.base));
    disk::write_file(out / "results-spreadsheet.csv",
                     spreadsheet_of(state.manifest, outcome.result, outcome.base, language));
    VOUCH_TRY(says, minutes_text(report.state, report.fingerprint, language));
    disk::write_file(out / "minutes.txt", minutes(says));
    disk::write_file(out / "minutes.pdf", minutes_pdf(says));
    return accepted();
}

}    // namespace

Result<RehearsalOutcome> rehearse(OrganizerKeys keys, const net::Endpoint& server, const net::Trust& trust,
                                  const RehearsalPlan& plan, const Path& secrets, const Path& out,
                                  const RehearsalProgress& progress) {
    RehearsalOutcome outcome;
    progress(says().rehearsal.creating, 0, 1);
    VOUCH_TRY(conference, conference_of(plan, keys, secrets / "dossiers"));
    VOUCH_TRY(address, create_conference(keys, server, trust, conference, true));
    outcome.conference_url = address.url();
    VOUCH_TRY(organizer, Organizer::open(std::move(keys)));
    VOUCH_REQUIRE(organizer.submit_roll(plan.people));

    progress(says().rehearsal.making_key, 0, 1);
    VOUCH_TRY(board, seat_board(organizer, secrets));
    VOUCH_REQUIRE(make_board_key(board));

    RehearsalHall hall(organizer, trust, plan);
    VOUCH_REQUIRE(hall.check_in(progress));
    progress(says().rehearsal.opening, 0, 1);
    VOUCH_REQUIRE(organizer.open_vote(wire::time_of_day(), says().rehearsal.below_quorum));
    VOUCH_REQUIRE(confirm_by_all(board));
    VOUCH_REQUIRE(hall.vote(progress));
    progress(says().rehearsal.closing, 0, 1);
    VOUCH_REQUIRE(organizer.close_vote(wire::time_of_day()));
    VOUCH_REQUIRE(confirm_by_all(board));
    VOUCH_REQUIRE(count_by_threshold(board));
    VOUCH_REQUIRE(organizer.announce());

    outcome.receipts = hall.trackers().size();
    VOUCH_REQUIRE(leave_behind(organizer, conference, trust, hall.trackers(), out, progress, outcome));
    return outcome;
}

std::vector<std::string> differences(const RehearsalPlan& plan, const Announcement& result) {
    std::vector<std::string> out;
    for (std::size_t j = 0; j < plan.table.size(); ++j) {
        const TableRow& row = plan.table[j];
        const ResultLine& line = result.lines[j];
        const std::uint32_t blank = plan.options.ballots - row.high - row.medium - row.low;
        if (line.high != row.high || line.medium != row.medium || line.low != row.low || line.blank != blank)
            out.push_back(says().rehearsal.difference(
                {.counted = fmt::format("{}/{}/{}/{}", line.high, line.medium, line.low, line.blank),
                 .position = row.position,
                 .wanted = fmt::format("{}/{}/{}/{}", row.high, row.medium, row.low, blank)}));
    }
    return out;
}

}    // namespace vouch::client
