#include "crypto/bulk/matrix_batch.h"

namespace vouch {
namespace {

/// f[j,0] = x − f[j,1] − f[j,2] − f[j,3], and the three that travel.
std::array<BulkScalar, kColumns> full_row(const std::array<Scalar, kColumns - 1>& f, const BulkScalar& x) {
    const BulkScalar f1(f[0]), f2(f[1]), f3(f[2]);
    return {x - f1 - f2 - f3, f1, f2, f3};
}

/// Up to here a sum of proofs consists mostly of the ring's keys and the generators.
constexpr std::size_t kFewProofs = 64;

}    // namespace

MatrixBatch::MatrixBatch(const Generators& generators, const Point& Y, std::span<const Ring> rings)
    : generators_(generators),
      Y_(Y),
      rings_(rings),
      row_scalars_(generators.rows.size()),
      ring_scalars_(rings.size()) {}

// (1)  x·B + A = z_A·K + Σ f[j,i]·K[j,i] + Σ f[j,i](x − f[j,i])·L[j,i]
void MatrixBatch::add_row_equation(const Terms& terms, const BulkScalar& weight) {
    const MatrixProof& proof = terms.proof;
    const auto after_levels = terms.points.subspan(1 + 2 * proof.k());
    own(weight, after_levels[0]);              // A
    own(weight * terms.x, after_levels[1]);    // B
    scalar_K_ -= weight * BulkScalar(proof.z_A);
    for (std::size_t j = 0; j < terms.f.size(); ++j)
        for (std::size_t i = 0; i < kColumns; ++i) {
            const BulkScalar weighted = weight * terms.f[j][i];
            row_scalars_[j].K[i] -= weighted;
            row_scalars_[j].L[i] -= weighted * (terms.x - terms.f[j][i]);
        }
}

// (2)  x·Σ_j y^j·α_j + τ = z_r·G
// (3)  x·Σ_j y^j·β_j + υ = z_r·Y + (Σ_j y^j Σ_i w[i]·f[j,i])·G
// Never joined by weights known before z_r is fixed: docs/protocol.md says what that would allow.
void MatrixBatch::add_level_equations(const Terms& terms, const BulkScalar& weight2,
                                      const BulkScalar& weight3) {
    const MatrixProof& proof = terms.proof;
    const BulkScalar z_r(proof.z_r);
    BulkScalar power{Scalar(1)}, levels;
    for (std::size_t j = 0; j < proof.k(); ++j) {
        own(weight2 * terms.x * power, terms.points[1 + 2 * j]);    // α
        own(weight3 * terms.x * power, terms.points[2 + 2 * j]);    // β
        BulkScalar row;
        for (std::size_t i = 0; i < kColumns; ++i) row += BulkScalar(terms.statement.w[i]) * terms.f[j][i];
        levels += power * row;
        power *= terms.y;
    }
    const auto after_levels = terms.points.subspan(1 + 2 * proof.k());
    own(weight2, after_levels[2]);    // τ
    own(weight3, after_levels[3]);    // υ
    scalar_G_ -= weight2 * z_r + weight3 * levels;
    scalar_Y_ -= weight3 * z_r;
}

// (4)  Σ_i P_i·ring[i] + y·x^m·tag − Σ_d x^d·σ_d = z·(G + y·U) + z_u·(W + y·U')
void MatrixBatch::add_ring_equation(const Terms& terms, const BulkScalar& weight) {
    const auto& [statement, proof, points, x, y, f] = terms;
    ring_scalars_[statement.ring_index].add(std::span(f).subspan(proof.k(), statement.ring.m), weight);
    BulkScalar power{Scalar(1)};
    for (const AffinePoint& sigma : points.subspan(5 + 2 * proof.k())) {
        own(-(weight * power), sigma);
        power *= x;
    }
    own(weight * y * power, points[0]);    // tag
    const BulkScalar weighted = weight * BulkScalar(proof.z);
    scalar_G_ -= weighted;
    scalar_U_ -= weighted * y;
    const BulkScalar weighted_u = weight * BulkScalar(proof.z_u);
    scalar_W_ -= weighted_u;
    scalar_U_prime_ -= weighted_u * y;
}

void MatrixBatch::add(const MatrixStatement& statement, const MatrixProof& proof,
                      std::span<const AffinePoint> points, const MatrixChallenges& challenges,
                      const EquationWeights& weights) {
    const Ring& ring = statement.ring;
    VOUCH_CHECK(statement.ring_index < rings_.size() && &ring == &rings_[statement.ring_index]);
    VOUCH_CHECK(!ring.keys.empty() && proof.sigma.size() == ring.m);
    VOUCH_CHECK(points.size() == 5 + 2 * proof.k() + ring.m);
    VOUCH_CHECK(proof.f.size() == proof.k() + ring.m && proof.f.size() <= row_scalars_.size());
    ++proofs_;
    Terms terms{statement, proof, points, BulkScalar(challenges.x), BulkScalar(challenges.y), {}};
    for (const auto& row : proof.f) terms.f.push_back(full_row(row, terms.x));
    const std::array<BulkScalar, 4> weight{BulkScalar(weights[0]), BulkScalar(weights[1]),
                                           BulkScalar(weights[2]), BulkScalar(weights[3])};
    if (!weight[0].is_zero()) add_row_equation(terms, weight[0]);
    if (!weight[1].is_zero() || !weight[2].is_zero()) add_level_equations(terms, weight[1], weight[2]);
    if (!weight[3].is_zero()) add_ring_equation(terms, weight[3]);
}

bool MatrixBatch::holds() && {
    PointSum& sum = own_;
    sum.add(scalar_G_.scalar(), Point::generator());
    sum.add(scalar_Y_.scalar(), Y_);
    const auto table_of = [this](const DecodedPoints& decoded, std::span<const Point> points) {
        return proofs_ <= kFewProofs ? decoded.of_most(points) : decoded.of(points);
    };
    std::vector<Scalar> scalars{scalar_W_.scalar(), scalar_U_.scalar(), scalar_U_prime_.scalar(),
                                scalar_K_.scalar()};
    for (const RowScalars& row : row_scalars_)
        for (std::size_t i = 0; i < kColumns; ++i) {
            scalars.push_back(row.K[i].scalar());
            scalars.push_back(row.L[i].scalar());
        }
    sum.add(scalars, table_of(generators_.decoded, generators_.in_order));
    for (std::size_t g = 0; g < ring_scalars_.size(); ++g) {
        if (ring_scalars_[g].empty()) continue;
        const std::size_t keys = rings_[g].keys.size();
        scalars.assign(keys, Scalar());
        std::vector<BulkScalar> of_places = ring_scalars_[g].sums();
        for (; of_places.size() > keys; of_places.pop_back())    // padding repeats the last key
            of_places[keys - 1] += of_places.back();
        for (std::size_t i = 0; i < keys; ++i) scalars[i] = of_places[i].scalar();
        sum.add(scalars, table_of(rings_[g].decoded, rings_[g].keys));
    }
    return sum.value().is_identity();
}

int first_failing_equation(const MatrixStatement& statement, const MatrixProof& proof,
                           std::span<const AffinePoint> points, const MatrixChallenges& challenges) {
    // The only ring here is the statement's own, at index 0: the challenges, which hold its real index, are
    // made.
    const MatrixStatement alone{statement.open_digest, statement.generators, statement.Y, statement.w, 0,
                                statement.ring,        statement.revision};
    for (int equation = 1; equation <= 4; ++equation) {
        EquationWeights weights;
        weights[equation - 1] = Scalar(1);
        MatrixBatch batch(statement.generators, statement.Y, {&statement.ring, 1});
        batch.add(alone, proof, points, challenges, weights);
        if (!std::move(batch).holds()) return equation;
    }
    return 0;
}

}    // namespace vouch
