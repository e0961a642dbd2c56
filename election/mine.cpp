#include "election/mine.h"

namespace vouch::election {
namespace {

Transcript key_transcript(const Bytes32& open_digest) {
    Transcript transcript("mine/key");
    transcript.add(open_digest);
    return transcript;
}

Transcript mine_transcript(const MineStatement& statement) {
    Transcript transcript("mine");
    transcript.add(statement.open_digest);
    return transcript.add(statement.V).add(statement.pk).add(statement.tag);
}

}    // namespace

MineKey draw_mine_key(const Bytes32& open_digest, Rng& rng) {
    SecretBytes<32> fresh;
    rng.fill(fresh.mutable_view());
    Transcript transcript = key_transcript(open_digest);
    const SecretScalar v = NonceSource(fresh.view(), transcript, rng).draw();
    const Point V = times_g(v).publish();
    return {V, prove_schnorr(transcript.add(V), v, rng)};
}

Status check_mine_key(const Bytes32& open_digest, const MineKey& key) {
    if (key.V.is_identity()) return {Reason::bad_proof, "mine: identity key"};
    if (!check_schnorr(key_transcript(open_digest).add(key.V), key.V, key.proof))
        return {Reason::bad_proof, "mine: the checking device's key"};    // z_0·G = R0 + e_0·V
    return accepted();
}

MineProof prove_mine(const Bytes32& open_digest, const TagGenerators& generators, const MineKey& key,
                     const Credential& credential, Rng& rng) {
    const Point pk = credential.pk(), tag = credential.tag(generators);
    Transcript transcript = mine_transcript({open_digest, generators, key.V, pk, tag});
    NonceSource nonces(credential.bytes().view(), transcript, rng);
    SecretScalar kappa = nonces.draw(), kappa_u = nonces.draw();
    const Scalar e_2 = disclose(nonces.draw()), z_v = disclose(nonces.draw());
    const Point R1 = (times_g(kappa) + kappa_u * credential_generator()).publish();
    const Point R2 = (kappa * generators.U + kappa_u * generators.U_prime).publish();
    const Point R3 = times_g(z_v) - e_2 * key.V;
    const Scalar e_1 = transcript.add(R1).add(R2).add(R3).hs() - e_2;
    return {R1,
            R2,
            R3,
            e_2,
            respond(std::move(kappa), e_1, credential.sk),
            respond(std::move(kappa_u), e_1, credential.u),
            z_v};
}

Status check_mine(const MineStatement& statement, const MineProof& proof) {
    if (statement.pk.is_identity()) return {Reason::bad_proof, "mine: identity key"};
    if (statement.tag.is_identity()) return {Reason::bad_proof, "mine: identity tag"};
    const auto& [R1, R2, R3, e_2, z, z_u, z_v] = proof;
    const auto& [U, U_prime] = statement.generators;
    const Scalar e_1 = mine_transcript(statement).add(R1).add(R2).add(R3).hs() - e_2;
    const bool holds =
        times_g(z) + z_u * credential_generator() == R1 + e_1 * statement.pk &&    // over G and W
        z * U + z_u * U_prime == R2 + e_1 * statement.tag &&                       // over U and U'
        times_g(z_v) == R3 + e_2 * statement.V;                                    // or v
    if (!holds) return {Reason::bad_proof, "mine: bad proof"};
    return accepted();
}

}    // namespace vouch::election
