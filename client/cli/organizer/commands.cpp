#include <fmt/core.h>

#include <algorithm>

#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/text.h"
#include "client/cli/trustee/run.h"
#include "election/crockford.h"
#include "election/slip.h"
#include "election/typed.h"

namespace vouch::client {
namespace {

constexpr const char* kOrganizer = "organizer";

/// The card whose check characters were typed.
Result<KeyCard> card_with(const std::vector<KeyCard>& cards, const std::string& typed) {
    VOUCH_TRY(characters, election::read_typed(typed, election::kTypedKeyCard));
    for (const KeyCard& card : cards)
        if (check_characters(card) == election::in_groups(characters)) return card;
    return {Reason::not_fitting,
            worded("{} are no check characters of a member who joined; compare again", typed)};
}

/// The members of the board in the log, as their cards have them.
std::vector<KeyCard> cards_in_log(const election::State& state) {
    std::vector<KeyCard> out;
    if (state.ceremony)
        for (const election::Trustee& member : state.ceremony->board.trustees)
            out.push_back({member.name, member.sign_key, member.box_key});
    return out;
}

/// What a new board does to the one in the log, as a question.
std::string question_of_new_board(const election::State& state, const std::vector<KeyCard>& board) {
    const std::vector<KeyCard> before = cards_in_log(state);
    const bool same_people = std::ranges::is_permutation(before, board);
    return fmt::format(
        "The log has a board{}. {} takes its place: {}, the members make a new key, and slips that are "
        "printed "
        "do not fit any more. Sign it",
        state.ceremony->all_acknowledged() ? " whose key is made" : " that is making its key",
        same_people ? "The same board in another order" : "This other board",
        state.ceremony->all_acknowledged() ? "that key is dropped" : "what was made of that key is dropped");
}

std::size_t invitations_in(const Path& folder) {
    if (!std::filesystem::exists(folder)) return 0;
    std::size_t found = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().filename().string().starts_with("invitation-")) ++found;
    return found;
}

/// Writes one invitation a member, under numbers that are free in the folder.
Status invite_members(const Common& common, Organizer& organizer, const BoardWanted& wanted) {
    const auto file_of = [&](std::uint32_t number) {
        return wanted.out / fmt::format("invitation-{}.txt", number);
    };
    const std::size_t there = invitations_in(wanted.out);
    if (there > 0 &&
        !common.agreed(worded("There are {} in {} already, and each stays good for one member. Make {} more",
                              counted(there, "invitation"), wanted.out.string(), wanted.invite)))
        return not_sent();
    VOUCH_TRY(tokens, organizer.invite(wanted.invite));
    std::uint32_t number = 1;
    for (const std::string& token : tokens) {
        while (std::filesystem::exists(file_of(number))) ++number;
        disk::write_file(file_of(number), invitation_text(organizer.place(), token).view(),
                         disk::Access::owner);
        common.tell("An invitation for one member is in {}", file_of(number).string());
    }
    return accepted();
}

/// Signs the board of those cards, where it is another than the one in the log.
Status sign_asked(const Common& common, Organizer& organizer, const std::vector<KeyCard>& board) {
    if (organizer.state().ceremony) {
        if (cards_in_log(organizer.state()) == board) {
            common.tell("This board is in the log already");
            return accepted();
        }
        if (!common.agreed(question_of_new_board(organizer.state(), board))) return not_sent();
    }
    return organizer.sign_board(board);
}

/// Compares what was typed as the server with the server's own name; a no leaves nothing behind.
Status agreed_name(const Common& common, const net::Endpoint& server, const net::Trust& trust) {
    const std::string question = question_of_name(server, Session::with_server(server, trust).server_name());
    if (question.empty() || common.agreed(question)) return accepted();
    return {Reason::not_fitting, "no conference was made; name the server as people reach it"};
}

}    // namespace

Result<OrganizerKeys> organizer_keys(const Common& common) {
    return OrganizerKeys::open(common.home_of(kOrganizer), common.secrets().ask("Passphrase of your key"));
}

Result<Organizer> organizer_at_work(const Common& common) {
    VOUCH_TRY(keys, organizer_keys(common));
    return Organizer::open(std::move(keys));
}

Rejection not_sent() {
    return {Reason::not_fitting, kNotSent};
}

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
    VOUCH_REQUIRE(may_create(keys, conference.value.manifest));
    VOUCH_REQUIRE(agreed_name(common, server, trust));    // before anybody reads a preview for nothing
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

Result<Answer> organizer_check_roll(const Common& common, const Path& csv) {
    constexpr std::size_t kRowsShown = 5;    // of the first and of the last: a file cut off shows at its end
    const auto roll = read_roll(disk::read_text_file(csv));
    const auto& people = roll.value;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (i >= kRowsShown && i + kRowsShown < people.size()) continue;
        if (i + kRowsShown == people.size() && i > kRowsShown) common.tell("  ...");
        common.tell("  {}. {}, {}", people[i].number, people[i].name, people[i].unit);
    }
    common.tell("{} people in {}", people.size(), csv.string());
    for (const Doubt& doubt : roll.doubts) common.tell("{}", to_string(doubt));
    if (!roll.ok()) return mistaken(roll.mistakes, csv, kNotSent);
    if (!roll.doubts.empty())
        return {Reason::malformed, fmt::format("{} to look at again in {}; {}",
                                               counted(roll.doubts.size(), "place"), csv.string(), kNotSent)};
    return Answer{worded("The roll in {} is good. Nothing was sent", csv.string()),
                  {{"people", people.size()}}};
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
    VOUCH_REQUIRE(require_free(out));
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
    VOUCH_REQUIRE(require_free(out));
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
    if (wanted.invite > 0) VOUCH_REQUIRE(invite_members(common, organizer, wanted));
    VOUCH_TRY(cards, organizer.key_cards());
    Json listed = Json::array();
    for (const KeyCard& card : cards) {
        common.tell("{}  {}", check_characters(card), card.name);
        listed.push_back({{"name", card.name}, {"characters", check_characters(card)}});
    }
    std::vector<KeyCard> board;
    for (const std::string& typed : wanted.characters) {
        VOUCH_TRY(card, card_with(cards, typed));
        board.push_back(card);
    }
    if (!board.empty()) VOUCH_REQUIRE(sign_asked(common, organizer, board));
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

}    // namespace vouch::client
