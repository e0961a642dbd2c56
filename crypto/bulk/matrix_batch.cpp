#include "crypto/bulk/matrix_batch.h"

#include "crypto/bulk/msm.h"

namespace vouch {
namespace {

/// f[j,0] = x − f[j,1] − f[j,2] − f[j,3], and the three that travel.
std::array<Scalar, kColumns> full_row(const std::array<Scalar, kColumns - 1>& f, const Scalar& x) {
    return {x - f[0] - f[1] - f[2], f[0], f[1], f[2]};
}

/// weight·P_i for every place i, P_i = Π_d f[k+d, i_d]; from the most significant digit down.
std::vector<Scalar> place_products(const MatrixProof& proof, std::size_t m, const Scalar& x,
                                   const Scalar& weight) {
    std::vector<Scalar> products{weight};
    for (std::size_t d = m; d-- > 0;) {
        const auto f = full_row(proof.f[proof.k() + d], x);
        std::vector<Scalar> next;
        next.reserve(products.size() * kColumns);
        for (const Scalar& product : products)
            for (const Scalar& f_i : f) next.push_back(product * f_i);
        products = std::move(next);
    }
    return products;
}

}    // namespace

MatrixBatch::MatrixBatch(const Generators& generators, const Point& Y, const Point& U,
                         std::span<const Ring> rings)
    : generators_(generators),
      Y_(Y),
      U_(U),
      rings_(rings),
      row_scalars_(generators.rows.size()),
      ring_scalars_(rings.size()) {}

void MatrixBatch::own(const Scalar& scalar, const Point& point) {
    own_scalars_.push_back(scalar);
    own_points_.push_back(point);
}

// (1)  x·B + A = z_A·K + Σ f[j,i]·K[j,i] + Σ f[j,i](x − f[j,i])·L[j,i]
void MatrixBatch::add_row_equation(const MatrixProof& proof, const Scalar& x, const Scalar& weight) {
    own(weight * x, proof.B);
    own(weight, proof.A);
    scalar_K_ += -(weight * proof.z_A);
    for (std::size_t j = 0; j < proof.f.size(); ++j) {
        const auto f = full_row(proof.f[j], x);
        for (std::size_t i = 0; i < kColumns; ++i) {
            const Scalar weighted = weight * f[i];
            row_scalars_[j].K[i] += -weighted;
            row_scalars_[j].L[i] += -(weighted * (x - f[i]));
        }
    }
}

// (2)  x·Σ_j y^j·α_j + τ = z_r·G
// (3)  x·Σ_j y^j·β_j + υ = z_r·Y + (Σ_j y^j Σ_i w[i]·f[j,i])·G
// Never joined by weights known before z_r is fixed: docs/protocol.md says what that would allow.
void MatrixBatch::add_level_equations(const MatrixStatement& statement, const MatrixProof& proof,
                                      const MatrixChallenges& challenges, const Scalar& weight2,
                                      const Scalar& weight3) {
    const auto& [y, x] = challenges;
    Scalar power(1), levels;
    for (std::size_t j = 0; j < proof.k(); ++j) {
        own(weight2 * x * power, proof.ciphertexts[j].alpha);
        own(weight3 * x * power, proof.ciphertexts[j].beta);
        const auto f = full_row(proof.f[j], x);
        Scalar row;
        for (std::size_t i = 0; i < kColumns; ++i) row += statement.w[i] * f[i];
        levels += power * row;
        power *= y;
    }
    own(weight2, proof.tau);
    own(weight3, proof.upsilon);
    scalar_G_ += -(weight2 * proof.z_r) - weight3 * levels;
    scalar_Y_ += -(weight3 * proof.z_r);
}

// (4)  Σ_i P_i·ring[i] + y·x^m·tag − Σ_d x^d·σ_d = z·(G + y·U)
void MatrixBatch::add_ring_equation(const MatrixStatement& statement, const MatrixProof& proof,
                                    const MatrixChallenges& challenges, const Scalar& weight) {
    const auto& [y, x] = challenges;
    const Ring& ring = statement.ring;
    auto& scalars = ring_scalars_[statement.ring_index];
    scalars.resize(ring.keys.size());
    const auto products = place_products(proof, ring.m, x, weight);
    for (std::size_t place = 0; place < products.size(); ++place)
        scalars[std::min(place, scalars.size() - 1)] += products[place];    // padding repeats the last key
    Scalar power(1);
    for (const Point& sigma : proof.sigma) {
        own(-(weight * power), sigma);
        power *= x;
    }
    own(weight * y * power, proof.tag);
    scalar_G_ += -(weight * proof.z);
    scalar_U_ += -(weight * proof.z * y);
}

void MatrixBatch::add(const MatrixStatement& statement, const MatrixProof& proof,
                      const MatrixChallenges& challenges, const EquationWeights& weights) {
    VOUCH_CHECK(proof.f.size() <= row_scalars_.size() && statement.ring_index < rings_.size());
    if (!weights[0].is_zero()) add_row_equation(proof, challenges.x, weights[0]);
    if (!weights[1].is_zero() || !weights[2].is_zero())
        add_level_equations(statement, proof, challenges, weights[1], weights[2]);
    if (!weights[3].is_zero()) add_ring_equation(statement, proof, challenges, weights[3]);
}

bool MatrixBatch::holds() const {
    std::vector<Scalar> scalars(own_scalars_);
    std::vector<Point> points(own_points_);
    const auto shared = [&](const Scalar& scalar, const Point& point) {
        scalars.push_back(scalar);
        points.push_back(point);
    };
    shared(scalar_G_, Point::generator());
    shared(scalar_U_, U_);
    shared(scalar_Y_, Y_);
    shared(scalar_K_, generators_.K);
    for (std::size_t j = 0; j < row_scalars_.size(); ++j)
        for (std::size_t i = 0; i < kColumns; ++i) {
            shared(row_scalars_[j].K[i], generators_.rows[j][i].K);
            shared(row_scalars_[j].L[i], generators_.rows[j][i].L);
        }
    for (std::size_t g = 0; g < ring_scalars_.size(); ++g)
        for (std::size_t place = 0; place < ring_scalars_[g].size(); ++place)
            shared(ring_scalars_[g][place], rings_[g].keys[place]);
    return multi_scalar_multiply(scalars, points).is_identity();
}

int first_failing_equation(const MatrixStatement& statement, const MatrixProof& proof,
                           const MatrixChallenges& challenges) {
    // The only ring here is the statement's own, at index 0: the challenges, which hold its real index, are
    // made.
    const MatrixStatement alone{statement.open_digest, statement.generators, statement.Y,
                                statement.U,           statement.w,          0,
                                statement.ring,        statement.revision};
    for (int equation = 1; equation <= 4; ++equation) {
        EquationWeights weights;
        weights[equation - 1] = Scalar(1);
        MatrixBatch batch(statement.generators, statement.Y, statement.U, {&statement.ring, 1});
        batch.add(alone, proof, challenges, weights);
        if (!batch.holds()) return equation;
    }
    return 0;
}

}    // namespace vouch
