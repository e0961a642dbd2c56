#include <fmt/core.h>

#include <thread>

#include "client/cli/commands.h"
#include "client/cli/participant/challenge_file.h"
#include "client/cli/participant/home.h"
#include "client/cli/shared/language.h"
#include "client/cli/shared/mine_text.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/says.h"
#include "election/crockford.h"
#include "election/fingerprint.h"
#include "wire/conference_id.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr const char* kParticipant = "participant";
constexpr const char* kChallengeFile = "challenge.json";
constexpr auto kLookEvery = std::chrono::seconds(2);

Result<ParticipantHome> home_of(const Common& common) {
    return ParticipantHome::open(common.home_of(kParticipant),
                                 common.secrets().ask(says().participant.passphrase));
}

std::string shown_tracker(const Bytes32& tracker) {
    return in_groups(tracker_characters(tracker));
}

std::string_view text_in(const SecretBuffer& buffer) {
    return {reinterpret_cast<const char*>(buffer.view().data()), buffer.size()};
}

/// Looks at the log until the opening is confirmed, and asks for the fingerprint where no slip named the
/// board.
Status wait_for_opening(const ParticipantHome& home, Device& device, const std::string& given,
                        const Common& common) {
    for (bool said = false; device.view().opening().ok() == false;) {
        const Rejection why = device.view().opening().rejection();
        if (why.reason != Reason::too_early) return why;
        if (!said) common.tell(says().participant.awaiting_opening);
        said = true;
        std::this_thread::sleep_for(kLookEvery);
        VOUCH_REQUIRE(device.update());
    }
    home.keep_seen(device.view());
    VOUCH_REQUIRE(device.check_anchor());
    const State& state = device.view().state();
    common.tell(shown(titled(state.manifest, language_index(state.manifest, common.language))));
    if (!device.asks_for_fingerprint()) {
        common.tell(says().participant.compare_fingerprint(
            {.fingerprint = in_groups_of_four(fingerprint(*state.fingerprint_hash()))}));
        return accepted();
    }
    std::string fingerprint_text = given;
    if (fingerprint_text.empty())
        fingerprint_text = ask_line(says().participant.ask_fingerprint).value_or("");
    return device.give_fingerprint(fingerprint_text);
}

/// Asks again where what was typed is no mark.
Result<Level> ask_mark(const std::string& official, const Common& common) {
    for (;;) {
        const auto line = ask_line(official);
        if (!line) return refused(Reason::malformed, says().participant.marks_missing);
        const std::string_view typed = trimmed(*line);
        if (typed.size() == 1 && typed[0] >= '0' && typed[0] <= '3')
            return static_cast<Level>(typed[0] - '0');
        common.tell(says().participant.a_mark_is);
    }
}

/// One mark per official, from standard input: never a flag, since flags can be read by others.
Result<std::vector<Level>> ask_marks(const Manifest& manifest, const Common& common) {
    const std::size_t at = language_index(manifest, common.language);
    const auto& names = manifest.rules.level_names;
    common.tell(
        says().participant.marks({.high = names[2][at], .low = names[0][at], .medium = names[1][at]}));
    std::vector<Level> marks;
    for (const Official& official : manifest.officials) {
        VOUCH_TRY(mark, ask_mark(fmt::format("{}, {}", official.name, official.position[at]), common));
        marks.push_back(mark);
    }
    return marks;
}

/// "  1. NAME: LEVEL" for each official.
std::string marks_text(const Manifest& manifest, std::span<const Level> marks, std::size_t at) {
    std::string out;
    for (std::size_t j = 0; j < marks.size(); ++j)
        out += worded("  {}. {}: {}\n", j + 1, manifest.officials[j].name,
                      marks[j] == Level::blank ? "-" : manifest.rules.level_name(marks[j])[at]);
    return out;
}

/// Marks, review, seal, tracker.
Result<SealedBallot> seal_asked(Device& device, const Common& common) {
    const Manifest& manifest = device.view().state().manifest;
    const std::size_t at = language_index(manifest, common.language);
    VOUCH_TRY(marks, ask_marks(manifest, common));
    common.tell_lines(marks_text(manifest, marks, at));
    if (!common.agreed(says().participant.ask_seal))
        return refused(Reason::not_fitting, says().participant.nothing_sealed);
    VOUCH_TRY(sealed, device.seal(marks));
    common.tell_qr(to_hex(sealed.tracker.tracker));
    common.tell(says().participant.sealed({.tracker = shown_tracker(sealed.tracker.tracker)}));
    return sealed;
}

/// Says that the receipt takes a moment, and later each time that it takes longer.
CastHears say_casting(const Common& common) {
    common.tell(says().participant.casting);
    CastHears out;
    out.waits = [common](const Rejection&, std::chrono::milliseconds wait) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
        common.tell(says().participant.not_taken_yet({.count = static_cast<std::uint64_t>(seconds)}));
    };
    out.tells = [common](const std::string& sentence) { common.tell(sentence); };
    return out;
}

Result<CommandOutput> cast_answer(const Device& device, const BallotReceipt& receipt) {
    VOUCH_TRY(proven, check_receipt(receipt, device.view().state()));
    return CommandOutput{
        says().participant.cast({.index = proven.index, .tracker = shown_tracker(receipt.tracker)}),
        {{"index", proven.index}, {"tracker", to_hex(receipt.tracker)}}};
}

/// What became of a ballot that was sent.
Result<CommandOutput> after_casting(const Device& device, ByteView body,
                                    const Result<BallotReceipt>& receipt) {
    if (receipt.ok()) return cast_answer(device, *receipt);
    const auto own = device.recorded(body);
    if (receipt.rejection().reason != Reason::wrong_phase || !device.view().close_index())
        return receipt.rejection();
    if (!own) return refused(Reason::wrong_phase, says().participant.closed_without);
    return CommandOutput{says().participant.recorded_before_close(
                             {.index = own->index, .tracker = shown_tracker(own->tracker)}),
                         {{"index", own->index}, {"tracker", to_hex(own->tracker)}}};
}

/// What to do with a sealed ballot, asked once its tracker was shown: so that the device seals without
/// knowing which it will be.
enum class Choice { cast, check, drop };
Choice ask_choice() {
    for (;;) {
        const auto answer = ask_line(says().participant.ask_choice);
        const std::string chosen = answer ? folded(*answer) : "drop";
        const auto is = [&](const char* own, const char* everywhere) {
            return chosen == own || chosen == everywhere;
        };
        if (is(says().participant.choice_drop, "drop")) return Choice::drop;
        if (is(says().participant.choice_cast, "cast")) return Choice::cast;
        if (is(says().participant.choice_check, "check")) return Choice::check;
    }
}

/// Writes what is inside to a file for another device. Consumes the ballot.
CommandOutput show_challenge(const Device& device, SealedBallot sealed, const Path& out) {
    const std::string tracker = shown_tracker(sealed.tracker.tracker);
    disk::write_file(out, challenge_text(challenge(std::move(sealed))), disk::Access::owner);
    return CommandOutput{says().participant.take_challenge({.file = out.filename().string(),
                                                            .path = out.string(),
                                                            .tracker = tracker,
                                                            .url = device.address().url()}),
                         {{"tracker", tracker}, {"challenge", out.string()}}};
}

Result<SlipLink> read_slip(const Common& common, const SlipWanted& wanted) {
    const SecretSource source = wanted.slip_fd ? SecretSource(*wanted.slip_fd) : SecretSource();
    if (wanted.url.empty()) {
        const SecretBuffer line = source.ask(says().participant.ask_slip);
        return parse_slip_link(text_in(line));
    }
    VOUCH_TRY(address, conference_address(wanted.url, common.pin));
    if (!wire::is_conference_path(address.conference.path))
        return refused(Reason::malformed, says().slip.address);
    const SecretBuffer typed = source.ask(says().participant.ask_code);
    auto code = read_typed_code(text_in(typed));
    if (!code.ok()) return mistyped(text_in(typed), kTypedCode);
    return SlipLink{address.conference, {}, wanted.number, *std::move(code), {}};
}

/// Nothing where none was given.
Result<std::optional<RelayAddress>> wanted_relay(const std::string& relay) {
    if (relay.empty()) return std::optional<RelayAddress>();
    VOUCH_TRY(address, parse_relay(relay));
    return std::optional(std::move(address));
}

}    // namespace

Result<CommandOutput> participant_enrol(const Common& common, const SlipWanted& wanted) {
    const Path folder = common.home_of(kParticipant);
    VOUCH_TRY(slip, read_slip(common, wanted));
    const bool typed = !wanted.url.empty();
    VOUCH_TRY(trust, common.trust());
    const ConferenceAddress address{slip.conference, trust};
    std::optional<ParticipantHome> home;
    std::optional<DeviceCredential> credential;    // of an earlier check-in
    std::optional<Seen> seen;
    DeviceStorage storage;
    SecretBuffer passphrase;
    if (ParticipantHome::exists(folder)) {
        VOUCH_TRY(opened, home_of(common));
        VOUCH_TRY(record, read_record(folder));
        if (record.url != (ConferenceAddress{slip.conference, trust}.url()) ||
            opened.credential().number != slip.number)
            return refused(Reason::not_fitting,
                           says().participant.another_credential({.folder = folder.string()}));
        credential = opened.credential().clone();
        seen = record.seen;
        home.emplace(std::move(opened));
        storage.credential = [&](const DeviceCredential& held) {
            if (!held.anchor.empty()) home->keep_anchor(held.anchor);
        };
    } else {
        VOUCH_TRY(chosen, common.secrets().ask_new(says().participant.new_passphrase));
        passphrase = std::move(chosen);
        storage.credential = [&](const DeviceCredential& drawn) {
            auto made = ParticipantHome::make(folder, address, drawn, passphrase);
            if (!made.ok()) throw std::runtime_error(made.rejection().detail);
        };
    }
    VOUCH_TRY(device, Device::scan(address, std::move(slip), storage, std::move(credential), seen));
    if (!device.checked_in()) {
        std::string greeting = says().participant.typed_greeting({.number = device.slip_number()});
        if (!typed) {
            VOUCH_TRY(person, device.who());
            greeting = worded("{}\n{}", person.name, person.unit);
        }
        common.tell(shown(titled(device.view().state().manifest, 0)));
        common.tell_lines(greeting);
        if (!common.agreed(says().participant.ask_check_in))
            return refused(Reason::not_fitting, says().participant.not_checked_in);
    }
    VOUCH_REQUIRE(device.check_in());
    return CommandOutput{says().participant.checked_in, {{"checked_in", true}}};
}

Result<CommandOutput> participant_cast(const Common& common, const std::string& fingerprint,
                                       const std::string& wanted) {
    VOUCH_TRY(relay, wanted_relay(wanted));
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    VOUCH_REQUIRE(wait_for_opening(home, device, fingerprint, common));
    VOUCH_TRY(pending, home.pending());
    if (pending) {
        common.tell(says().participant.pending);
        const auto receipt = device.cast_stored(*pending, say_casting(common), relay);
        if (receipt.ok() || receipt.rejection().reason != Reason::wrong_revision)
            return after_casting(device, *pending, receipt);
        // Another device of the same credential cast in the meantime: the log signed that this ballot never
        // fits.
        home.forget_pending();
        common.tell(says().participant.pending_dropped);
        VOUCH_REQUIRE(device.update());
    }
    for (;;) {
        VOUCH_TRY(sealed, seal_asked(device, common));
        switch (common.yes ? Choice::cast : ask_choice()) {
            case Choice::cast: {
                const Bytes body = sealed.body;
                return after_casting(device, body,
                                     device.cast(std::move(sealed), say_casting(common), relay));
            }
            case Choice::check:
                common.tell_lines(
                    show_challenge(device, std::move(sealed), common.home_of(kParticipant) / kChallengeFile)
                        .sentence);
                common.tell(says().participant.never_cast);
                break;
            case Choice::drop:
                return refused(Reason::not_fitting, says().participant.dropped);
        }
    }
}

Result<CommandOutput> participant_challenge(const Common& common, const Path& out,
                                            const std::string& fingerprint) {
    VOUCH_REQUIRE(require_free(out));
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    VOUCH_REQUIRE(wait_for_opening(home, device, fingerprint, common));
    VOUCH_TRY(sealed, seal_asked(device, common));
    if (!common.agreed(says().participant.ask_noted))
        return refused(Reason::not_fitting, says().participant.dropped_unseen);
    return show_challenge(device, std::move(sealed), out);
}

Result<CommandOutput> participant_check(const Common& common, const Path& file, const std::string& url,
                                        const std::string& tracker) {
    VOUCH_TRY(shown, parse_challenge(disk::read_text_file(file)));
    VOUCH_TRY(address, conference_address(url, common.pin));
    Replica replica(log_of(address), std::nullopt);
    Progress bar(says().screen.replaying, 0);
    VOUCH_REQUIRE(replica.update([&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); }));
    const State& state = replica.state();
    if (!state.opening || !state.open_confirmed())
        return refused(Reason::too_early, says().participant.not_open);
    VOUCH_TRY(levels, check_noted(*state.opening, tracker, shown));
    const std::size_t at = language_index(state.manifest, common.language);
    Json lines = Json::array();
    for (const Level level : levels) lines.push_back(static_cast<unsigned>(level));
    const std::string digits = in_groups_of_four(fingerprint(*state.fingerprint_hash()));
    return CommandOutput{
        marks_text(state.manifest, levels, at) + says().participant.checked({.fingerprint = digits}),
        {{"levels", lines}, {"fingerprint", digits}}};
}

Result<CommandOutput> participant_receipt(const Common& common) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(receipts, home.receipts());
    VOUCH_TRY(device, home.device());
    const DeviceView& view = device.view();
    const auto& own_ballots = view.own_ballots();
    for (const BallotReceipt& receipt : receipts) {
        VOUCH_TRY(proven, check_receipt(receipt, view.state()));
        const auto own = std::ranges::find(own_ballots, receipt.tracker, &OwnBallot::tracker);
        if (own == own_ballots.end() || own->index != proven.index)
            return refused(Reason::not_fitting, says().participant.ballot_missing(
                                                    {.folder = common.home_of(kParticipant).string()}));
    }
    // The log also tells of those whose receipt never came.
    if (own_ballots.empty()) return refused(Reason::not_fitting, says().participant.no_receipt);
    CommandOutput answer{"", Json::array()};
    for (const OwnBallot& own : own_ballots) {
        const bool last = own.index == own_ballots.back().index;
        const std::string standing = !last                    ? says().participant.superseded
                                     : view.close_confirmed() ? says().participant.in_the_count
                                                              : says().participant.counts_so_far;
        answer.sentence += says().participant.receipt(
            {.index = own.index, .standing = standing, .tracker = shown_tracker(own.tracker)});
        answer.json.push_back(
            {{"tracker", to_hex(own.tracker)}, {"index", own.index}, {"standing", standing}});
    }
    return answer;
}

Result<CommandOutput> participant_mine(const Common& common, const std::string& given) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    std::string text = given;
    if (text.empty()) {
        common.tell(says().participant.mine_shows);
        text = ask_line(says().participant.ask_mine_key).value_or("");
    }
    VOUCH_TRY(key, parse_mine_key(text));
    VOUCH_TRY(proof, device.prove_mine(key));
    const std::string answer = mine_proof_text(proof);
    return CommandOutput{answer, {{"answer", answer}}, -1, accepted(), answer};
}

}    // namespace vouch::client
