#pragma once
// How far a conference is, read off its log: what is done, what is next, and who is awaited. Beside it stands
// what the board's members told each other: whose key file was opened when, and whose figures of the paper
// count agree. Organizer, trustees and witnesses see the same; it needs no passphrase.

#include <string>
#include <vector>

#include "client/cli/shared/bulletins.h"
#include "client/cli/shared/json.h"
#include "election/state.h"

namespace vouch::client {

/// What comes next. The web client's desk has the same steps (staff/next_step.ts).
enum class NextStep {
    roll,
    board,
    ceremony,
    check_in,
    open,
    confirm_open,
    close,
    confirm_close,
    paper_count,
    shares,
    announce,
    minutes,
    ended
};
NextStep next_step(const election::State& state);

/// The members of the board, and where witnesses can do it the witnesses, who have not yet done their part of
/// this step. For a confirmation and the shares these are all who have not, though fewer may do.
std::vector<std::string> awaited(const election::State& state, NextStep step);

/// Several lines, for a terminal; the last says what is next and with which command.
std::string status_text(const election::State& state, const BoardBulletins& told);
Json status_json(const election::State& state, const BoardBulletins& told);

}    // namespace vouch::client
