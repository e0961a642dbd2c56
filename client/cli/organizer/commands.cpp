#include <fmt/core.h>

#include <algorithm>

#include "client/cli/organizer/at_work.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/says.h"
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
    VOUCH_TRY(characters, read_typed_text(typed, election::kTypedKeyCard));
    for (const KeyCard& card : cards)
        if (comparison_characters(card) == election::in_groups(characters)) return card;
    return refused(Reason::not_fitting, says().organizer.no_characters({.typed = typed}));
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
    const bool same_people = std::ranges::is_permutation(cards_in_log(state), board);
    const bool made = state.ceremony->all_acknowledged();
    const auto& all = says().organizer;
    if (same_people) return made ? all.same_board_made : all.same_board_making;
    return made ? all.other_board_made : all.other_board_making;
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
    if (there > 0 && !common.agreed(says().organizer.ask_more_invitations(
                         {.count = there, .folder = wanted.out.string(), .more = wanted.invite})))
        return not_sent();
    VOUCH_TRY(tokens, organizer.invite(wanted.invite));
    std::uint32_t number = 1;
    for (const std::string& token : tokens) {
        while (std::filesystem::exists(file_of(number))) ++number;
        disk::write_file(file_of(number), invitation_text(organizer.address(), token).view(),
                         disk::Access::owner);
        common.tell(says().organizer.invitation_in({.file = file_of(number).string()}));
    }
    return accepted();
}

/// Signs the board of those cards, where it is another than the one in the log.
Status sign_asked(const Common& common, Organizer& organizer, const std::vector<KeyCard>& board) {
    if (organizer.state().ceremony) {
        if (cards_in_log(organizer.state()) == board) {
            common.tell(says().organizer.board_already);
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
    return refused(Reason::not_fitting, says().organizer.no_conference_made);
}

}    // namespace

Result<OrganizerKeys> organizer_keys(const Common& common) {
    return OrganizerKeys::open(common.home_of(kOrganizer),
                               common.secrets().ask(says().ask.passphrase_of_key));
}

Result<Organizer> organizer_at_work(const Common& common) {
    VOUCH_TRY(keys, organizer_keys(common));
    return Organizer::open(std::move(keys));
}

Rejection not_sent() {
    return refused(Reason::not_fitting, says().organizer.not_sent);
}

Result<CommandOutput> organizer_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return refused(Reason::malformed, says().ask.name_empty);
    VOUCH_TRY(passphrase, common.secrets().ask_new(says().ask.new_passphrase));
    VOUCH_TRY(keys, OrganizerKeys::make(common.home_of(kOrganizer), clean, passphrase));
    return CommandOutput{says().organizer.key_made({.folder = keys.home().string(), .line = keys.line()}),
                         {{"line", keys.line()}}};
}

Result<CommandOutput> organizer_create(const Common& common, const Path& file, const std::string& server_url,
                                       bool rehearsal) {
    auto conference = read_conference(file);
    if (!conference.ok()) return mistaken(conference.mistakes, file, says().organizer.not_sent);
    conference.value.manifest.rehearsal = rehearsal;
    VOUCH_TRY(server, net::Endpoint::parse(server_url));
    VOUCH_TRY(trust, common.trust());
    VOUCH_TRY(keys, organizer_keys(common));
    VOUCH_REQUIRE(may_create(keys, conference.value.manifest));
    VOUCH_REQUIRE(agreed_name(common, server, trust));    // before anybody reads a preview for nothing
    for (const std::string& line : preview(conference.value.manifest)) {
        if (common.yes) {
            common.tell(shown(line));
        } else if (!ask_yes(line)) {
            return not_sent();
        }
    }
    VOUCH_TRY(address, create_conference(keys, server, trust, std::move(conference.value), rehearsal));
    VOUCH_TRY(record, read_record(keys.home()));
    const Path vkey = keys.home() / kLogVkeyFile;
    return CommandOutput{
        says().organizer.created({.file = vkey.string(), .url = address.url()}),
        {{"url", address.url()}, {"election_id", to_hex(*record.election_id)}, {"log_vkey", vkey.string()}}};
}

Result<CommandOutput> organizer_check_roll(const Common& common, const Path& csv) {
    constexpr std::size_t kRowsShown = 5;    // of the first and of the last: a file cut off shows at its end
    const auto roll = read_roll(disk::read_text_file(csv));
    const auto& people = roll.value;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (i >= kRowsShown && i + kRowsShown < people.size()) continue;
        if (i + kRowsShown == people.size() && i > kRowsShown) common.tell("  ...");
        const auto& [number, name, unit, hall] = people[i];
        const std::string in_hall = hall.empty() ? "" : says().roll.in_hall({.hall = hall});
        common.tell(worded("  {}. {}, {}{}", number, name, unit, in_hall));
    }
    common.tell(says().organizer.people_in({.count = people.size(), .file = csv.string()}));
    for (const Doubt& doubt : roll.doubts) common.tell(to_string(doubt));
    if (!roll.ok()) return mistaken(roll.mistakes, csv, says().organizer.not_sent);
    if (!roll.doubts.empty())
        return refused(
            Reason::malformed,
            says().organizer.places_to_look_at(
                {.count = roll.doubts.size(), .file = csv.string(), .not_done = says().organizer.not_sent}));
    return CommandOutput{says().organizer.roll_good({.file = csv.string()}), {{"people", people.size()}}};
}

Result<CommandOutput> organizer_roll(const Common& common, const Path& csv) {
    const auto roll = read_roll(disk::read_text_file(csv));
    if (!roll.ok()) return mistaken(roll.mistakes, csv, says().organizer.not_sent);
    common.tell(says().organizer.people_in({.count = roll.value.size(), .file = csv.string()}));
    for (const Doubt& doubt : roll.doubts) common.tell(to_string(doubt));
    if (!roll.doubts.empty() && !common.agreed(says().organizer.ask_doubts({.count = roll.doubts.size()})))
        return not_sent();
    if (!common.agreed(says().organizer.ask_roll)) return not_sent();
    VOUCH_TRY(organizer, organizer_at_work(common));
    VOUCH_REQUIRE(organizer.submit_roll(roll.value));
    return CommandOutput{says().organizer.roll_done, {{"summoned", organizer.state().summoned()}}};
}

Result<CommandOutput> organizer_slips(const Common& common, const Path& out, const SlipsWanted& wanted) {
    VOUCH_REQUIRE(require_free(out));
    VOUCH_TRY(organizer, organizer_at_work(common));
    std::vector<std::uint32_t> numbers = wanted.numbers;
    if (wanted.hall) {
        VOUCH_TRY(in_hall, organizer.numbers_in_hall(*wanted.hall));
        numbers = std::move(in_hall);
    }
    const auto names = wanted.without_board ? Organizer::NamesBoard::no : Organizer::NamesBoard::yes;
    VOUCH_REQUIRE(organizer.write_slips(out, common.language, numbers, names));
    if (wanted.without_board) common.tell(says().organizer.nameless_slips);
    return CommandOutput{says().organizer.slips_in({.file = out.string()}),
                         {{"slips", numbers.empty() ? organizer.state().summoned() : numbers.size()}}};
}

Result<CommandOutput> organizer_revoke(const Common& common, std::uint32_t number, const Path& out) {
    VOUCH_REQUIRE(require_free(out));
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (!common.agreed(says().organizer.ask_revoke({.number = number}))) return not_sent();
    VOUCH_REQUIRE(organizer.revoke(number));
    const bool made = organizer.state().ceremony && organizer.state().ceremony->all_acknowledged();
    if (!out.empty())
        VOUCH_REQUIRE(organizer.write_slips(out, common.language, {&number, 1},
                                            made ? Organizer::NamesBoard::yes : Organizer::NamesBoard::no));
    return CommandOutput{out.empty() ? says().organizer.revoked({.number = number})
                                     : says().organizer.revoked_in({.file = out.string()}),
                         {{"revoked", number}}};
}

Result<CommandOutput> organizer_board(const Common& common, const BoardWanted& wanted) {
    VOUCH_TRY(organizer, organizer_at_work(common));
    if (wanted.invite > 0) VOUCH_REQUIRE(invite_members(common, organizer, wanted));
    VOUCH_TRY(cards, organizer.key_cards());
    Json listed = Json::array();
    for (const KeyCard& card : cards) {
        common.tell(worded("{}  {}", comparison_characters(card), card.name));
        listed.push_back({{"name", card.name}, {"characters", comparison_characters(card)}});
    }
    std::vector<KeyCard> board;
    for (const std::string& typed : wanted.characters) {
        VOUCH_TRY(card, card_with(cards, typed));
        board.push_back(card);
    }
    if (!board.empty()) VOUCH_REQUIRE(sign_asked(common, organizer, board));
    return CommandOutput{
        board.empty() ? says().organizer.compare_characters
                      : says().organizer.board_signed(
                            {.characters = election::in_groups(election::spoken(*organizer.state().anchor())),
                             .mark = election::anchor_mark(*organizer.state().anchor())}),
        {{"joined", listed}, {"signed", !board.empty()}}};
}

}    // namespace vouch::client
