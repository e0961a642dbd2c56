// The organizer and the counting board, who use their commands' own code.

#include <fmt/core.h>

#include "election/profiles.h"
#include "simulate/hall.h"
#include "wire/clock.h"

namespace vouch::simulation {
namespace {

using namespace client;
using namespace std::chrono_literals;
using election::Phase;

constexpr auto kCheckInTime = 300s, kAway = 400s;

election::Manifest manifest_of(const Hall& hall) {
    election::Manifest out;
    out.languages = {"en"};
    out.title = {"Confidence vote"};
    out.body = {"Body"};
    out.place = {"Ha Noi"};
    out.date = "2026-12-04";
    out.officials = {{"Nguyễn An", {"Director General"}, {}, 0}};
    out.rules = *election::rule_profile("party", out.languages, election::Base::collected);
    out.trustees = kTrustees;
    out.threshold = kThreshold;
    out.organizers = {hall.organizer->sign().public_key()};
    out.revotes = hall.shape.revotes;
    out.ring_capacity = 256;
    out.smallest_set = 5;
    return out;
}

std::vector<RollPerson> roll_of(const Hall& hall) {
    std::vector<RollPerson> out;
    for (std::uint32_t number = 1; number <= hall.shape.people; ++number)
        out.push_back({number, fmt::format("Person {}", number), "Unit"});
    return out;
}

/// With the conference's log as it is now, again and again, until that is done.
template <class Attempt>
void at_work(Hall& hall, const char* doing, Attempt attempt) {
    std::optional<Organizer> organizer;
    persist(hall, doing, [&] {
        try {
            if (!organizer) {
                auto opened = Organizer::open(hall.organizer_keys());
                if (!opened.ok()) return false;
                organizer.emplace(*std::move(opened));
            }
            return organizer->update().ok() && attempt(*organizer);
        } catch (...) {
            organizer.reset();
            throw;
        }
    });
}

void found(Hall& hall) {
    persist(hall, "founding", [&] {
        auto made = create_conference(hall.organizer_keys(), hall.server(), hall.trust,
                                      Conference{manifest_of(hall), {}}, false);
        if (!made.ok()) return false;
        hall.log_vkey = disk::read_text_file(hall.home("organizer") / kLogVkeyFile);
        hall.log_vkey.pop_back();    // the line's end
        hall.address = *std::move(made);
        return true;
    });
    at_work(hall, "the roll",
            [&](Organizer& organizer) { return organizer.submit_roll(roll_of(hall)).ok(); });
}

void seat_the_board(Hall& hall) {
    at_work(hall, "invitations", [&](Organizer& organizer) {
        auto tokens = organizer.invite(kTrustees);
        if (!tokens.ok()) return false;
        hall.tokens = *std::move(tokens);
        return true;
    });
    at_work(hall, "the board", [&](Organizer& organizer) {
        if (organizer.state().ceremony) return true;
        const auto cards = organizer.key_cards();
        return cards.ok() && cards->size() == kTrustees && organizer.sign_board(*cards).ok();
    });
    at_work(hall, "slips", [&](Organizer& organizer) {
        const auto links = organizer.slips({});
        if (!links.ok()) return false;
        for (const SlipLink& link : *links) hall.slips[link.number] = std::string(slip_link(link).text());
        return true;
    });
}

/// An organizer who begins to close the vote and then has to leave: nobody else may notice for long.
void freeze_and_leave(Hall& hall) {
    try {
        Session session = Session::with_conference(*hall.address);
        static_cast<void>(session.freeze(hall.organizer->sign()));
        hall.world.sleep(kAway);
    } catch (const net::NetError&) {
        hall.world.say("no freeze came about");
    }
}

void hold_the_vote(Hall& hall) {
    const TimePoint latest = hall.world.now() + kCheckInTime;
    at_work(hall, "check-in", [&](Organizer& organizer) {
        const std::uint32_t enrolled = organizer.state().enrolled();
        return enrolled == hall.shape.people ||
               (hall.world.now() > latest && enrolled >= organizer.state().manifest.smallest_set);
    });
    at_work(hall, "opening", [&](Organizer& organizer) {
        return organizer.state().phase != Phase::setup ||
               organizer.open_vote(wire::time_of_day(), "as decided").ok();
    });
    at_work(hall, "the open's confirmation",
            [&](Organizer& organizer) { return organizer.state().open_confirmed(); });
    hall.world.sleep(hall.shape.voting / 2);
    if (hall.shape.organizer_leaves) freeze_and_leave(hall);
    hall.world.sleep(hall.shape.voting / 2);
    if (hall.draw.one_in(2)) {
        at_work(hall, "the last call", [&](Organizer& organizer) { return organizer.last_call(20s).ok(); });
        hall.world.sleep(20s);
    }
    at_work(hall, "closing", [&](Organizer& organizer) {
        return organizer.state().phase != Phase::voting || organizer.close_vote(wire::time_of_day()).ok();
    });
}

void announce(Hall& hall) {
    at_work(hall, "announcing", [&](Organizer& organizer) {
        const election::State& state = organizer.state();
        if (state.phase == Phase::counting) return false;
        return state.phase != Phase::published || state.announced || organizer.announce().ok();
    });
}

/// One member's entries of one stage: those who are not asked any more are done.
template <class Attempt>
void on_the_board(Hall& hall, const std::string& name, const char* doing, Attempt attempt) {
    std::optional<TrusteeAtWork> trustee;
    persist(hall, doing, [&] {
        try {
            if (!trustee) {
                auto keys = TrusteeKeys::open(hall.home(name), kPassphrase);
                auto opened = TrusteeAtWork::open(*std::move(keys));
                if (!opened.ok()) return false;
                trustee.emplace(*std::move(opened));
            }
            return trustee->update().ok() && attempt(*trustee);
        } catch (...) {
            trustee.reset();
            throw;
        }
    });
}

bool confirm_now(TrusteeAtWork& trustee) {
    const auto sheet = trustee.sheet();
    if (!sheet.ok()) return false;
    return sheet->by_me || trustee.send_confirmation(sheet->digest).ok();
}

}    // namespace

void organize(Hall& hall) {
    found(hall);
    seat_the_board(hall);
    hold_the_vote(hall);
    announce(hall);
    hall.over = true;
}

void be_trustee(Hall& hall, std::uint32_t number) {
    const std::string name = fmt::format("trustee-{}", number);
    const auto keys = TrusteeKeys::make(hall.home(name), name, kPassphrase, kKeyFileCostForTests);
    persist(hall, "joining", [&] {
        return !hall.tokens.empty() &&
               join(*keys, *hall.address, SecretBuffer(bytes_of(hall.tokens[number - 1]))).ok();
    });
    const TrusteeAtWork::Talk talk{[](const std::string&) { return true; },
                                   [](const Bytes32&) { return accepted(); }};
    on_the_board(hall, name, "the board's key",
                 [&](TrusteeAtWork& trustee) { return trustee.make_key(talk).ok(); });
    on_the_board(hall, name, "confirming the open", [&](TrusteeAtWork& trustee) {
        const Phase phase = trustee.state().phase;
        return phase != Phase::setup && (phase != Phase::voting || confirm_now(trustee));
    });
    on_the_board(hall, name, "confirming the close", [&](TrusteeAtWork& trustee) {
        const Phase phase = trustee.state().phase;
        return phase != Phase::voting && (phase != Phase::counting || confirm_now(trustee));
    });
    on_the_board(hall, name, "counting", [&](TrusteeAtWork& trustee) {
        const election::State& state = trustee.state();
        if (state.phase != Phase::counting || state.shares.contains(number)) return true;
        return state.close_confirmed() && trustee.send_shares().ok();
    });
}

}    // namespace vouch::simulation
