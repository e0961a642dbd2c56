#include "crypto/schnorr.h"

namespace vouch {

SchnorrProof prove_schnorr(Transcript statement, const SecretScalar& x, Rng& rng) {
    SecretScalar kappa = NonceSource(x.bytes().view(), statement, rng).draw();
    const Point R = times_g(kappa).publish();
    const Scalar e = statement.add(R).hs();
    return {R, respond(std::move(kappa), e, x)};
}

Status check_schnorr(Transcript statement, const Point& P, const SchnorrProof& proof) {
    const Scalar e = statement.add(proof.R).hs();
    if (times_g(proof.z) != proof.R + e * P) return {Reason::bad_proof, "schnorr"};    // z·G = R + e·P
    return accepted();
}

}    // namespace vouch
