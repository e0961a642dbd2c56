#include "client/cli/organizer/organizer.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <chrono>

#include "client/cli/organizer/slips.h"
#include "client/cli/shared/language.h"
#include "client/cli/shared/not_now.h"
#include "client/cli/shared/text.h"
#include "election/slip.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kPeoplePerEntry = 800;    // of some 70 bytes each: below the 65,535 of an entry
constexpr std::string_view kNamedRollFile = "named-roll.csv";

}    // namespace

Result<Organizer> Organizer::open(OrganizerKeys keys) {
    VOUCH_TRY(desk, Desk::open(keys.home()));
    return Organizer(std::move(keys), std::move(desk));
}

Status Organizer::attach(const OrganizerKeys& keys, const ConferenceAddress& address) {
    return attach_folder(keys.home(), address, [&](const State& state) -> Status {
        if (std::ranges::count(state.manifest.organizers, keys.sign().public_key()) > 0) return accepted();
        return refused(Reason::not_fitting, says().organizer.no_organizer_here);
    });
}

Status Organizer::submit(const Body& body) {
    const SigningKey* const signer = &keys_.sign();
    return desk_.submit(make_entry(state().election_id, body, {&signer, 1}));
}

Result<std::vector<NamedPerson>> Organizer::named_roll() const {
    VOUCH_TRY(stored, keys_.vault().get(kNamedRollName));
    if (!stored) return refused(Reason::not_fitting, says().organizer.no_roll);
    auto roll = read_named_roll(text_of(stored->view()));
    if (!roll.ok())
        return refused(Reason::malformed,
                       says().organizer.stored_roll({.where = roll.mistakes.front().where}));
    return std::move(roll.value);
}

Status Organizer::submit_roll(std::span<const RollPerson> people) {
    VOUCH_REQUIRE(update());
    if (!keys_.vault().has(kCodesName) || !keys_.vault().has(kNamedRollName)) {
        if (state().summoned() > 0) return refused(Reason::not_fitting, says().organizer.roll_made_elsewhere);
        RollSecrets::draw(static_cast<std::uint32_t>(people.size())).keep(keys_.vault());
        const std::string csv = write_named_roll(add_salts(people));
        keys_.vault().put(kNamedRollName, bytes_of(csv));
    }
    VOUCH_TRY(roll, named_roll());
    if (!std::ranges::equal(people, roll, [](const RollPerson& a, const RollPerson& b) { return a == b; }))
        return refused(Reason::not_fitting, says().organizer.other_roll);
    VOUCH_TRY(secrets, RollSecrets::read(keys_.vault()));
    while (state().summoned() < roll.size()) {
        Roll part;
        part.first = state().summoned() + 1;
        for (std::size_t i = state().summoned(); i < roll.size() && part.people.size() < kPeoplePerEntry;
             ++i) {
            const NamedPerson& person = roll[i];
            const SigningKey key =
                code_key(state().manifest.nonce, person.number, secrets.latest(person.number));
            part.people.push_back({key.public_key(), client::person_hash(person)});
        }
        VOUCH_REQUIRE(submit(part));
    }
    VOUCH_REQUIRE(
        desk_.session().upload(keys_.sign(), "named-roll", seal_named_roll(secrets.rollkey(), roll)));
    disk::write_file(keys_.home() / kNamedRollFile, write_named_roll(roll), disk::Access::owner);
    return accepted();
}

Result<std::vector<SlipLink>> Organizer::slips(std::span<const std::uint32_t> numbers, NamesBoard names) {
    VOUCH_REQUIRE(update());
    if (names == NamesBoard::yes && !(state().ceremony && state().ceremony->all_acknowledged()))
        return refused(Reason::too_early, says().organizer.no_board_key);
    const Bytes anchor = names == NamesBoard::yes ? copy(*state().anchor()) : Bytes();
    VOUCH_TRY(secrets, RollSecrets::read(keys_.vault()));
    std::vector<std::uint32_t> wanted(numbers.begin(), numbers.end());
    for (std::uint32_t number = 1; numbers.empty() && number <= state().summoned(); ++number)
        wanted.push_back(number);
    std::vector<SlipLink> links;
    for (const std::uint32_t number : wanted) {
        VOUCH_TRY(code, secrets.in_force(state(), number));
        links.push_back({address().conference, anchor, number, std::move(code), secrets.rollkey().clone()});
    }
    return links;
}

Status Organizer::write_slips(const Path& file, std::string_view asked_for,
                              std::span<const std::uint32_t> numbers, NamesBoard names) {
    VOUCH_TRY(links, slips(numbers, names));
    VOUCH_TRY(roll, named_roll());
    const Manifest& manifest = state().manifest;
    const std::string_view language = chosen_language(manifest, asked_for);
    const std::size_t at = language_index(manifest, language);
    const SlipSheet sheet{.title = manifest.title[at],
                          .body = manifest.body[at],
                          .place = manifest.place[at],
                          .date = manifest.date,
                          .language = std::string(language),
                          .address = address().url(),
                          .mark = names == NamesBoard::yes ? anchor_mark(*state().anchor()) : "",
                          .rehearsal = manifest.rehearsal};
    SecretText text, page;    // the link being printed, and the page
    PrintedCode printed;
    client::write_slips(
        sheet, links.size(),
        [&](std::size_t i) {
            const NamedPerson& person = roll[links[i].number - 1];
            text = slip_link(links[i]);
            printed = printed_code(links[i].code);
            return Slip{.number = person.number,
                        .name = person.name,
                        .unit = person.unit,
                        .hall = person.hall,
                        .code = {reinterpret_cast<const char*>(printed.view().data()), printed.view().size()},
                        .link = text.text()};
        },
        [&](ByteView piece) { page.append(piece); });
    disk::write_file(file, page.view(), disk::Access::owner);
    return accepted();
}

Result<std::vector<std::uint32_t>> Organizer::numbers_in_hall(std::string_view typed) const {
    VOUCH_TRY(hall, clean_text(typed));
    VOUCH_TRY(roll, named_roll());
    std::vector<std::uint32_t> numbers;
    for (const NamedPerson& person : roll)
        if (person.hall == hall) numbers.push_back(person.number);
    if (hall.empty() || numbers.empty())
        return refused(Reason::not_fitting, says().organizer.no_hall({.hall = hall}));
    return numbers;
}

Status Organizer::revoke(std::uint32_t number) {
    VOUCH_REQUIRE(update());
    const RollRecord* record = state().roll_record(number);
    if (!record) return refused(Reason::not_on_the_roll, says().organizer.no_number({.number = number}));
    VOUCH_TRY(secrets, RollSecrets::read(keys_.vault()));
    const Bytes32 key = code_key(state().manifest.nonce, number, secrets.add(number)).public_key();
    secrets.keep(keys_.vault());    // before the log says so: a code in force is never one that was lost
    return submit(Revocation{number, record->pk.value_or(Point()).bytes(), key});
}

Result<std::vector<std::string>> Organizer::invite(std::uint32_t count) {
    return desk_.session().invite(keys_.sign(), count);
}

Result<std::vector<KeyCard>> Organizer::key_cards() {
    return desk_.session().key_cards(keys_.sign());
}

Status Organizer::sign_board(std::span<const KeyCard> cards) {
    VOUCH_REQUIRE(update());
    if (cards.size() != state().manifest.trustees)
        return refused(Reason::not_fitting, says().organizer.board_size({.members = state().manifest.trustees,
                                                                         .named = cards.size()}));
    Board board;
    for (const KeyCard& card : cards) board.trustees.push_back({card.name, card.sign_key, card.box_key});
    return submit(board);
}

/// The log's end while the server holds still, seen with own eyes: what an open or a close commits to.
/// Nothing is frozen for what the phase does not allow.
Result<Frozen> Organizer::freeze_for(Kind kind) {
    VOUCH_REQUIRE(update());
    VOUCH_REQUIRE(allowed_now(kind, state().phase));
    VOUCH_TRY(frozen, desk_.session().freeze(keys_.sign()));
    VOUCH_REQUIRE(update());
    if (state().log.size() != frozen.index || state().log.root() != frozen.root)
        return refused(Reason::not_fitting, says().organizer.end_moved);
    return frozen;
}

Status Organizer::open_vote(std::uint64_t stated_time, std::string_view override_reason) {
    VOUCH_TRY(end, freeze_for(Kind::open));
    return submit(Open{end.index, end.root, stated_time, std::string(override_reason)});
}

Status Organizer::may_close() {
    VOUCH_REQUIRE(update());
    VOUCH_REQUIRE(allowed_now(Kind::close, state().phase));
    if (state().open_confirmed()) return accepted();
    return refused(Reason::too_early,
                   says().organizer.open_unconfirmed(
                       {.confirmed = static_cast<std::uint32_t>(state().open_confirmations.keys.size()),
                        .needed = state().confirmations_needed(),
                        .of_board = state().manifest.threshold}));
}

Status Organizer::close_vote(std::uint64_t stated_time) {
    VOUCH_REQUIRE(may_close());
    VOUCH_TRY(end, freeze_for(Kind::close));
    return submit(Close{end.index, end.root, stated_time});
}

Status Organizer::announce() {
    VOUCH_REQUIRE(update());
    if (!state().result)
        return refused(Reason::not_fitting,
                       says().organizer.no_result_yet(
                           {.needed = state().manifest.threshold, .shares = state().shares.size()}));
    return submit(*state().result);
}

Status Organizer::annul(std::string_view reason) {
    VOUCH_REQUIRE(update());
    return submit(Annulment{std::string(reason)});
}

Status Organizer::give_paper(std::uint32_t number) {
    VOUCH_REQUIRE(update());
    return submit(Paper{number});
}

}    // namespace vouch::client
