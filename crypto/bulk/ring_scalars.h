#pragma once
// What the keys of a ring are multiplied by in equation 4 of docs/protocol.md, section 6.3, added up over the
// ballots of a batch: at place i, Σ weight·P_i with P_i = Π_d f[k+d, i_d]. Public data only; variable time.

#include <span>
#include <vector>

#include "crypto/bulk/backend.h"
#include "crypto/matrix_proof.h"

namespace vouch {

/// P_i of a ballot is a product over its upper digits times one over its lower digits. Only these two short
/// lists are made for each ballot. For each place the products are added up over all ballots and reduced
/// once.
class RingScalars {
public:
    using Row = std::array<BulkScalar, kColumns>;

    /// `digits` are the rows f[k], …, f[k+m−1] of a ballot; the same number of them each time.
    void add(std::span<const Row> digits, const BulkScalar& weight);
    bool empty() const { return upper_.empty(); }
    /// One for each of the 4^m places.
    std::vector<BulkScalar> sums() const { return sums(bulk_backend()); }
    std::vector<BulkScalar> sums(const BulkBackend& backend) const;

private:
    std::vector<std::vector<SplitScalar>> upper_;    // for each place of the upper digits, ballot by ballot
    ScalarRows lower_;                               // a row a ballot
};

}    // namespace vouch
