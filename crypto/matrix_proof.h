#pragma once
// The ballot proof of docs/protocol.md, section 6: every row of a secret matrix is one-hot; k ciphertexts
// hold what the first k rows say; the last m rows name the place of a key in a ring; and the tag is that
// key's. Groth and Kohlweiss, EUROCRYPT 2015; Bootle et al., ESORICS 2015; the two-commitment form of
// Lelantus Spark. This file makes proofs and their challenges; crypto/bulk checks the equations, of one proof
// or of many.

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/bulk/decoded_points.h"
#include "crypto/group.h"
#include "crypto/random.h"
#include "crypto/secret.h"

namespace vouch {

inline constexpr std::size_t kColumns = 4;

/// An exponential ElGamal ciphertext: alpha = r·G, beta = r·Y + w·G.
struct Ciphertext {
    Point alpha, beta;
    friend bool operator==(const Ciphertext&, const Ciphertext&) = default;
};
Ciphertext operator+(const Ciphertext& a, const Ciphertext& b);

/// One cell's generators K[j,i] and L[j,i].
struct CellGenerators {
    Point K, L;
};

/// W = Hp("generator/credential"), the same for all elections.
const Point& credential_generator();

/// An election's tag generators U and U'.
struct TagGenerators {
    Point U, U_prime;
    static TagGenerators of(const Bytes32& election_id);
};

/// All generators of an election's ballots but G. Nobody knows a relation among them and G.
struct Generators {
    Point W;
    TagGenerators tag;
    Point K;
    std::vector<std::array<CellGenerators, kColumns>> rows;
    std::vector<Point> in_order;    // W, U, U', K, then each row's K and L by turns
    DecodedPoints decoded;          // the same points, for bulk verification
    static Generators of(std::size_t rows, const TagGenerators& tag);
};

/// What a participant holds for one election: pk = sk·G + u·W. For every key and every sk there is a u that
/// fits, so that a key says nothing about sk or the tag even to somebody who can compute discrete logarithms.
struct Credential {
    SecretScalar sk, u;

    Credential clone() const { return {sk.clone(), u.clone()}; }
    Point pk() const;                                    // sk·G + u·W
    Point tag(const TagGenerators& generators) const;    // sk·U + u·U'
    /// sk ‖ u, 64 bytes: for a key file, and as the secret that nonces are bound to.
    SecretBytes<64> bytes() const;
    static Result<Credential> decode(const SecretBytes<64>& bytes);    // malformed unless both are canonical
};

/// A ring of keys, padded to 4^m places by repeating its last key.
struct Ring {
    std::vector<Point> keys;    // the distinct ones, in order; at least one
    std::uint32_t m = 1;        // 4^m places
    DecodedPoints decoded;      // for bulk verification
    std::size_t places() const { return std::size_t{1} << (2 * m); }
    const Point& at(std::size_t place) const { return keys[place < keys.size() ? place : keys.size() - 1]; }
};

/// What a ballot is proved and verified against; all of it follows from the opening.
struct MatrixStatement {
    const Bytes32& open_digest;
    const Generators& generators;    // of at least k + m rows
    const Point& Y;
    const std::array<Scalar, kColumns>& w;    // 0, 1, c, c²
    std::uint32_t ring_index;                 // g
    const Ring& ring;
    std::uint32_t revision;
};

/// What is proved, and the proof, in the order of the body's layout.
struct MatrixProof {
    Point tag;
    std::vector<Ciphertext> ciphertexts;    // k of them
    Point A, B, tau, upsilon;
    std::vector<Point> sigma;                           // m of them
    std::vector<std::array<Scalar, kColumns - 1>> f;    // k + m rows, columns 1, 2, 3
    Scalar z_A, z_r, z, z_u;

    std::size_t k() const { return ciphertexts.size(); }
};

using RowRandomness = std::array<SecretScalar, kColumns - 1>;    // a[j,1], a[j,2], a[j,3]

/// The randomness of one sealing comes in two parts, since the part about the place in the ring can be
/// computed before the marks are made. Both are drawn afresh every time: randomness that is used under two
/// challenges reveals vote and credential.
struct PlaceRandomness {
    std::vector<RowRandomness> a;          // the last m rows
    std::vector<SecretScalar> phi, psi;    // m of them each
    static PlaceRandomness draw(std::size_t m, NonceSource nonces);
};
struct MarksRandomness {
    std::vector<SecretScalar> r;     // per official
    std::vector<RowRandomness> a;    // the first k rows
    SecretScalar r_A, r_B, rho;
    static MarksRandomness draw(std::size_t k, NonceSource nonces);
};

/// The choices and the place in the ring, which the proof hides.
struct MatrixWitness {
    const Credential& credential;
    std::span<const SecretDigit> levels;    // k of them
    std::span<const SecretDigit> digits;    // m of them, of the place in the ring, least significant first
};

/// Σ_i p_i,d·ring[i] for d = 0 ... m-1: the slow part of sealing, which needs no choices. Folds one digit at
/// a time.
std::vector<SecretPoint> ring_sums(const Ring& ring, std::span<const SecretDigit> digits,
                                   const PlaceRandomness& place);

/// `sums` is ring_sums of the same ring, digits and randomness. Constant time in witness and randomness.
MatrixProof prove_matrix(const MatrixStatement& statement, const MatrixWitness& witness,
                         MarksRandomness marks, PlaceRandomness place, std::vector<SecretPoint> sums);

/// The challenges. challenges() computes them as the protocol does; a test may choose others.
struct MatrixChallenges {
    Scalar y, x;
};
MatrixChallenges challenges(const MatrixStatement& statement, const MatrixProof& proof);

/// Bad proof where the tag is the identity or a challenge is zero: without these a forgery exists.
Status check_not_degenerate(const MatrixProof& proof, const MatrixChallenges& challenges);

}    // namespace vouch
