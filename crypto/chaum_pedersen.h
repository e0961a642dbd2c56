#pragma once
// Proof that two images have one secret: P1 = x·B1 and P2 = x·B2. Chaum and Pedersen, "Wallet Databases with
// Observers", CRYPTO '92; the challenge is over the whole statement. docs/protocol.md, sections 5 (a
// coin) and 8 (a decryption share). B1 is G in both.

#include "crypto/random.h"
#include "crypto/transcript.h"

namespace vouch {

struct EqualityProof {
    Point R1, R2;    // κ·G and κ·B2
    Scalar z;        // κ + e·x
};

/// `statement` is the challenge's transcript up to R1: label, what the proof is bound to, and the images.
EqualityProof prove_equality(Transcript statement, const Point& base2, const SecretScalar& x, Rng& rng);

/// Variable time. Bad proof unless z·G = R1 + e·P1 and z·B2 = R2 + e·P2.
Status check_equality(Transcript statement, const Point& image1, const Point& base2, const Point& image2,
                      const EqualityProof& proof);

}    // namespace vouch
