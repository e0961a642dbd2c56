#pragma once
// Counting: sums of ciphertexts, the trustees' shares of a decryption, and the counts inside a decrypted sum.
// docs/protocol.md, section 8. Public data and variable time, apart from make_share.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "crypto/bulk/edwards.h"
#include "crypto/chaum_pedersen.h"
#include "crypto/matrix_proof.h"
#include "election/bodies.h"

namespace vouch::election {

/// The sums of ballots' ciphertexts, one per official. Ballots are added, and taken out when they are
/// replaced.
class BallotSums {
public:
    BallotSums() = default;
    explicit BallotSums(std::size_t officials) : sums_(2 * officials) {}

    /// α and β of each official by turns, as a ballot's body has them behind its tag.
    void add(std::span<const PackedPoint> ciphertexts);
    /// Subtracts ciphertexts that were added.
    void subtract(std::span<const PackedPoint> ciphertexts);
    std::vector<Ciphertext> ciphertexts() const;

private:
    std::vector<EdwardsPoint> sums_;
};

/// What a decryption share is bound to. A share that was made for one statement fails for every other.
struct ShareStatement {
    const Bytes32& election_id;
    const Bytes32& close_digest;
    std::uint32_t official = 0;    // j, from 0
    std::uint32_t trustee = 0;     // i, from 1
    const Point& V;                // of the trustee
    const Point& alpha;            // the official's sum
};

/// D = s·α with its proof. The caller makes sure that a trustee decrypts one α per official in an election
/// and no other.
DecryptionShare make_share(const ShareStatement& statement, const SecretScalar& s, Rng& rng);
/// Bad proof unless D holds the secret that V is the image of.
Status check_share(const ShareStatement& statement, const DecryptionShare& share);

/// M = β − Σ λ_i·D_i; the lambdas are lagrange_at_zero of the same trustees in the same order.
Point decrypt_sum(const Ciphertext& sum, std::span<const Scalar> lambdas, std::span<const Point> D);

/// v = low + c·medium + c²·high with c = enrolled + 1: what a sum of ballots with these counts holds.
std::uint64_t exponent_of(const Counts& counts, std::uint32_t enrolled);
/// Finds the counts inside decrypted sums by baby-step giant-step, for all officials with one table. Blanks
/// are few as a rule, so the search goes up from none of them: v = (n − blank) + (c − 1)·medium + (c² −
/// 1)·high for n ballots. The table has every value of medium for the first `rows_` numbers of blanks, and
/// grows while the steps through values of high have cost as much as it did.
///
/// A step is one addition of points and its share of an inversion. The table takes n steps for each of its
/// rows, and an official with b blanks n for every `rows_` of them. So with few blanks it is n for the table
/// and n for each official, with b blanks about 1.2·n·√b for the table and as much again for the first
/// official. From the largest table on it is n·b/rows_max: for 65,536 ballots 31 rows.
class CountReader {
public:
    /// Entries of the table at most: 65,537 values of medium for 31 numbers of blanks. Half of the slots at
    /// least stay free, so the table has 32 MiB at most; while it grows to that, the 16 MiB before it are
    /// there too.
    static constexpr std::uint32_t kTableEntriesMax = 1u << 21;

    /// counted <= enrolled <= 65,536; the table has one row at least, whatever `entries_max` says.
    CountReader(std::uint32_t enrolled, std::uint32_t counted, std::uint32_t entries_max = kTableEntriesMax);
    /// Returns nothing where the sum holds no counts of at most `counted` ballots.
    std::optional<Counts> read(const Point& M);
    /// How many numbers of blanks the table has rows for.
    std::uint32_t rows() const { return rows_; }

private:
    struct Slot {
        std::uint32_t mark = 0;     // crypto/bulk/walk.h
        std::uint32_t entry = 0;    // 1 + blanks·(n + 1) + medium; 0 where the slot is free
    };
    void grow(std::uint32_t rows);
    void insert(Slot slot);
    std::optional<Counts> look_up(std::uint32_t mark, const Point& M, std::uint32_t first_blank,
                                  std::uint32_t high) const;

    std::uint32_t enrolled_, counted_, rows_max_;
    std::uint32_t rows_ = 0;
    std::uint64_t steps_ = 0;    // taken through values of high, for all officials
    std::vector<Slot> slots_;    // a power of two of them, at least half of them free
};

}    // namespace vouch::election
