#include "crypto/bulk/ring_scalars.h"

#include <algorithm>

namespace vouch {
namespace {

/// first·Π_d digits[d][i_d] for every i, from the most significant digit down.
std::vector<BulkScalar> products_of(std::span<const RingScalars::Row> digits, const BulkScalar& first) {
    std::vector<BulkScalar> products{first};
    for (std::size_t d = digits.size(); d-- > 0;) {
        std::vector<BulkScalar> next;
        next.reserve(products.size() * kColumns);
        for (const BulkScalar& product : products)
            for (const BulkScalar& f_i : digits[d]) next.push_back(product * f_i);
        products = std::move(next);
    }
    return products;
}

}    // namespace

void RingScalars::add(std::span<const Row> digits, const BulkScalar& weight) {
    const std::size_t lower = digits.size() / 2;
    lower_.add(products_of(digits.first(lower), BulkScalar(Scalar(1))));
    const auto upper = products_of(digits.subspan(lower), weight);
    upper_.resize(upper.size());
    for (std::size_t u = 0; u < upper.size(); ++u) upper_[u].emplace_back(upper[u]);
}

std::vector<BulkScalar> RingScalars::sums(const BulkBackend& backend) const {
    std::vector<BulkScalar> out;
    std::vector<Places> unreduced(lower_.columns);
    for (const std::vector<SplitScalar>& factors : upper_) {
        const std::size_t start = out.size();
        out.resize(start + lower_.columns);
        for (std::size_t first = 0; first < factors.size(); first += kProductsAtOnce) {
            const std::size_t count = std::min(kProductsAtOnce, factors.size() - first);
            backend.products(std::span(factors).subspan(first, count), lower_, first, unreduced);
            for (std::size_t l = 0; l < unreduced.size(); ++l) out[start + l] += BulkScalar(unreduced[l]);
        }
    }
    return out;
}

}    // namespace vouch
