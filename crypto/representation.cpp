#include "crypto/representation.h"

namespace vouch {

RepresentationProof prove_representation(Transcript statement, const Credential& credential, Rng& rng) {
    NonceSource nonces(credential.bytes().view(), statement, rng);
    SecretScalar kappa = nonces.draw(), kappa_u = nonces.draw();
    const Point R = (times_g(kappa) + kappa_u * credential_generator()).publish();
    const Scalar e = statement.add(R).hs();
    return {R, respond(std::move(kappa), e, credential.sk), respond(std::move(kappa_u), e, credential.u)};
}

Status check_representation(Transcript statement, const Point& pk, const RepresentationProof& proof) {
    const Scalar e = statement.add(proof.R).hs();
    if (times_g(proof.z) + proof.z_u * credential_generator() != proof.R + e * pk)
        return {Reason::bad_proof, "representation"};    // z·G + z_u·W = R + e·pk
    return accepted();
}

}    // namespace vouch
