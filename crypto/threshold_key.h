#pragma once
// The counting board's key: n dealers share out n secrets so that any t of them can decrypt and fewer learn
// nothing. Pedersen, EUROCRYPT '91, with Feldman's commitments; every dealing proves knowledge of its
// constant term. docs/protocol.md, sections 4 and 8. Trustees count from 1.

#include <cstdint>
#include <span>
#include <vector>

#include "crypto/schnorr.h"

namespace vouch {

/// F[i,0] ... F[i,t-1] of one dealer: the images of its polynomial's coefficients.
using Commitments = std::vector<Point>;

/// A dealer's secret polynomial h of degree t - 1, constant term first.
class Polynomial {
public:
    explicit Polynomial(std::vector<SecretScalar> coefficients) : coefficients_(std::move(coefficients)) {}
    /// `seed` is the dealer's Ed25519 seed. The random coefficients are bound to the seed and to the
    /// ceremony.
    static Polynomial draw(std::size_t threshold, const SecretBytes<32>& seed, const Bytes32& ceremony,
                           Rng& rng);
    SecretScalar at(std::uint32_t trustee) const;    // h(j)
    Commitments commitments() const;
    const std::vector<SecretScalar>& coefficients() const { return coefficients_; }

private:
    std::vector<SecretScalar> coefficients_;
};

/// e = Hs("dealing"; ceremony, le32(i), F[i,0], ..., F[i,t-1], R)
SchnorrProof prove_dealing(const Bytes32& ceremony, std::uint32_t dealer, const Polynomial& polynomial,
                           Rng& rng);
/// Bad proof for an identity F[i,0] and for a proof that does not hold. The caller checks how many
/// commitments there are.
Status check_dealing(const Bytes32& ceremony, std::uint32_t dealer, const Commitments& commitments,
                     const SchnorrProof& proof);

/// What dealer i seals to trustee j: ceremony || le32(i) || le32(j) || h_i(j), 72 bytes.
SecretBuffer share_plaintext(const Bytes32& ceremony, std::uint32_t dealer, std::uint32_t trustee,
                             const SecretScalar& share);
/// The share from an opened box. Malformed where the box names another ceremony, dealer or trustee; bad proof
/// where the share does not fit the commitments.
Result<SecretScalar> accept_share(const SecretBuffer& plaintext, const Bytes32& ceremony,
                                  std::uint32_t dealer, std::uint32_t trustee,
                                  const Commitments& commitments);

/// h_i(j)·G = Σ_u j^u·F[i,u]
bool share_fits(const Scalar& share, std::uint32_t trustee, const Commitments& commitments);

/// Y = Σ_i F[i,0]
Point joint_key(std::span<const Commitments> dealings);
/// V_j = Σ_i Σ_u j^u·F[i,u], the public image of trustee j's secret share.
Point public_share(std::span<const Commitments> dealings, std::uint32_t trustee);

/// λ_i = Π_{j≠i} j/(j−i) for each i of `trustees`, in their order; distinct and not 0.
std::vector<Scalar> lagrange_at_zero(std::span<const std::uint32_t> trustees);

}    // namespace vouch
