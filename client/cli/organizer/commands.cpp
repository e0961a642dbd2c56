#include <fmt/core.h>

#include <thread>

#include "client/cli/commands.h"
#include "client/cli/organizer/organizer.h"
#include "client/cli/shared/csv.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/shown_manifest.h"
#include "client/cli/shared/text.h"
#include "client/cli/trustee/run.h"
#include "election/crockford.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/slip.h"

namespace vouch::client {
namespace {

constexpr const char* kOrganizer = "organizer";
constexpr const char* kNotSent = "nothing was sent";

Result<OrganizerKeys> organizer_keys(const Common& common) {
    return OrganizerKeys::open(common.home_of(kOrganizer), common.secrets().ask("Passphrase of your key"));
}

Result<Organizer> organizer_at_work(const Common& common) {
    VOUCH_TRY(keys, organizer_keys(common));
    return Organizer::open(std::move(keys));
}

/// Shown on every screen, and counted down on this one.
Status run_last_call(const Common& common, Organizer& organizer, std::chrono::seconds time) {
    VOUCH_TRY(followers, organizer.last_call(time));
    common.tell("The server tells {} of the last call. Whoever is not connected has to hear it from you",
                counted(followers, "connected device"));
    Progress clock("Last call, in seconds", static_cast<std::uint64_t>(time.count()));
    for (std::chrono::seconds passed{0}; passed < time; ++passed) {
        clock.at(static_cast<std::uint64_t>(passed.count()));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    return accepted();
}

Rejection not_sent() {
    return {Reason::not_fitting, kNotSent};
}

std::string standing(const election::State& state) {
    const bool quorum = election::quorum_met(state.manifest.rules, state.present(), state.summoned());
    return fmt::format("summoned {}, present {} ({} checked in, {} on paper), {}", state.summoned(),
                       state.present(), state.enrolled(), state.papers_issued(),
                       quorum ? "a quorum" : "NO QUORUM");
}

}    // namespace

Result<Answer> organizer_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return {Reason::malformed, "the name is empty"};
    VOUCH_TRY(passphrase, common.secrets().ask_new("A passphrase for your new key"));
    VOUCH_TRY(keys, OrganizerKeys::make(common.home_of(kOrganizer), clean, passphrase));
    return Answer{
        worded(
            "Your key is in {} and opens again. Put this line into conference.toml, and give it to whoever "
            "runs the server:\n{}",
            keys.home().string(), keys.line()),
        {{"line", keys.line()}}};
}

Result<Answer> organizer_create(const Common& common, const Path& file, const std::string& server_url,
                                bool rehearsal) {
    auto conference = read_conference(file);
    if (!conference.ok()) return mistaken(conference.mistakes, file, kNotSent);
    conference.value.manifest.rehearsal = rehearsal;
    VOUCH_TRY(server, net::Endpoint::parse(server_url));
    VOUCH_TRY(trust, common.trust());
    VOUCH_TRY(keys, organizer_keys(common));
    for (const std::string& line : preview(conference.value.manifest)) {
        if (common.yes) {
            common.tell("{}", line);
        } else if (!ask_yes(line)) {
            return not_sent();
        }
    }
    VOUCH_TRY(place, create_conference(keys, server, trust, std::move(conference.value), rehearsal));
    VOUCH_TRY(record, read_record(keys.home()));
    const Path vkey = keys.home() / kLogVkeyFile;
    return Answer{
        worded("The conference is at {}. Auditors need its log's verifier key: {}. Next: vouch organizer "
               "roll",
               place.url(), vkey.string()),
        {{"url", place.url()}, {"election_id", to_hex(*record.election_id)}, {"log_vkey", vkey.string()}}};
}

Result<Answer> organizer_roll(const Common& common, const Path& csv) {
    const auto roll = read_roll(disk::read_text_file(csv));
    if (!roll.ok()) return mistaken(roll.mistakes, csv, kNotSent);
    common.tell("{} people in {}", roll.value.size(), csv.string());
    for (const Doubt& doubt : roll.doubts) common.tell("{}", to_string(doubt));
    if (!roll.doubts.empty() &&
        !common.agreed(fmt::format("{} to look at again: are they right as they stand",
                                   counted(roll.doubts.size(), "place"))))
        return not_sent();
    if (!common.agreed("Put them on the roll? It cannot be changed afterwards")) return not_sent();
    VOUCH_TRY(organizer, organizer_at_work(common));
    VOUCH_REQUIRE(organizer.submit_roll(roll.value));
    return Answer{
        "The roll is in the log. Next: vouch organizer board, and once its key is made vouch organizer slips",
        {{"summoned", organizer.state().summoned()}}};
}

Result<Answer> organizer_slips(const Common& common, const Path& out,
                               const std::vector<std::uint32_t>& numbers, bool without_board) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const auto names = without_board ? Organizer::NamesBoard::no : Organizer::NamesBoard::yes;
    VOUCH_REQUIRE(organizer.write_slips(out, common.language, numbers, names));
    if (without_board)
        common.tell(
            "These slips name no counting board: every device will ask for the sixteen digits of the "
            "fingerprint before it seals, and until then a dishonest server could show it another board");
    return Answer{
        worded("The slips are in {}. Print them, and delete the file: whoever has it can check in as anybody",
               out.string()),
        {{"slips", numbers.empty() ? organizer.state().summoned() : numbers.size()}}};
}

Result<Answer> organizer_revoke(const Common& common, std::uint32_t number, const Path& out) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (!common.agreed(fmt::format("Revoke the slip of number {}, and its check-in", number)))
        return not_sent();
    VOUCH_REQUIRE(organizer.revoke(number));
    const bool made = organizer.state().ceremony && organizer.state().ceremony->all_acknowledged();
    if (!out.empty())
        VOUCH_REQUIRE(organizer.write_slips(out, common.language, {&number, 1},
                                            made ? Organizer::NamesBoard::yes : Organizer::NamesBoard::no));
    return Answer{
        out.empty()
            ? worded("Revoked. Print the new slip with: vouch organizer slips --number {} --out FILE", number)
            : worded("Revoked. The new slip is in {}", out.string()),
        {{"revoked", number}}};
}

Result<Answer> organizer_board(const Common& common, const BoardWanted& wanted) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (wanted.invite > 0) {
        VOUCH_TRY(tokens, organizer.invite(wanted.invite));
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const Path file = wanted.out / fmt::format("invitation-{}.txt", i + 1);
            disk::write_file(file, invitation_text(organizer.place(), tokens[i]).view(), disk::Access::owner);
            common.tell("An invitation for one member is in {}", file.string());
        }
    }
    VOUCH_TRY(cards, organizer.key_cards());
    Json listed = Json::array();
    for (const KeyCard& card : cards) {
        common.tell("{}  {}", check_characters(card), card.name);
        listed.push_back({{"name", card.name}, {"characters", check_characters(card)}});
    }
    std::vector<KeyCard> board;
    for (const std::string& characters : wanted.characters)
        for (const KeyCard& card : cards)
            if (check_characters(card) == characters) board.push_back(card);
    if (board.size() != wanted.characters.size())
        return {Reason::not_fitting,
                "not every one of those check characters is a member's who joined; compare again"};
    if (!board.empty()) VOUCH_REQUIRE(organizer.sign_board(board));
    return Answer{
        board.empty()
            ? "Compare the characters with each member by voice or on paper, then: vouch organizer board "
              "--sign XXXX-XXXX ..."
            : worded("The board is in the log, with the mark {}. Its members compare {} and make the key. "
                     "Then: vouch organizer slips",
                     election::anchor_mark(*organizer.state().anchor()),
                     election::in_groups(election::spoken(*organizer.state().anchor()))),
        {{"joined", listed}, {"signed", !board.empty()}}};
}

Result<Answer> organizer_open(const Common& common, const std::string& override_reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    common.tell("{}", standing(organizer.state()));
    if (!common.agreed("Open the vote")) return not_sent();
    VOUCH_REQUIRE(organizer.open_vote(now(), override_reason));
    const election::State& state = organizer.state();
    const std::string number = election::opening_number(state.open_digest);
    return Answer{
        worded("Open, once {} have confirmed, {} of the board among them. The opening's number, for the "
               "head of the board to read out, is {}. The fingerprint exists once it is confirmed",
               state.confirmations_needed(), state.manifest.threshold, election::in_groups(number)),
        {{"opening_number", number}, {"confirmations_needed", state.confirmations_needed()}}};
}

Result<Answer> organizer_close(const Common& common, std::chrono::seconds last_call) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const std::string question =
        last_call.count() == 0 ? "Close the vote now"
                               : worded("Give a last call of {}, and close the vote after it",
                                        counted(static_cast<std::uint64_t>(last_call.count()), "second"));
    if (!common.agreed(question)) return not_sent();
    if (last_call.count() > 0) {
        common.tell(
            "The last call runs on every screen that is connected. Ctrl-C keeps the vote open; then tell the "
            "hall, and close "
            "it later with the same command");
        VOUCH_REQUIRE(run_last_call(common, organizer, last_call));
    }
    VOUCH_REQUIRE(organizer.close_vote(now()));
    return Answer{worded("Closed with {}; the board confirms and counts",
                         counted(organizer.state().ballots.size(), "ballot")),
                  {{"ballots", organizer.state().ballots.size()}, {"phase", name(organizer.state().phase)}}};
}

Result<Answer> organizer_announce(const Common& common) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    const election::State& state = organizer.state();
    if (!state.result) VOUCH_REQUIRE(organizer.announce());    // which says why not
    common.tell_lines(results_table(shown(state.manifest), *state.result, state.base(), common.language));
    if (!common.agreed("Announce")) return not_sent();
    VOUCH_REQUIRE(organizer.announce());
    return Answer{"Announced. The minutes: vouch audit minutes", {{"announced", true}}};
}

Result<Answer> organizer_annul(const Common& common, const std::string& reason) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (!common.agreed("Annul this vote for good")) return not_sent();
    VOUCH_REQUIRE(organizer.annul(reason));
    return Answer{"Annulled", {{"annulled", true}}};
}

Result<Answer> organizer_paper(const Common& common, std::uint32_t number) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    VOUCH_REQUIRE(organizer.give_paper(number));
    return Answer{worded("Number {} votes on paper; the board hands a ballot out", number),
                  {{"paper", number}}};
}

}    // namespace vouch::client
