// Counting: the paper count, decryption shares, the result, and the annulment that may come before it.

#include "election/admit.h"
#include "election/count.h"
#include "election/outcome.h"

namespace vouch::election {
namespace {

Status check_lines(const PaperCount& count) {
    const std::uint64_t valid = count.collected - count.invalid;
    for (const PaperLine& line : count.lines)
        if (std::uint64_t{line.high} + line.medium + line.low + line.blank != valid)
            return {Reason::not_fitting, "paper count: sums"};
    return accepted();
}

/// The electronic counts, once the share at hand makes t.
Result<std::vector<Counts>> read_counts(const State& state, const DecryptionShares& last) {
    std::vector<std::uint32_t> trustees = state.share_order;
    trustees.push_back(last.trustee);
    const std::vector<Scalar> lambdas = lagrange_at_zero(trustees);
    CountReader reader(state.opening->enrolled, static_cast<std::uint32_t>(state.ballots.size()));
    std::vector<Counts> out;
    for (std::size_t j = 0; j < state.sums.size(); ++j) {
        std::vector<Point> D;
        for (const std::uint32_t i : state.share_order) D.push_back(state.shares.at(i).shares[j].d);
        D.push_back(last.shares[j].d);
        const auto counts = reader.read(decrypt_sum(state.sums[j], lambdas, D));
        // With every proof checked there always is one; should there ever be none, nothing is published.
        if (!counts) return {Reason::not_fitting, "share: no count for official " + std::to_string(j)};
        out.push_back(*counts);
    }
    return out;
}

Announcement result_of(const State& state, const std::vector<Counts>& electronic) {
    Announcement result;
    for (std::size_t j = 0; j < electronic.size(); ++j) {
        const Counts paper = state.paper_count ? state.paper_count->lines[j] : Counts{};
        result.lines.push_back(result_line(state.manifest.rules, electronic[j] + paper, state.base()));
    }
    return result;
}

}    // namespace

Status admit(State& state, const Entry&, const PaperCount& count) {
    if (count.lines.size() != state.manifest.officials.size())
        return {Reason::malformed, "paper count: not one line per official"};
    if (state.papers_issued() == 0) return {Reason::not_fitting, "paper count: no paper was issued"};
    if (state.paper_count) return {Reason::not_fitting, "paper count: a second one"};
    if (count.issued != state.papers_issued()) return {Reason::not_fitting, "paper count: issued"};
    if (count.collected > count.issued) return {Reason::not_fitting, "paper count: collected"};
    if (count.invalid > count.collected) return {Reason::not_fitting, "paper count: invalid"};
    VOUCH_REQUIRE(check_lines(count));

    state.paper_count = count;
    const Rules& rules = state.manifest.rules;
    if (rules.quorum_measured == QuorumMeasured::at_close &&
        !quorum_met(rules, state.collected(), state.summoned()))
        state.phase = Phase::no_quorum;
    return accepted();
}

Status admit(State& state, const Entry&, const DecryptionShares& shares) {
    if (shares.shares.size() != state.manifest.officials.size())
        return {Reason::malformed, "share: not one per official"};
    if (!state.close_confirmed()) return {Reason::too_early, "close not confirmed"};
    if (state.papers_issued() > 0 && !state.paper_count)
        return {Reason::not_fitting, "share: paper count due"};
    if (state.shares.contains(shares.trustee))
        return {Reason::not_fitting, "share: a second one of this trustee"};
    const Point V = public_share(state.ceremony->commitments(), shares.trustee);
    for (std::uint32_t j = 0; j < shares.shares.size(); ++j)
        VOUCH_REQUIRE(
            check_share({state.election_id, state.close_digest, j, shares.trustee, V, state.sums[j].alpha},
                        shares.shares[j]));
    if (state.shares.size() + 1 == state.manifest.threshold) {
        VOUCH_TRY(electronic, read_counts(state, shares));
        state.result = result_of(state, electronic);
        state.electronic = std::move(electronic);
        state.phase = Phase::published;
    }
    state.shares.emplace(shares.trustee, shares);
    state.share_order.push_back(shares.trustee);
    return accepted();
}

Status admit(State& state, const Entry&, const Annulment& annulment) {
    state.annulment_reason = annulment.reason;
    state.phase = Phase::annulled;
    return accepted();
}

Status admit(State& state, const Entry&, const Announcement& announcement) {
    if (announcement.lines.size() != state.manifest.officials.size())
        return {Reason::malformed, "announcement: not one line per official"};
    if (state.announced) return {Reason::not_fitting, "announcement: a second one"};
    if (announcement.lines != state.result->lines)
        return {Reason::not_fitting, "announcement: not the result"};
    state.announced = true;
    return accepted();
}

}    // namespace vouch::election
