#pragma once
// Proof of knowledge of x in P = x·G. Schnorr, CRYPTO '89; the challenge is over the whole statement
// (Bernhard, Pereira and Warinschi, ASIACRYPT 2012). docs/protocol.md, section 4.

#include "crypto/random.h"
#include "crypto/transcript.h"

namespace vouch {

struct SchnorrProof {
    Point R;     // κ·G
    Scalar z;    // κ + e·x
};

/// `statement` is the challenge's transcript up to R: label, what the proof is bound to, and P.
SchnorrProof prove_schnorr(Transcript statement, const SecretScalar& x, Rng& rng);

/// Variable time. Bad proof unless z·G = R + e·P. The caller decides whether P may be the identity.
Status check_schnorr(Transcript statement, const Point& P, const SchnorrProof& proof);

}    // namespace vouch
