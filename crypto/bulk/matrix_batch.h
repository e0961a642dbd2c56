#pragma once
// Checks the four equations of docs/protocol.md, sections 6.3 and 6.4, of one proof or of many at once: each
// equation is multiplied by a weight of its own, all are added up, and one multi-scalar multiplication is
// compared with the identity. Public data only; variable time.

#include <array>
#include <span>
#include <vector>

#include "crypto/bulk/msm.h"
#include "crypto/bulk/ring_scalars.h"

namespace vouch {

/// One weight per equation. Random and drawn after the batch is fixed; zero leaves an equation out.
using EquationWeights = std::array<Scalar, 4>;

/// A sum of weighted equations over one statement's generators, keys and rings.
class MatrixBatch {
public:
    /// The arguments outlive the batch. Every proof that is added is over these generators and one of these
    /// rings.
    MatrixBatch(const Generators& generators, const Point& Y, std::span<const Ring> rings);

    /// statement.ring is rings[statement.ring_index]; `points` are the proof's, decoded, in the order of
    /// MatrixProof's members.
    void add(const MatrixStatement& statement, const MatrixProof& proof, std::span<const AffinePoint> points,
             const MatrixChallenges& challenges, const EquationWeights& weights);
    /// Whether every equation that was added holds, with an error of 2^-128 for weights as above. It is
    /// called once, since it consumes what was collected.
    bool holds() &&;

private:
    struct RowScalars {
        std::array<BulkScalar, kColumns> K, L;
    };
    using Row = RingScalars::Row;
    /// What one proof's equations have in common.
    struct Terms {
        const MatrixStatement& statement;
        const MatrixProof& proof;
        std::span<const AffinePoint> points;    // the proof's: tag; α, β of each official; A, B, τ, υ; each σ
        BulkScalar x, y;
        std::vector<Row> f;    // with the column that does not travel
    };
    void add_row_equation(const Terms& terms, const BulkScalar& weight);
    void add_level_equations(const Terms& terms, const BulkScalar& weight2, const BulkScalar& weight3);
    void add_ring_equation(const Terms& terms, const BulkScalar& weight);
    void own(const BulkScalar& scalar, const AffinePoint& point) {
        own_.add(scalar.scalar(), AffineAddend(point));
    }

    const Generators& generators_;
    const Point& Y_;
    std::span<const Ring> rings_;
    std::size_t proofs_ = 0;
    BulkScalar scalar_G_, scalar_W_, scalar_U_, scalar_U_prime_, scalar_Y_, scalar_K_;
    std::vector<RowScalars> row_scalars_;
    std::vector<RingScalars> ring_scalars_;    // per ring
    PointSum own_;                             // the proofs' own points
};

/// The first equation (1 to 4) that one proof does not fulfil; 0 where all hold.
int first_failing_equation(const MatrixStatement& statement, const MatrixProof& proof,
                           std::span<const AffinePoint> points, const MatrixChallenges& challenges);

}    // namespace vouch
