#pragma once
// Valid ballots in less than a millisecond each, for measuring only: they hide nothing.
//
// Whoever knows every participant's credential and the board's joint key s needs few points for what sealing
// makes of points: each sum of ring keys (docs/protocol.md, section 6.1, step 5) is one scalar times G and
// one times W, and each ciphertext one times G. The masks a are drawn once for an election, and φ and ψ are
// zero, so that A, B and σ take a product or none. To verify, such a ballot is like any other: every equation
// has all of its terms.

#include <unordered_map>

#include "election/ballot.h"

namespace vouch::bench {

/// A participant's credential that everybody may know.
struct KnownCredential {
    Scalar sk, u;
    static KnownCredential of(const Credential& credential);
    Point pk() const { return times_g(sk) + u * credential_generator(); }
};

class KnownVoters {
public:
    /// The credentials are all participants' of the opening, which outlives this; Y = s·G.
    KnownVoters(const election::Opening& opening, std::span<const KnownCredential> credentials,
                const Scalar& s);

    std::size_t size() const { return voters_.size(); }
    /// A ballot's body of the voter with that number, from 0, by ring and place. The marks differ from ballot
    /// to ballot.
    Bytes ballot(std::size_t voter, std::uint32_t revision);

private:
    struct Voter {
        KnownCredential credential;
        std::uint32_t ring = 0;
        std::size_t place = 0;
        Point tag, row_points;       // of the m rows that name its place; the identity until its first ballot
        std::vector<Point> sigma;    // m of them
    };
    using Row = std::array<Scalar, kColumns>;
    /// One way of marking all officials, and what B holds of it.
    struct Marks {
        std::vector<std::size_t> levels;
        Point row_points;
    };

    void draw_masks();
    void get_ready(Voter& voter) const;
    std::vector<Scalar> ring_sums(const Voter& voter, Scalar KnownCredential::*part) const;
    std::size_t digit(const Voter& voter, std::size_t d) const { return (voter.place >> (2 * d)) % kColumns; }

    const election::Opening& opening_;
    Scalar s_;
    std::vector<Voter> voters_;                              // by ring and place
    std::vector<std::size_t> first_;                         // each ring's first voter; then their number
    std::vector<Row> a_;                                     // k + m rows
    std::vector<std::array<Point, kColumns>> row_points_;    // of each row, by the column that holds the 1
    Point masks_point_;                                      // A without its blinding
    std::vector<Marks> marks_;
    std::size_t made_ = 0;
};

/// Drawn from the system's generator.
Scalar random_scalar();

/// An opening of that many participants with random keys, and the secrets of them all.
struct KnownHall {
    Scalar s = random_scalar();
    std::vector<KnownCredential> credentials;
    election::Opening opening;
    KnownHall(std::size_t officials, std::uint32_t participants, std::uint32_t ring_capacity);
};

}    // namespace vouch::bench
