#pragma once
// "It is mine": on a device of the person's own choice, the person proves that a tracker belongs to its
// ballot, and only the checking device is convinced. The checking device shows a key V of its own; the
// person's device proves that it knows the credential or the secret behind V. docs/protocol.md, section 9. An
// alternative of two proofs after Cramer, Damgård and Schoenmakers, CRYPTO '94.

#include "crypto/matrix_proof.h"
#include "crypto/schnorr.h"

namespace vouch::election {

/// What a checking device shows: V, and a proof that it knows v, so that nobody passes on a V that was made
/// in another way.
struct MineKey {
    Point V;
    SchnorrProof proof;    // R0 and z_0
};

/// A fresh key for one check. The secret v is needed only for the proof and is wiped when this returns.
MineKey draw_mine_key(const Bytes32& open_digest, Rng& rng);

/// Bad proof for an identity V and for a proof that does not hold. A device answers only a key that passes.
Status check_mine_key(const Bytes32& open_digest, const MineKey& key);

/// The answer of the person's device. It holds neither pk nor tag.
struct MineProof {
    Point R1, R2, R3;
    Scalar e_2, z, z_u, z_v;
};

/// What the proof is checked against. The checking device takes pk from the log by the roll number that the
/// person names, and tag from the ballot of the tracker noted before.
struct MineStatement {
    const Bytes32& open_digest;
    const TagGenerators& generators;
    const Point& V;
    const Point& pk;
    const Point& tag;
};

/// e = Hs("mine"; open_digest, V, pk, tag, R1, R2, R3). The caller has checked the key.
MineProof prove_mine(const Bytes32& open_digest, const TagGenerators& generators, const MineKey& key,
                     const Credential& credential, Rng& rng);
/// Bad proof for an identity pk or tag and where an equation does not hold.
Status check_mine(const MineStatement& statement, const MineProof& proof);

}    // namespace vouch::election
