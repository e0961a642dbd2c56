#include <fmt/core.h>

#include <iostream>
#include <thread>

#include "client/cli/challenge_file.h"
#include "client/cli/commands.h"
#include "client/cli/mine_text.h"
#include "client/cli/participant_home.h"
#include "client/cli/qr_svg.h"
#include "client/cli/results_table.h"
#include "client/cli/text.h"
#include "election/crockford.h"
#include "election/fingerprint.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr const char* kParticipant = "participant";
constexpr const char* kChallengeFile = "challenge.json";
constexpr auto kLookEvery = std::chrono::seconds(2);

Result<ParticipantHome> home_of(const Common& common) {
    return ParticipantHome::open(common.home_of(kParticipant),
                                 common.secrets().ask("Passphrase of your credential"));
}

std::string shown_tracker(const Bytes32& tracker) {
    return in_groups(spoken(tracker));
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
        if (!said && !common.json)
            std::cout << "Waiting for the counting board to confirm the opening\n" << std::flush;
        said = true;
        std::this_thread::sleep_for(kLookEvery);
        VOUCH_REQUIRE(device.update());
    }
    home.keep_seen(device.view());
    VOUCH_REQUIRE(device.check_anchor());
    const State& state = device.view().state();
    if (!common.json)
        std::cout << state.manifest.title[language_place(state.manifest, common.language)]
                  << (state.manifest.rehearsal ? " (REHEARSAL)" : "") << "\n";
    if (!device.asks_for_fingerprint()) {
        if (!common.json)
            std::cout << "Fingerprint: " << in_groups_of_four(fingerprint(*state.fingerprint_hash()))
                      << "\nCompare it with the one that the board reads out. If it differs, stop.\n\n";
        return accepted();
    }
    std::string fingerprint_text = given;
    if (fingerprint_text.empty())
        fingerprint_text =
            ask_line(
                "Your slip was not scanned, or names no board. Type the sixteen digits that the "
                "head of the board reads out")
                .value_or("");
    return device.give_fingerprint(fingerprint_text);
}

/// One mark per official, from standard input: never a flag, since flags can be read by others.
Result<std::vector<Level>> ask_marks(const Manifest& manifest, const Common& common) {
    const std::size_t at = language_place(manifest, common.language);
    const auto& names = manifest.rules.level_names;
    if (!common.json)
        std::cout << fmt::format("3 {}, 2 {}, 1 {}, 0 no mark\n", names[2][at], names[1][at], names[0][at]);
    std::vector<Level> marks;
    for (const Official& official : manifest.officials) {
        const auto line = ask_line(fmt::format("{}, {}", official.name, official.position[at]));
        if (!line || line->size() != 1 || (*line)[0] < '0' || (*line)[0] > '3')
            return {Reason::malformed, "a mark is 3, 2, 1 or 0; nothing was sealed"};
        marks.push_back(static_cast<Level>((*line)[0] - '0'));
    }
    return marks;
}

/// Marks, review, seal, tracker.
Result<SealedBallot> seal_asked(Device& device, const Common& common) {
    const Manifest& manifest = device.view().state().manifest;
    const std::size_t at = language_place(manifest, common.language);
    VOUCH_TRY(marks, ask_marks(manifest, common));
    if (!common.json)
        for (std::size_t j = 0; j < marks.size(); ++j)
            std::cout << fmt::format(
                "  {}. {}: {}\n", j + 1, manifest.officials[j].name,
                marks[j] == Level::blank ? "-" : manifest.rules.level_name(marks[j])[at]);
    if (!common.agreed("Seal this ballot")) return {Reason::not_fitting, "nothing was sealed"};
    VOUCH_TRY(sealed, device.seal(marks));
    if (!common.json)
        std::cout << qr_blocks(to_hex(sealed.tracker.tracker))
                  << "Sealed, not cast. Note the tracker: " << shown_tracker(sealed.tracker.tracker) << "\n";
    return sealed;
}

/// Says that the receipt takes a moment, and later each time that it takes longer.
HearsOfWait say_waiting(const Common& common) {
    if (common.json) return {};
    std::cout << "Casting. Ballots wait for others, so that nobody sees who cast when; this takes a few "
                 "seconds\n"
              << std::flush;
    return [](const Rejection& why, std::chrono::milliseconds wait) {
        if (why.reason != Reason::too_early) return;
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
        std::cout << fmt::format(
                         "Not taken yet: {}. It is cast again by itself in {}, or sooner after a last call\n",
                         why.detail, counted(static_cast<std::uint64_t>(seconds), "second"))
                  << std::flush;
    };
}

Status say_cast(const Device& device, const CastReceipt& receipt, const Common& common) {
    VOUCH_TRY(proven, check_receipt(receipt, device.view().state()));
    say(common,
        fmt::format("Cast. Recorded at place {} of the log, checked on this device. Tracker {}", proven.index,
                    shown_tracker(receipt.tracker)),
        {{"index", proven.index}, {"tracker", to_hex(receipt.tracker)}});
    return accepted();
}

/// What to do with a sealed ballot, asked once its tracker was shown: so that the device seals without
/// knowing which it will be.
enum class Choice { cast, check, drop };
Choice ask_choice() {
    for (;;) {
        const auto answer =
            ask_line("Cast it, or check this device first and vote again after? [cast/check/drop]");
        if (!answer || *answer == "drop") return Choice::drop;
        if (*answer == "cast") return Choice::cast;
        if (*answer == "check") return Choice::check;
    }
}

/// Writes what is inside to a file for another device. Consumes the ballot.
void show_challenge(const Device& device, SealedBallot sealed, const Path& out, const Common& common) {
    const std::string tracker = shown_tracker(sealed.tracker.tracker);
    write_file(out, challenge_text(challenge(std::move(sealed))), Access::owner);
    say(common,
        fmt::format("Take {} to another device: vouch participant challenge --check {} --url {} --tracker {}",
                    out.string(), out.filename().string(), device.place().url(), tracker),
        {{"tracker", tracker}, {"challenge", out.string()}});
}

Result<SlipLink> read_slip(const Common& common, const SlipWanted& wanted) {
    const SecretSource source = wanted.slip_fd ? SecretSource(*wanted.slip_fd) : SecretSource();
    if (wanted.url.empty()) {
        const SecretBuffer line = source.ask("What the slip's QR code says");
        return parse_slip_link(text_in(line));
    }
    VOUCH_TRY(place, place_of(wanted.url, common.pin));
    if (!is_conference_path(place.conference.path))
        return {Reason::malformed, "the slip prints an address like https://HOST/c/ID"};
    const SecretBuffer typed = source.ask("The code on your slip");
    VOUCH_TRY(code, read_code(text_in(typed)));
    return SlipLink{place.conference, {}, wanted.number, std::move(code), {}};
}

}    // namespace

Status participant_enrol(const Common& common, const SlipWanted& wanted) {
    const Path folder = common.home_of(kParticipant);
    VOUCH_TRY(slip, read_slip(common, wanted));
    const bool typed = !wanted.url.empty();
    VOUCH_TRY(trust, common.trust());
    const Place place{slip.conference, trust};
    std::optional<ParticipantHome> home;
    std::optional<DeviceCredential> credential;    // of an earlier check-in
    std::optional<Seen> seen;
    Keep keep;
    SecretBuffer passphrase;
    if (ParticipantHome::exists(folder)) {
        VOUCH_TRY(opened, home_of(common));
        VOUCH_TRY(record, read_record(folder));
        if (record.url != (Place{slip.conference, trust}.url()) || opened.credential().number != slip.number)
            return {
                Reason::not_fitting,
                fmt::format("{} holds another credential; use another folder with --home", folder.string())};
        credential = opened.credential().clone();
        seen = record.seen;
        home.emplace(std::move(opened));
        keep.credential = [&](const DeviceCredential& held) {
            if (held.anchor) home->keep_anchor(*held.anchor);
        };
    } else {
        VOUCH_TRY(chosen, common.secrets().ask_new("A passphrase for your credential"));
        passphrase = std::move(chosen);
        keep.credential = [&](const DeviceCredential& drawn) {
            auto made = ParticipantHome::make(folder, place, drawn, passphrase);
            if (!made.ok()) throw std::runtime_error(made.rejection().detail);
        };
    }
    VOUCH_TRY(device, Device::scan(place, std::move(slip), keep, std::move(credential), seen));
    if (!device.checked_in()) {
        std::string greeting = fmt::format(
            "Number {}. The code was typed: before it seals, this device will ask for the fingerprint, which "
            "the "
            "head of the board reads out at the opening",
            device.slip_number());
        if (!typed) {
            VOUCH_TRY(person, device.who());
            greeting = person.name + "\n" + person.unit;
        }
        if (!common.json)
            std::cout << device.view().state().manifest.title.front() << "\n" << greeting << "\n";
        if (!common.agreed("Is this you? Check in")) return {Reason::not_fitting, "not checked in"};
    }
    VOUCH_REQUIRE(device.check_in());
    say(common, "You are checked in. Next, at the opening: vouch participant cast", {{"checked_in", true}});
    return accepted();
}

Status participant_cast(const Common& common, const std::string& fingerprint) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    VOUCH_REQUIRE(wait_for_opening(home, device, fingerprint, common));
    VOUCH_TRY(pending, home.pending());
    if (pending) {
        if (!common.json) std::cout << "A sealed ballot is waiting; it is cast now\n";
        const auto receipt = device.cast_kept(*pending, say_waiting(common));
        if (receipt.ok()) return say_cast(device, *receipt, common);
        if (receipt.rejection().reason != Reason::wrong_revision) return receipt.rejection();
        // Another device of the same credential cast in the meantime: the log signed that this ballot never
        // fits.
        home.forget_pending();
        if (!common.json)
            std::cout << "Another ballot of yours came first, so that one is dropped. Vote anew:\n\n";
        VOUCH_REQUIRE(device.update());
    }
    for (;;) {
        VOUCH_TRY(sealed, seal_asked(device, common));
        switch (common.yes ? Choice::cast : ask_choice()) {
            case Choice::cast: {
                VOUCH_TRY(receipt, device.cast(std::move(sealed), say_waiting(common)));
                return say_cast(device, receipt, common);
            }
            case Choice::check:
                show_challenge(device, std::move(sealed), common.home_of(kParticipant) / kChallengeFile,
                               common);
                if (!common.json) std::cout << "That ballot will never be cast. Now vote:\n\n";
                break;
            case Choice::drop:
                return {Reason::not_fitting, "the sealed ballot was dropped; nothing was cast"};
        }
    }
}

Status participant_challenge(const Common& common, const Path& out, const std::string& fingerprint) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    VOUCH_REQUIRE(wait_for_opening(home, device, fingerprint, common));
    VOUCH_TRY(sealed, seal_asked(device, common));
    if (!common.agreed("Is the tracker noted? Show what is inside; this ballot will never be cast"))
        return {Reason::not_fitting, "the sealed ballot was dropped; nothing was shown"};
    show_challenge(device, std::move(sealed), out, common);
    return accepted();
}

Status participant_check(const Common& common, const Path& file, const std::string& url,
                         const std::string& tracker) {
    VOUCH_TRY(shown, parse_challenge(read_text_file(file)));
    VOUCH_TRY(place, place_of(url, common.pin));
    Replica replica(log_of(place), std::nullopt);
    Progress bar("Replaying the log", 0);
    VOUCH_REQUIRE(replica.update([&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); }));
    const State& state = replica.state();
    if (!state.opening || !state.open_confirmed()) return {Reason::too_early, "the vote is not open"};
    VOUCH_TRY(levels, check_noted(*state.opening, tracker, shown));
    const std::size_t at = language_place(state.manifest, common.language);
    Json lines = Json::array();
    for (std::size_t j = 0; j < levels.size(); ++j) {
        lines.push_back(static_cast<unsigned>(levels[j]));
        if (!common.json)
            std::cout << fmt::format(
                "  {}. {}: {}\n", j + 1, state.manifest.officials[j].name,
                levels[j] == Level::blank ? "-" : state.manifest.rules.level_name(levels[j])[at]);
    }
    const std::string digits = in_groups_of_four(fingerprint(*state.fingerprint_hash()));
    say(common,
        fmt::format(
            "This is what was sealed under that tracker. Fingerprint: {}\nIf the choices are not those that "
            "were made, tell the counting board",
            digits),
        {{"levels", lines}, {"fingerprint", digits}});
    return accepted();
}

Status participant_receipt(const Common& common) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(receipts, home.receipts());
    if (receipts.empty()) return {Reason::not_fitting, "there is no receipt here; cast a ballot first"};
    VOUCH_TRY(device, home.device());
    const DeviceView& view = device.view();
    Json listed = Json::array();
    for (const CastReceipt& receipt : receipts) {
        VOUCH_TRY(proven, check_receipt(receipt, view.state()));
        const bool last = !view.own_ballots().empty() && view.own_ballots().back().tracker == receipt.tracker;
        const bool there = std::ranges::count(view.own_ballots(), receipt.tracker, &OwnBallot::tracker) > 0;
        if (!there)
            return {Reason::not_fitting,
                    "the log does not hold a ballot that it gave a receipt for; stop, and show this "
                    "to the counting board, with the folder " +
                        common.home_of(kParticipant).string()};
        const std::string standing = !last ? "superseded by a later one of yours"
                                     : view.close_confirmed()
                                         ? "in the count"
                                         : "counts, unless you change it before the close";
        if (!common.json)
            std::cout << fmt::format("{}  place {}: {}\n", shown_tracker(receipt.tracker), proven.index,
                                     standing);
        listed.push_back(
            {{"tracker", to_hex(receipt.tracker)}, {"index", proven.index}, {"standing", standing}});
    }
    if (common.json) std::cout << listed.dump() << "\n";
    return accepted();
}

Status participant_mine(const Common& common, const std::string& given) {
    VOUCH_TRY(home, home_of(common));
    VOUCH_TRY(device, home.device());
    std::string text = given;
    if (text.empty()) {
        std::cout
            << "Your answer shows to one checking device, and to nobody else, whose ballot a tracker is. Use "
               "a checking device of your own choice: whoever made its code can check too.\n";
        text = ask_line("What the checking device shows (vouch:mine-key:...)").value_or("");
    }
    VOUCH_TRY(key, parse_mine_key(text));
    VOUCH_TRY(proof, device.prove_mine(key));
    const std::string answer = mine_proof_text(proof);
    if (!common.json) std::cout << qr_blocks(answer);
    say(common, answer, {{"answer", answer}});
    return accepted();
}

}    // namespace vouch::client
