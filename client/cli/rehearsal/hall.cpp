#include "client/cli/rehearsal/hall.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <thread>

namespace vouch::client {
namespace {

/// A server admits the ballots of eight participants together, so that fewer would wait for each other.
constexpr unsigned kAtOnceMin = 16;

}    // namespace

RehearsalHall::RehearsalHall(Organizer& organizer, const net::Trust& trust, const RehearsalPlan& plan)
    : organizer_(organizer), trust_(trust), plan_(plan) {}

Status RehearsalHall::in_parallel(std::size_t count, const std::function<Status(std::size_t)>& one,
                                  std::string_view what, const RehearsalProgress& progress) {
    std::atomic<std::size_t> next = 0, done = 0;
    std::optional<Rejection> refusal;
    std::exception_ptr failure;
    std::mutex ended;    // of refusal and failure, and for progress, which is one thread's at a time
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) try {
                const Status status = one(i);
                const std::lock_guard lock(ended);
                progress(what, ++done, count);
                if (status.ok()) continue;
                refusal = status.rejection();
                next = count;
            } catch (...) {
                const std::lock_guard lock(ended);
                failure = std::current_exception();
                next = count;
            }
    };
    std::vector<std::jthread> threads;
    // Two a processor at least: while one waits for the network, another seals.
    for (unsigned t = 0; t < std::max(kAtOnceMin, 2 * std::thread::hardware_concurrency()); ++t)
        threads.emplace_back(work);
    threads.clear();
    if (failure) std::rethrow_exception(failure);
    if (refusal) return *refusal;
    return accepted();
}

Status RehearsalHall::check_in(const RehearsalProgress& progress) {
    VOUCH_TRY(slips, organizer_.slips(plan_.present));
    return in_parallel(
        slips.size(), [&](std::size_t i) { return check_in_one(plan_.present[i], std::move(slips[i])); },
        says().rehearsal.checking_in, progress);
}

Status RehearsalHall::check_in_one(std::uint32_t number, SlipLink slip) {
    const ConferenceAddress address{slip.conference, trust_};
    VOUCH_TRY(device, Device::scan(address, std::move(slip)));
    VOUCH_TRY(who, device.who());
    if (who.name != plan_.people[number - 1].name)
        return refused(Reason::not_fitting, says().rehearsal.other_name({.number = number}));
    VOUCH_REQUIRE(device.check_in());
    const std::lock_guard lock(mutex_);
    participants_.emplace(number, Participant{device.credential()->clone(), device.view().log().seen()});
    return accepted();
}

Status RehearsalHall::vote(const RehearsalProgress& progress) {
    return in_parallel(
        plan_.voters.size(), [&](std::size_t i) { return vote_one(plan_.voters[i]); },
        says().rehearsal.voting, progress);
}

Status RehearsalHall::vote_one(const PlannedVoter& voter) {
    const Participant& participant = participants_.at(voter.number);    // nobody checks in any more
    VOUCH_TRY(device, Device::resume(organizer_.address(), participant.credential.clone(), participant.seen));
    for (const Marks& marks : voter.casts) {
        VOUCH_TRY(sealed, device.seal(marks));
        VOUCH_TRY(receipt, device.cast(std::move(sealed)));
        const std::lock_guard lock(mutex_);
        trackers_.push_back(receipt.tracker);
    }
    return accepted();
}

}    // namespace vouch::client
