#include "crypto/chaum_pedersen.h"

namespace vouch {

EqualityProof prove_equality(Transcript statement, const Point& base2, const SecretScalar& x, Rng& rng) {
    SecretScalar kappa = NonceSource(x.bytes().view(), statement, rng).draw();
    const Point R1 = times_g(kappa).publish();
    const Point R2 = (kappa * base2).publish();
    const Scalar e = statement.add(R1).add(R2).hs();
    return {R1, R2, respond(std::move(kappa), e, x)};
}

Status check_equality(Transcript statement, const Point& image1, const Point& base2, const Point& image2,
                      const EqualityProof& proof) {
    const auto& [R1, R2, z] = proof;
    const Scalar e = statement.add(R1).add(R2).hs();
    if (times_g(z) != R1 + e * image1) return {Reason::bad_proof, "z·G"};      // z·G = R1 + e·P1
    if (z * base2 != R2 + e * image2) return {Reason::bad_proof, "z·base"};    // z·B2 = R2 + e·P2
    return accepted();
}

}    // namespace vouch
