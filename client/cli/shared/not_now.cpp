#include "client/cli/shared/not_now.h"

#include <fmt/core.h>

namespace vouch::client {
namespace {

using election::Kind;
using election::Phase;

std::string_view when(Kind kind) {
    switch (kind) {
        case Kind::manifest:
            return "a conference is created once";
        case Kind::roll:
            return "the roll is imported before the opening";
        case Kind::board:
        case Kind::dealing:
        case Kind::acknowledgement:
        case Kind::complaint:
        case Kind::answer:
            return "the board is signed, and makes its key, before the opening";
        case Kind::enrolment:
            return "people check in before the opening; later they ask the desk for paper";
        case Kind::revocation:
            return "a slip is replaced before the opening; later the person votes on paper";
        case Kind::open:
            return "a vote is opened once";
        case Kind::confirmation:
            return "the opening is confirmed while the vote is open, the close while it is counted";
        case Kind::ballot:
            return "ballots are cast while the vote is open";
        case Kind::close:
            return "only an open vote is closed";
        case Kind::decryption_shares:
            return "shares are sent after the close is confirmed";
        case Kind::paper:
            return "paper ballots are given out until the close";
        case Kind::paper_count:
            return "paper ballots are counted after the close";
        case Kind::annulment:
            return "a vote is annulled before the first share";
        case Kind::announcement:
            return "a result is announced once enough shares are in";
    }
    return "this cannot be done";
}

}    // namespace

std::string phase_text(Phase phase) {
    switch (phase) {
        case Phase::first:
            return "the conference is not created yet";
        case Phase::setup:
            return "the vote has not been opened yet";
        case Phase::voting:
            return "the vote is open";
        case Phase::counting:
            return "the vote is closed and is being counted";
        case Phase::published:
            return "the result is in";
        case Phase::too_few_ballots:
            return "the conference ended without a result, with too few ballots";
        case Phase::no_quorum:
            return "the conference ended without a result, for want of a quorum";
        case Phase::annulled:
            return "the vote was annulled";
    }
    return "";
}

Status allowed_now(Kind kind, Phase phase) {
    if ((election::row_of(kind).phases & election::in(phase)) != 0) return accepted();
    return {Reason::wrong_phase, fmt::format("{}, and {}", when(kind), phase_text(phase))};
}

}    // namespace vouch::client
