#include "crypto/threshold_key.h"

namespace vouch {
namespace {

Transcript dealing_statement(const Bytes32& ceremony, std::uint32_t dealer, const Commitments& commitments) {
    Transcript statement("dealing");
    statement.add(ceremony).add_le32(dealer);
    for (const Point& F : commitments) statement.add(F);
    return statement;
}

/// Σ_u j^u·F[u], by Horner's rule.
Point evaluate(const Commitments& commitments, std::uint32_t trustee) {
    Point sum;
    for (auto F = commitments.rbegin(); F != commitments.rend(); ++F) sum = Scalar(trustee) * sum + *F;
    return sum;
}

}    // namespace

Polynomial Polynomial::draw(std::size_t threshold, const SecretBytes<32>& seed, const Bytes32& ceremony,
                            Rng& rng) {
    NonceSource nonces(seed.view(), Transcript("dealing").add(ceremony), rng);
    std::vector<SecretScalar> coefficients;
    for (std::size_t u = 0; u < threshold; ++u) coefficients.push_back(nonces.draw());
    return Polynomial(std::move(coefficients));
}

SecretScalar Polynomial::at(std::uint32_t trustee) const {
    SecretScalar sum;
    for (auto h = coefficients_.rbegin(); h != coefficients_.rend(); ++h) sum = Scalar(trustee) * sum + *h;
    return sum;
}

Commitments Polynomial::commitments() const {
    Commitments out;
    for (const SecretScalar& h : coefficients_) out.push_back(times_g(h).publish());
    return out;
}

SchnorrProof prove_dealing(const Bytes32& ceremony, std::uint32_t dealer, const Polynomial& polynomial,
                           Rng& rng) {
    return prove_schnorr(dealing_statement(ceremony, dealer, polynomial.commitments()),
                         polynomial.coefficients().front(), rng);
}

Status check_dealing(const Bytes32& ceremony, std::uint32_t dealer, const Commitments& commitments,
                     const SchnorrProof& proof) {
    VOUCH_CHECK(!commitments.empty());
    if (commitments.front().is_identity()) return {Reason::bad_proof, "identity key"};
    return check_schnorr(dealing_statement(ceremony, dealer, commitments), commitments.front(), proof);
}

SecretBuffer share_plaintext(const Bytes32& ceremony, std::uint32_t dealer, std::uint32_t trustee,
                             const SecretScalar& share) {
    return SecretBuffer::concat({ceremony, le32(dealer), le32(trustee), share.bytes().view()});
}

Result<SecretScalar> accept_share(const SecretBuffer& plaintext, const Bytes32& ceremony,
                                  std::uint32_t dealer, std::uint32_t trustee,
                                  const Commitments& commitments) {
    const SecretBuffer bound = share_plaintext(ceremony, dealer, trustee, SecretScalar());
    const std::size_t head = bound.size() - 32;
    if (plaintext.size() != bound.size() || !equal(plaintext.view().first(head), bound.view().first(head)))
        return {Reason::malformed, "share: not bound to this ceremony, dealer and trustee"};
    VOUCH_TRY(share, SecretScalar::decode(SecretBytes<32>(plaintext.view().last<32>())));
    if (times_g(share).publish() != evaluate(commitments, trustee)) return {Reason::bad_proof, "share"};
    return share;
}

bool share_fits(const Scalar& share, std::uint32_t trustee, const Commitments& commitments) {
    return times_g(share) == evaluate(commitments, trustee);
}

Point joint_key(std::span<const Commitments> dealings) {
    Point Y;
    for (const Commitments& F : dealings) Y += F.front();
    return Y;
}

Point public_share(std::span<const Commitments> dealings, std::uint32_t trustee) {
    Point V;
    for (const Commitments& F : dealings) V += evaluate(F, trustee);
    return V;
}

std::vector<Scalar> lagrange_at_zero(std::span<const std::uint32_t> trustees) {
    std::vector<Scalar> lambda;
    for (const std::uint32_t i : trustees) {
        Scalar numerator(1), denominator(1);
        for (const std::uint32_t j : trustees) {
            if (j == i) continue;
            numerator *= Scalar(j);
            denominator *= Scalar(j) - Scalar(i);
        }
        lambda.push_back(numerator * denominator.inverse());
    }
    return lambda;
}

}    // namespace vouch
