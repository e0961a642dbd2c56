#include "client/cli/participant/check_in.h"
#include "client/cli/shared/says.h"

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

/// For whom the number is free, but the slip no longer lets them check in.
std::string late_advice(Moment moment) {
    return moment == Moment::voting ? says().check_in.late : says().check_in.over;
}

/// For whom somebody else has checked in: a slip is replaced before the opening alone, and a number that is
/// enrolled is given no paper.
std::string taken_advice(Moment moment) {
    if (moment == Moment::setup) return says().check_in.taken_setup;
    if (moment == Moment::voting) return says().check_in.taken_voting;
    return says().check_in.over;
}

/// Of a number that is taken: by what, since when, and what helps.
std::string taken(const RollRecord& record, Moment moment) {
    if (record.paper) return says().check_in.on_paper({.entry = record.taken_at});
    return says().check_in.already({.advice = taken_advice(moment), .entry = record.taken_at});
}

std::string replaced(const RollRecord& record, Moment moment) {
    if (moment == Moment::setup) return says().check_in.new_at_desk;
    return record.pk || record.paper ? taken(record, moment) : late_advice(moment);
}

}    // namespace

Status may_check_in(const DeviceView& view, std::uint32_t number, const Code& code) {
    const State& state = view.state();
    const Moment moment = moment_of(view);
    const std::string whose =
        says().check_in.whose({.number = number, .title = state.manifest.title.front()});
    const RollRecord* record = state.roll_record(number);
    if (!record) return refused(Reason::not_on_the_roll, says().check_in.not_on_the_roll({.whose = whose}));
    const Bytes32 key = code_key(state.manifest.nonce, number, code).public_key();
    // The number is hashed into the key: one that the log has seen before was this number's.
    if (key != record->code_key && state.code_keys.contains(key))
        return refused(Reason::bad_signature,
                       says().check_in.replaced({.advice = replaced(*record, moment), .whose = whose}));
    if (key != record->code_key)
        return refused(Reason::bad_signature, says().check_in.other_code({.whose = whose}));
    if (record->pk || record->paper)
        return refused(Reason::number_taken,
                       says().check_in.cannot({.whose = whose, .why = taken(*record, moment)}));
    if (moment != Moment::setup)
        return refused(Reason::wrong_phase,
                       says().check_in.too_late({.advice = late_advice(moment), .whose = whose}));
    return accepted();
}

}    // namespace vouch::client
