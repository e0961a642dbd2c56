#include "server/admission.h"

#include <spdlog/spdlog.h>

#include <iterator>
#include <map>
#include <set>

#include "server/tick_order.h"

namespace vouch::server {

void Admission::admit(bool hurry, const std::function<void()>& log_grown) {
    if (waiting_.empty()) return;
    const TimePoint now = Clock::now();    // one for all that this decides
    const auto ledger = ledger_.ledger();
    if (!ledger) {
        for (const Candidate& candidate : std::exchange(waiting_, {})) replies_.put_off(candidate.cast);
        return;
    }
    const std::vector<Candidate> due = take_due(**ledger, hurry, now);
    if (due.empty()) return;
    Outcome outcome;
    if (!within_edge("admission", [&] { outcome = apply_all(**ledger, due, now); })) {
        ledger_.failed("a ballot was half applied");
        spacing_.forget();    // none of those was admitted after all
        within_edge("what is published", log_grown);
        within_edge("answers", [&] {
            for (const Candidate& candidate : due) replies_.put_off(candidate.cast);
        });
        return;
    }
    const bool grown = (*ledger)->has_taken();
    const Status committed = ledger_.commit();
    if (grown) within_edge("what is published", log_grown);
    within_edge("answers", [&] { answer(due, std::move(outcome), committed); });
}

/// Takes off the waiting ballots those that are answered now: each that needs no others, and all if enough
/// wait or they are not to wait.
std::vector<Candidate> Admission::take_due(const Ledger& ledger, bool hurry, TimePoint now) {
    const std::vector<Turn> turns = turns_of_waiting(ledger, hurry, now);
    std::vector<Candidate> due, waiting, refused;
    for (auto* taken : {&due, &waiting, &refused}) taken->reserve(waiting_.size());
    for (std::size_t i = 0; i < turns.size(); ++i) {    // from here on nothing needs memory
        auto& taken = turns[i] == Turn::due ? due : turns[i] == Turn::waits ? waiting : refused;
        taken.push_back(std::move(waiting_[i]));
    }
    waiting_ = std::move(waiting);
    within_edge("refusals", [&] {
        for (const Candidate& candidate : refused)
            replies_.refuse(candidate.cast,
                            {Reason::over_capacity, "too many ballots of one participant wait"});
    });
    if (hurry || enough_wait(now)) std::ranges::move(std::exchange(waiting_, {}), std::back_inserter(due));
    return due;
}

std::vector<Admission::Turn> Admission::turns_of_waiting(const Ledger& ledger, bool hurry,
                                                         TimePoint now) const {
    std::vector<Turn> turns;
    std::map<Bytes32, std::size_t> of_tag;
    for (const Candidate& candidate : waiting_) {
        if (answered_alone(ledger, candidate, now))
            turns.push_back(Turn::due);
        else if (hurry || ++of_tag[(*candidate.verdict)->tag().bytes()] <= limits_.waiting_of_one_tag)
            turns.push_back(Turn::waits);
        else
            turns.push_back(Turn::refused);
    }
    return turns;
}

/// Ballots of different tags, so that nobody stands alone among several of somebody else's; or the oldest has
/// waited long enough.
bool Admission::enough_wait(TimePoint now) const {
    std::set<Bytes32> tags;
    for (const Candidate& candidate : waiting_) {
        tags.insert((*candidate.verdict)->tag().bytes());
        if (tags.size() >= limits_.mix_ballots || candidate.cast.arrived + limits_.mix_wait <= now)
            return true;
    }
    return false;
}

/// Whether its answer adds nothing to the log, so that nobody learns anything from when it is given.
bool Admission::answered_alone(const Ledger& ledger, const Candidate& candidate, TimePoint now) const {
    return ledger.state().phase != election::Phase::voting || !candidate.verdict ||
           !candidate.verdict->ok() || ledger.find(candidate.entry()) ||
           too_soon(ledger, candidate, now) > Duration::zero();
}

/// How long a replacement still has to wait. Nothing where its proofs do not hold, since apply then says so.
Duration Admission::too_soon(const Ledger& ledger, const Candidate& candidate, TimePoint now) const {
    if (!candidate.verdict || !candidate.verdict->ok() || frozen_) return Duration::zero();
    return spacing_.left(ledger.state(), **candidate.verdict, last_call_, now);
}

Admission::Outcome Admission::apply_all(Ledger& ledger, const std::vector<Candidate>& due, TimePoint now) {
    std::vector<ByteView> bodies;
    for (const Candidate& candidate : due) bodies.push_back(candidate.entry().body_bytes());
    Outcome out;
    for (const std::size_t i : tick_order(bodies, system_rng())) {
        const Candidate& candidate = due[i];
        auto place = ledger.find(candidate.entry());    // cast again: the receipt of the first time
        if (const Duration wait = too_soon(ledger, candidate, now); !place && wait > Duration::zero()) {
            out.refused.push_back({i, {Reason::too_early, "your last ballot was taken a moment ago"}, wait});
            continue;
        }
        if (!place) {
            const auto taken = ledger.take(candidate.entry(), candidate.verdict);
            if (!taken) {
                out.refused.push_back({i, taken.rejection()});
                continue;
            }
            place = *taken;
            if (candidate.verdict && candidate.verdict->ok())
                spacing_.admitted((*candidate.verdict)->tag().bytes(), now);
        }
        out.recorded.emplace_back(i, *place);
    }
    return out;
}

void Admission::answer(const std::vector<Candidate>& due, Outcome outcome, const Status& committed) {
    const auto ledger = ledger_.ledger();
    if (committed) {
        give_receipts(**ledger, due, outcome);
    } else {
        spacing_.forget();    // some of those were not admitted after all
        for (const auto& [i, place] : outcome.recorded) {
            // What was recorded earlier still is, and even this batch where the disk failed too late.
            if (!ledger || (*ledger)->find(due[i].entry()))
                replies_.put_off(due[i].cast);
            else
                replies_.refuse(due[i].cast, committed.rejection());
        }
    }
    for (auto& [i, rejection, wait] : outcome.refused) {
        if (committed)
            replies_.refuse(due[i].cast, std::move(rejection), wait);
        else
            replies_.put_off(
                due[i].cast);    // it was judged beside ballots that are not in the log after all
    }
}

void Admission::give_receipts(Ledger& ledger, const std::vector<Candidate>& due,
                              const Outcome& outcome) const {
    std::vector<std::uint64_t> indexes;
    for (const auto& [i, recorded] : outcome.recorded) indexes.push_back(recorded.index);
    std::vector<std::string> proofs;
    if (!within_edge("receipts", [&] { proofs = ledger.receipts(indexes); })) {
        for (const auto& [i, recorded] : outcome.recorded) replies_.put_off(due[i].cast);
        return;
    }
    for (std::size_t r = 0; r < outcome.recorded.size(); ++r) {
        const auto& [i, recorded] = outcome.recorded[r];
        replies_.give_receipt(due[i].cast, {recorded.tracker, std::move(proofs[r])});
    }
}

}    // namespace vouch::server
