#include "client/cli/shared/not_now.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

namespace vouch::client {
namespace {

using election::Kind;
using election::Phase;

std::string_view when(Kind kind) {
    switch (kind) {
        case Kind::manifest:
            return says().not_now.manifest;
        case Kind::roll:
            return says().not_now.roll;
        case Kind::board:
        case Kind::dealing:
        case Kind::acknowledgement:
        case Kind::complaint:
        case Kind::answer:
            return says().not_now.board;
        case Kind::enrolment:
            return says().not_now.enrolment;
        case Kind::revocation:
            return says().not_now.revocation;
        case Kind::open:
            return says().not_now.open;
        case Kind::confirmation:
            return says().not_now.confirmation;
        case Kind::ballot:
            return says().not_now.ballot;
        case Kind::close:
            return says().not_now.close;
        case Kind::decryption_shares:
            return says().not_now.decryption_shares;
        case Kind::paper:
            return says().not_now.paper;
        case Kind::paper_count:
            return says().not_now.paper_count;
        case Kind::annulment:
            return says().not_now.annulment;
        case Kind::announcement:
            return says().not_now.announcement;
    }
    return says().refusal.wrong_phase;
}

}    // namespace

std::string phase_text(Phase phase) {
    switch (phase) {
        case Phase::first:
            return says().phase.first;
        case Phase::setup:
            return says().phase.setup;
        case Phase::voting:
            return says().phase.voting;
        case Phase::counting:
            return says().phase.counting;
        case Phase::published:
            return says().phase.published;
        case Phase::too_few_ballots:
            return says().phase.too_few_ballots;
        case Phase::no_quorum:
            return says().phase.no_quorum;
        case Phase::annulled:
            return says().phase.annulled;
    }
    return "";
}

Status allowed_now(Kind kind, Phase phase) {
    if ((election::row_of(kind).phases & election::in(phase)) != 0) return accepted();
    return refused(Reason::wrong_phase,
                   says().not_now.joined({.phase = phase_text(phase), .when = when(kind)}));
}

}    // namespace vouch::client
