// Which verified ballots are admitted together, and when. docs/protocol.md, section 3.7.

#include <spdlog/spdlog.h>

#include <map>
#include <set>

#include "server/conference.h"
#include "server/tick_order.h"

namespace vouch::server {

/// Takes off the waiting ballots those that are answered now: each that needs no others, and all if enough
/// wait or they are not to wait.
std::vector<Conference::Candidate> Conference::take_due(TimePoint now) {
    const bool hurry = hurried();
    std::vector<Candidate> due, waiting;
    std::map<Bytes32, std::size_t> of_tag;
    for (Candidate& candidate : waiting_) {
        if (answered_alone(candidate, now))
            due.push_back(std::move(candidate));
        else if (hurry || ++of_tag[(*candidate.verdict)->tag().bytes()] <= limits_.waiting_of_one_tag)
            waiting.push_back(std::move(candidate));
        else
            refuse(candidate.cast, {Reason::over_capacity, "too many ballots of one participant wait"});
    }
    waiting_ = std::move(waiting);
    if (hurry || enough_wait(now)) std::ranges::move(std::exchange(waiting_, {}), std::back_inserter(due));
    return due;
}

/// Ballots of different tags, so that nobody stands alone among several of somebody else's; or the oldest has
/// waited long enough.
bool Conference::enough_wait(TimePoint now) const {
    std::set<Bytes32> tags;
    for (const Candidate& candidate : waiting_) {
        tags.insert((*candidate.verdict)->tag().bytes());
        if (tags.size() >= limits_.mix_ballots || candidate.cast.arrived + limits_.mix_wait <= now)
            return true;
    }
    return false;
}

/// Whether its answer adds nothing to the log, so that nobody learns anything from when it is given.
bool Conference::answered_alone(const Candidate& candidate, TimePoint now) const {
    return ledger_.state().phase != election::Phase::voting || !candidate.verdict ||
           !candidate.verdict->ok() || ledger_.find(candidate.entry()) ||
           too_soon(candidate, now) > Duration::zero();
}

/// How long a replacement still has to wait. Nothing where its proofs do not hold, since apply then says so;
/// and before a freeze, since the close may follow.
Duration Conference::too_soon(const Candidate& candidate, TimePoint now) const {
    if (!candidate.verdict || !candidate.verdict->ok() || frozen()) return Duration::zero();
    return spacing_.left(ledger_.state(), **candidate.verdict, last_call_ends_.has_value(), now);
}

/// Applies in a random order, stores and signs, then answers.
void Conference::admit(const std::vector<Candidate>& due, TimePoint now) {
    if (due.empty()) return;
    std::vector<ByteView> bodies;
    for (const Candidate& candidate : due) bodies.push_back(candidate.entry().body_bytes());
    Places recorded;
    struct Refused {
        std::size_t i;
        Rejection rejection;
        Duration wait{};
    };
    std::vector<Refused> refused;
    for (const std::size_t i : tick_order(bodies, system_rng())) {
        const election::Entry& entry = due[i].entry();
        const Verdict& verdict = due[i].verdict;
        auto place = ledger_.find(entry);    // cast again: the receipt of the first time
        if (const Duration wait = too_soon(due[i], now); !place && wait > Duration::zero()) {
            refused.push_back({i, {Reason::too_early, "your last ballot was taken a moment ago"}, wait});
            continue;
        }
        if (!place) {
            const auto taken = ledger_.take(entry, verdict);
            if (!taken) {
                refused.push_back({i, taken.rejection()});
                continue;
            }
            place = *taken;
            if (verdict && verdict->ok()) spacing_.admitted((*verdict)->tag().bytes(), now);
        }
        recorded.emplace_back(i, *place);
    }
    const bool grown = ledger_.has_taken();
    const Status committed = ledger_.commit();
    if (grown) after_commit(false);
    if (committed) {
        give_receipts(due, recorded);
    } else {
        spacing_.forget();    // some of those were not admitted after all
        for (const auto& [i, place] : recorded) {
            // What was recorded earlier still is, and even this batch where the disk failed too late.
            if (ledger_.find(due[i].entry()))
                put_off(due[i].cast);
            else
                refuse(due[i].cast, committed.rejection());
        }
    }
    for (auto& [i, rejection, wait] : refused) {
        if (committed)
            refuse(due[i].cast, std::move(rejection), wait);
        else
            put_off(due[i].cast);    // it was judged beside ballots that are not in the log after all
    }
}

void Conference::give_receipts(const std::vector<Candidate>& due, const Places& recorded) {
    std::vector<std::uint64_t> places;
    for (const auto& [i, place] : recorded) places.push_back(place.index);
    std::vector<std::string> proofs;
    try {
        proofs = ledger_.receipts(places);
    } catch (const std::exception& error) {
        spdlog::error("no receipts: {}", error.what());
        for (const auto& [i, place] : recorded) put_off(due[i].cast);
        return;
    }
    for (std::size_t r = 0; r < recorded.size(); ++r) {
        const auto& [i, place] = recorded[r];
        const PendingCast& cast = due[i].cast;
        const election::Receipt receipt{place.tracker, std::move(proofs[r])};
        cast.then(election::seal_reply(cast.reply_key, receipt));
    }
}

}    // namespace vouch::server
