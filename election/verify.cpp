// Ballots are verified in batches: all equations weighted, added up, and compared with the identity at once.
#include <algorithm>

#include "crypto/bulk/matrix_batch.h"
#include "crypto/merkle.h"
#include "election/batches.h"
#include "election/entry.h"

namespace vouch::election {
namespace {

/// A decoded ballot with its challenges, waiting for its equations to be checked.
struct Pending {
    std::size_t position;    // among the bodies given
    Ballot ballot;
    MatrixChallenges challenges;
};

Scalar random_weight(Rng& rng) {
    ByteArray<16> bytes;
    rng.fill(bytes);
    return Scalar::from_bytes16(bytes);
}

bool batch_holds(const Opening& opening, std::span<const Pending> batch, Rng& rng) {
    MatrixBatch sum(opening.generators, opening.Y, opening.rings);
    for (const auto& [position, ballot, challenges] : batch) {
        const EquationWeights weights{random_weight(rng), random_weight(rng), random_weight(rng),
                                      random_weight(rng)};
        sum.add(opening.statement(ballot.ring_index, ballot.revision), ballot.proof, ballot.points,
                challenges, weights);
    }
    return std::move(sum).holds();
}

using Failures = std::vector<int>;    // by position: 0 where all equations hold, else the first that does not

/// Halves a batch until the ballots that fail stand alone; says whether there are any. One that is known to
/// fail, the other half of it being good, is halved without being looked at as a whole.
bool find_failures(const Opening& opening, std::span<const Pending> batch, bool known_to_fail, Rng& rng,
                   Failures& failures) {
    if (!known_to_fail && batch_holds(opening, batch, rng)) return false;
    if (batch.size() == 1) {
        const auto& [position, ballot, challenges] = batch.front();
        failures[position] = first_failing_equation(opening.statement(ballot.ring_index, ballot.revision),
                                                    ballot.proof, ballot.points, challenges);
        return failures[position] != 0;
    }
    const std::size_t half = batch.size() / 2;
    const bool in_first = find_failures(opening, batch.first(half), false, rng, failures);
    find_failures(opening, batch.subspan(half), !in_first, rng, failures);
    return true;
}

/// Takes the ballots, sorted by ring, in chunks that shrink while failures are frequent and grow again when
/// they are not.
Failures check_equations(const Opening& opening, std::span<const Pending> pending, std::size_t positions,
                         Rng& rng) {
    std::vector<std::uint32_t> rings;
    for (const Pending& p : pending) rings.push_back(p.ballot.ring_index);
    Failures failures(positions, 0);
    for (std::size_t size = kBatchBallots, first = 0; first < pending.size();) {
        const auto chunk = pending.subspan(first, next_batch(opening, std::span(rings).subspan(first), size));
        find_failures(opening, chunk, false, rng, failures);
        const auto failed =
            std::ranges::count_if(chunk, [&](const Pending& p) { return failures[p.position] != 0; });
        size = static_cast<std::size_t>(failed) * 8 > chunk.size() ? std::max<std::size_t>(size / 2, 1)
                                                                   : std::min(size * 2, kBatchBallots);
        first += chunk.size();
    }
    return failures;
}

}    // namespace

/// The one place where verdicts are made.
class Verification {
public:
    Verification(const Opening& opening, std::span<const CarriedBallot> ballots)
        : opening_(opening),
          ballots_(ballots),
          found_(ballots.size(), Rejection{Reason::bad_proof, "not looked at"}) {
        for (std::size_t position = 0; position < ballots.size(); ++position) {
            auto ballot = decode_ballot(opening, ballots[position].body);
            if (ballot.ok())
                pending_.push_back({position, *std::move(ballot), {}});
            else
                found_[position] = ballot.rejection();
        }
        std::ranges::stable_sort(pending_, {}, [](const Pending& p) { return p.ballot.ring_index; });
    }

    void check_proofs(Rng& rng) {
        std::erase_if(pending_, [this](Pending& p) { return !draws_challenges(p); });
        const Failures failures = check_equations(opening_, pending_, ballots_.size(), rng);
        std::erase_if(pending_, [&](const Pending& p) {
            const int failed = failures[p.position];
            if (failed != 0)
                found_[p.position] = {Reason::bad_proof, "ballot: equation " + std::to_string(failed)};
            return failed != 0;
        });
    }

    /// What is still pending holds.
    std::vector<BallotVerdict> verdicts() && {
        for (auto& [position, ballot, drawn] : pending_) {
            const MatrixProof& proof = ballot.proof;
            const Bytes32 tracker =
                tracker_of(opening_.open_digest, proof.ciphertexts, ballots_[position].body).tracker;
            const auto ciphertexts = std::span(ballot.points).subspan(1, 2 * proof.k());    // behind the tag
            found_[position] =
                VerifiedBallot(ballot.revision, proof.tag, {ciphertexts.begin(), ciphertexts.end()}, tracker);
        }
        std::vector<BallotVerdict> out;
        for (std::size_t position = 0; position < ballots_.size(); ++position)
            out.push_back(BallotVerdict(opening_, ballots_[position].leaf_hash, std::move(found_[position])));
        return out;
    }

private:
    bool draws_challenges(Pending& p) {
        p.challenges = challenges(opening_.statement(p.ballot.ring_index, p.ballot.revision), p.ballot.proof);
        const Status usable = check_not_degenerate(p.ballot.proof, p.challenges);
        if (!usable.ok()) found_[p.position] = usable.rejection();
        return usable.ok();
    }

    const Opening& opening_;
    const std::span<const CarriedBallot> ballots_;
    std::vector<Result<VerifiedBallot>> found_;    // by position
    std::vector<Pending> pending_;                 // by ring
};

std::vector<BallotVerdict> verify(const Opening& opening, std::span<const CarriedBallot> ballots, Rng& rng) {
    Verification verification(opening, ballots);
    verification.check_proofs(rng);
    return std::move(verification).verdicts();
}

std::vector<BallotVerdict> verify(const Opening& opening, std::span<const ByteView> bodies, Rng& rng) {
    std::vector<CarriedBallot> ballots;
    for (const ByteView body : bodies) ballots.push_back({body, leaf_hash(make_ballot_entry(body))});
    return verify(opening, ballots, rng);
}

std::vector<BallotVerdict> verify(const Opening& opening, std::span<const CarriedBallot> ballots,
                                  ProofsCheckedBefore) {
    return Verification(opening, ballots).verdicts();
}

}    // namespace vouch::election
