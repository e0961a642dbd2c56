#pragma once
// Proof of knowledge of sk and u in pk = sk·G + u·W. Okamoto, CRYPTO '92; the challenge is over the whole
// statement (Bernhard, Pereira and Warinschi, ASIACRYPT 2012). docs/protocol.md, section 5.

#include "crypto/matrix_proof.h"
#include "crypto/transcript.h"

namespace vouch {

struct RepresentationProof {
    Point R;          // κ·G + κ'·W
    Scalar z, z_u;    // κ + e·sk, κ' + e·u
};

/// `statement` is the challenge's transcript up to R: label, what the proof is bound to, and pk.
RepresentationProof prove_representation(Transcript statement, const Credential& credential, Rng& rng);

/// Variable time. Bad proof unless z·G + z_u·W = R + e·pk. The caller decides whether pk may be the identity.
Status check_representation(Transcript statement, const Point& pk, const RepresentationProof& proof);

}    // namespace vouch
