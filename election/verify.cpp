// Ballots are verified in batches: all equations weighted, added up, and compared with the identity at once.
#include <algorithm>

#include "crypto/bulk/matrix_batch.h"
#include "election/batches.h"

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
    MatrixBatch sum(opening.generators, opening.Y, opening.U, opening.rings);
    for (const auto& [position, ballot, challenges] : batch) {
        const EquationWeights weights{random_weight(rng), random_weight(rng), random_weight(rng),
                                      random_weight(rng)};
        sum.add(opening.statement(ballot.ring_index, ballot.revision), ballot.proof, challenges, weights);
    }
    return sum.holds();
}

using Failures = std::vector<int>;    // by position: 0 where all equations hold, else the first that does not

/// Halves a batch until the ballots that fail stand alone; says whether there are any. One that is known to
/// fail, the other half of it being good, is halved without being looked at as a whole.
bool find_failures(const Opening& opening, std::span<const Pending> batch, bool known_to_fail, Rng& rng,
                   Failures& failures) {
    if (batch.size() == 1) {
        const auto& [position, ballot, challenges] = batch.front();
        failures[position] = first_failing_equation(opening.statement(ballot.ring_index, ballot.revision),
                                                    ballot.proof, challenges);
        return failures[position] != 0;
    }
    if (!known_to_fail && batch_holds(opening, batch, rng)) return false;
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

std::vector<BallotVerdict> verify(const Opening& opening, std::span<const ByteView> bodies, Rng& rng) {
    std::vector<Result<VerifiedBallot>> found(bodies.size(), Rejection{Reason::bad_proof, "not looked at"});
    std::vector<Pending> pending;
    for (std::size_t position = 0; position < bodies.size(); ++position) {
        auto ballot = decode_ballot(opening, bodies[position]);
        if (!ballot.ok()) {
            found[position] = ballot.rejection();
            continue;
        }
        const auto drawn = challenges(opening.statement(ballot->ring_index, ballot->revision), ballot->proof);
        const Status usable = check_challenges(ballot->proof, drawn);
        if (usable.ok())
            pending.push_back({position, *std::move(ballot), drawn});
        else
            found[position] = usable.rejection();
    }
    std::ranges::stable_sort(pending, {}, [](const Pending& p) { return p.ballot.ring_index; });
    const Failures failures = check_equations(opening, pending, bodies.size(), rng);
    for (auto& [position, ballot, drawn] : pending) {
        if (failures[position] != 0) {
            found[position] = {Reason::bad_proof, "ballot: equation " + std::to_string(failures[position])};
            continue;
        }
        const Bytes32 tracker =
            tracker_of(opening.open_digest, ballot.proof.ciphertexts, bodies[position]).tracker;
        found[position] =
            VerifiedBallot(ballot.revision, ballot.proof.tag, std::move(ballot.proof.ciphertexts), tracker);
    }
    std::vector<BallotVerdict> out;
    for (std::size_t position = 0; position < bodies.size(); ++position)
        out.push_back(BallotVerdict(opening, bodies[position], std::move(found[position])));
    return out;
}

}    // namespace vouch::election
