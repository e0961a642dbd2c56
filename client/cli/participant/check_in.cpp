#include "client/cli/participant/check_in.h"

#include <fmt/core.h>

namespace vouch::client {
namespace {

using namespace election;

enum class Moment { setup, voting, over };

/// The view's state stops at the confirmed open.
Moment moment_of(const DeviceView& view) {
    if (view.close_index() || view.annulled()) return Moment::over;
    const Phase phase = view.state().phase;
    return phase == Phase::setup ? Moment::setup : phase == Phase::voting ? Moment::voting : Moment::over;
}

constexpr const char* kOver = "the vote is closed: nobody checks in or is given paper any more";

/// For whom the number is free, but the slip no longer lets them check in.
std::string late_advice(Moment moment) {
    return moment == Moment::voting ? "the vote has been opened; ask at the desk for a paper ballot" : kOver;
}

/// For whom somebody else has checked in: a slip is replaced before the opening alone, and a number that is
/// enrolled is given no paper.
std::string taken_advice(Moment moment) {
    if (moment == Moment::setup)
        return "if that was not you, go to the desk now: until the vote is opened your slip can be replaced";
    if (moment == Moment::voting)
        return "if that was not you, show this at the desk, so that it is noted in the minutes: since the "
               "opening the slip cannot be replaced, and a number that is checked in is given no paper";
    return kOver;
}

/// Of a number that is taken: by what, since when, and what helps.
std::string taken(const RollPlace& place, Moment moment) {
    if (place.paper)
        return fmt::format(
            "it was given a paper ballot (entry {} of the log); vote on that paper, and go to "
            "the desk if you have none",
            place.taken_at);
    return fmt::format("it is checked in already (entry {} of the log); {}", place.taken_at,
                       taken_advice(moment));
}

std::string replaced(const RollPlace& place, Moment moment) {
    if (moment == Moment::setup) return "go to the desk for the new one";
    return place.pk || place.paper ? taken(place, moment) : late_advice(moment);
}

}    // namespace

Status may_check_in(const DeviceView& view, std::uint32_t number, const Code& code) {
    const State& state = view.state();
    const Moment moment = moment_of(view);
    const std::string whose = fmt::format("number {} of \"{}\"", number, state.manifest.title.front());
    const RollPlace* place = state.place(number);
    if (!place)
        return {Reason::not_on_the_roll,
                fmt::format("there is no {}; compare it with the slip, and go to the desk if it is right",
                            whose)};
    const Bytes32 key = code_key(state.manifest.nonce, number, code).public_key();
    // The number is hashed into the key: one that the log has seen before was this number's.
    if (key != place->code_key && state.code_keys.contains(key))
        return {Reason::bad_signature,
                fmt::format("this slip of {} is no longer in force, it was replaced; {}", whose,
                            replaced(*place, moment))};
    if (key != place->code_key)
        return {Reason::bad_signature,
                fmt::format("this code does not belong to {}; compare number and code with the slip, and go "
                            "to the desk if they are right",
                            whose)};
    if (place->pk || place->paper)
        return {Reason::number_taken, fmt::format("{} cannot check in: {}", whose, taken(*place, moment))};
    if (moment != Moment::setup)
        return {Reason::wrong_phase, fmt::format("{} is not checked in, and {}", whose, late_advice(moment))};
    return accepted();
}

}    // namespace vouch::client
