#include "crypto/matrix_proof.h"

#include <algorithm>

#include "crypto/transcript.h"

namespace vouch {
namespace {

using SecretRow = std::array<SecretScalar, kColumns>;

/// a[j,0] ... a[j,3], the first so that the row sums to zero.
SecretRow full_row(const RowRandomness& a) {
    return {-(a[0] + a[1] + a[2]), a[0].clone(), a[1].clone(), a[2].clone()};
}

/// Row j's digit: the official's level, or a digit of the place.
const SecretDigit& digit_of_row(const MatrixWitness& witness, std::size_t j) {
    const std::size_t k = witness.levels.size();
    return j < k ? witness.levels[j] : witness.digits[j - k];
}

/// A = r_A·K + Σ a[j,i]·K[j,i] − Σ a[j,i]²·L[j,i]
Point commit_a(const Generators& generators, std::span<const SecretRow> a, const SecretScalar& r_A) {
    SecretPoint A = r_A * generators.K;
    for (std::size_t j = 0; j < a.size(); ++j)
        for (std::size_t i = 0; i < kColumns; ++i) {
            const auto& [K, L] = generators.rows[j][i];
            A = A + a[j][i] * K - (a[j][i] * a[j][i]) * L;
        }
    return A.publish();
}

/// B = r_B·K + Σ b[j,i]·K[j,i] + Σ a[j,i](1 − 2b[j,i])·L[j,i]
Point commit_b(const Generators& generators, std::span<const SecretRow> a, const MatrixWitness& witness,
               const SecretScalar& r_B) {
    const SecretScalar one = SecretScalar::of(Scalar(1));
    SecretPoint B = r_B * generators.K;
    for (std::size_t j = 0; j < a.size(); ++j) {
        const SecretDigit& digit = digit_of_row(witness, j);
        std::array<SecretPoint, kColumns> K;
        for (std::uint8_t i = 0; i < kColumns; ++i) {
            const SecretScalar b = SecretScalar::bit(digit.mask(i));
            K[i] = SecretPoint(generators.rows[j][i].K);
            B = B + (a[j][i] * (one - b - b)) * generators.rows[j][i].L;
        }
        B = B + SecretPoint::select(digit, K);
    }
    return B.publish();
}

/// The encrypted levels: α_j = r_j·G, β_j = r_j·Y + w[v_j]·G
std::vector<Ciphertext> encrypt(const MatrixStatement& statement, std::span<const SecretDigit> levels,
                                std::span<const SecretScalar> r) {
    std::array<SecretPoint, kColumns> weights;
    for (std::size_t i = 0; i < kColumns; ++i) weights[i] = SecretPoint(times_g(statement.w[i]));
    std::vector<Ciphertext> out;
    for (std::size_t j = 0; j < levels.size(); ++j) {
        const SecretPoint beta = r[j] * statement.Y + SecretPoint::select(levels[j], weights);
        out.push_back({times_g(r[j]).publish(), beta.publish()});
    }
    return out;
}

Scalar challenge_y(const MatrixStatement& statement, const MatrixProof& proof) {
    Transcript transcript("ballot/y");
    transcript.add(statement.open_digest)
        .add_le32(statement.ring_index)
        .add_le32(statement.revision)
        .add(proof.tag);
    for (const auto& [alpha, beta] : proof.ciphertexts) transcript.add(alpha).add(beta);
    return transcript.add(proof.A).add(proof.B).hs();
}

Scalar challenge_x(const Scalar& y, const MatrixProof& proof) {
    Transcript transcript("ballot/x");
    transcript.add(y).add(proof.tau).add(proof.upsilon);
    for (const Point& sigma : proof.sigma) transcript.add(sigma);
    return transcript.hs();
}

/// Σ_j y^j Σ_i w[i]·a[j,i], over the k officials' rows.
SecretScalar upsilon_exponent(const MatrixStatement& statement, std::span<const SecretRow> rows,
                              const Scalar& y) {
    SecretScalar sum;
    Scalar power(1);
    for (const SecretRow& a : rows) {
        SecretScalar row;
        for (std::size_t i = 0; i < kColumns; ++i) row = row + statement.w[i] * a[i];
        sum = sum + power * row;
        power *= y;
    }
    return sum;
}

/// Σ_j y^j·r_j
SecretScalar combined_r(std::span<const SecretScalar> r, const Scalar& y) {
    SecretScalar sum;
    for (std::size_t j = r.size(); j-- > 0;) sum = y * sum + r[j];
    return sum;
}

/// secret·x^m − Σ_d blinding_d·x^d
Scalar membership_response(const SecretScalar& secret, std::span<const SecretScalar> blinding,
                           const Scalar& x) {
    SecretScalar sum;
    Scalar power(1);
    for (const SecretScalar& blinding_d : blinding) {
        sum = sum + power * blinding_d;
        power *= x;
    }
    return respond(-sum, power, secret);
}

/// The responses: f, z_A, z_r, z and z_u. Each consumes the randomness that it answers with.
void answer(MatrixProof& proof, const Scalar& y, const Scalar& x, const MatrixWitness& witness,
            MarksRandomness marks, PlaceRandomness place) {
    for (auto* rows : {&marks.a, &place.a})
        for (RowRandomness& a : *rows) {
            const SecretDigit& digit = digit_of_row(witness, proof.f.size());
            auto& row = proof.f.emplace_back();
            for (std::uint8_t i = 1; i < kColumns; ++i)
                row[i - 1] =
                    respond(std::move(a[i - 1]), x, SecretScalar::bit(digit.mask(i)));    // f = b·x + a
        }
    proof.z_A = respond(std::move(marks.r_A), x, marks.r_B);                 // z_A = r_B·x + r_A
    proof.z_r = respond(std::move(marks.rho), x, combined_r(marks.r, y));    // z_r = x·Σ y^j·r_j + ρ
    proof.z = membership_response(witness.credential.sk, place.phi, x);      // z = sk·x^m − Σ_d φ_d·x^d
    proof.z_u = membership_response(witness.credential.u, place.psi, x);    // z_u = u·x^m − Σ_d ψ_d·x^d
}

RowRandomness draw_row(NonceSource& nonces) {
    RowRandomness row;
    for (SecretScalar& a : row) a = nonces.draw();
    return row;
}

}    // namespace

Ciphertext operator+(const Ciphertext& a, const Ciphertext& b) {
    return {a.alpha + b.alpha, a.beta + b.beta};
}

const Point& credential_generator() {
    static const Point W = Transcript("generator/credential").hp();
    return W;
}

Generators Generators::of(std::size_t rows, const TagGenerators& tag) {
    Generators out{credential_generator(), tag, Transcript("generator/blind").hp(), {}, {}, {}};
    out.in_order = {out.W, tag.U, tag.U_prime, out.K};
    for (std::uint32_t j = 0; j < rows; ++j) {
        auto& row = out.rows.emplace_back();
        for (std::uint32_t i = 0; i < kColumns; ++i) {
            row[i] = {Transcript("generator/bit").add_le32(j).add_le32(i).hp(),
                      Transcript("generator/square").add_le32(j).add_le32(i).hp()};
            out.in_order.insert(out.in_order.end(), {row[i].K, row[i].L});
        }
    }
    return out;
}

TagGenerators TagGenerators::of(const Bytes32& election_id) {
    return {Transcript("generator/tag").add(election_id).hp(),
            Transcript("generator/tag/blind").add(election_id).hp()};
}

Point Credential::pk() const {
    return (times_g(sk) + u * credential_generator()).publish();
}

Point Credential::tag(const TagGenerators& generators) const {
    return (sk * generators.U + u * generators.U_prime).publish();
}

SecretBytes<64> Credential::bytes() const {
    SecretBytes<64> out;
    std::ranges::copy(sk.bytes().view(), out.mutable_view().begin());
    std::ranges::copy(u.bytes().view(), out.mutable_view().begin() + 32);
    return out;
}

Result<Credential> Credential::decode(const SecretBytes<64>& bytes) {
    VOUCH_TRY(sk, SecretScalar::decode(SecretBytes<32>(bytes.view().first<32>())));
    VOUCH_TRY(u, SecretScalar::decode(SecretBytes<32>(bytes.view().last<32>())));
    return Credential{std::move(sk), std::move(u)};
}

PlaceRandomness PlaceRandomness::draw(std::size_t m, NonceSource nonces) {
    PlaceRandomness out;
    for (std::size_t d = 0; d < m; ++d) out.a.push_back(draw_row(nonces));
    for (std::size_t d = 0; d < m; ++d) {
        out.phi.push_back(nonces.draw());
        out.psi.push_back(nonces.draw());
    }
    return out;
}

MarksRandomness MarksRandomness::draw(std::size_t k, NonceSource nonces) {
    MarksRandomness out;
    for (std::size_t j = 0; j < k; ++j) out.r.push_back(nonces.draw());
    for (std::size_t j = 0; j < k; ++j) out.a.push_back(draw_row(nonces));
    out.r_A = nonces.draw();
    out.r_B = nonces.draw();
    out.rho = nonces.draw();
    return out;
}

MatrixProof prove_matrix(const MatrixStatement& statement, const MatrixWitness& witness,
                         MarksRandomness marks, PlaceRandomness place, std::vector<SecretPoint> sums) {
    const std::size_t k = witness.levels.size(), m = witness.digits.size();
    VOUCH_CHECK(m == statement.ring.m && sums.size() == m && marks.r.size() == k && marks.a.size() == k &&
                place.a.size() == m && statement.generators.rows.size() >= k + m);
    std::vector<SecretRow> a;
    for (const auto* rows : {&marks.a, &place.a})
        for (const RowRandomness& row : *rows) a.push_back(full_row(row));

    const TagGenerators& tag_generators = statement.generators.tag;
    MatrixProof proof;
    proof.tag = witness.credential.tag(tag_generators);
    proof.ciphertexts = encrypt(statement, witness.levels, marks.r);
    proof.A = commit_a(statement.generators, a, marks.r_A);
    proof.B = commit_b(statement.generators, a, witness, marks.r_B);
    const Scalar y = challenge_y(statement, proof);

    proof.tau = times_g(marks.rho).publish();
    proof.upsilon =
        (marks.rho * statement.Y + times_g(upsilon_exponent(statement, std::span(a).first(k), y))).publish();
    const Point base = Point::generator() + y * tag_generators.U;                // G + y·U
    const Point base_u = statement.generators.W + y * tag_generators.U_prime;    // W + y·U'
    for (std::size_t d = 0; d < m; ++d)
        proof.sigma.push_back((place.phi[d] * base + place.psi[d] * base_u + sums[d]).publish());
    answer(proof, y, challenge_x(y, proof), witness, std::move(marks), std::move(place));
    return proof;
}

MatrixChallenges challenges(const MatrixStatement& statement, const MatrixProof& proof) {
    const Scalar y = challenge_y(statement, proof);
    return {y, challenge_x(y, proof)};
}

Status check_not_degenerate(const MatrixProof& proof, const MatrixChallenges& challenges) {
    if (proof.tag.is_identity()) return {Reason::bad_proof, "ballot: identity tag"};
    if (challenges.y.is_zero() || challenges.x.is_zero())
        return {Reason::bad_proof, "ballot: challenge zero"};
    return accepted();
}

}    // namespace vouch
