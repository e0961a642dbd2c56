#include "crypto/bulk/ring_scalars.h"

namespace vouch {
namespace {

/// first·Π_d digits[d][i_d] for every i, from the most significant digit down.
void append_products(std::span<const RingScalars::Row> digits, const BulkScalar& first,
                     std::vector<BulkScalar>& out) {
    std::vector<BulkScalar> products{first};
    for (std::size_t d = digits.size(); d-- > 0;) {
        std::vector<BulkScalar> next;
        next.reserve(products.size() * kColumns);
        for (const BulkScalar& product : products)
            for (const BulkScalar& f_i : digits[d]) next.push_back(product * f_i);
        products = std::move(next);
    }
    out.insert(out.end(), products.begin(), products.end());
}

/// `rows` lists one behind the other, as columns: all first elements, all second ones, …
std::vector<SplitScalar> columns_of(const std::vector<BulkScalar>& lists, std::size_t rows) {
    const std::size_t columns = lists.size() / rows;
    std::vector<SplitScalar> out;
    out.reserve(lists.size());
    for (std::size_t column = 0; column < columns; ++column)
        for (std::size_t row = 0; row < rows; ++row) out.emplace_back(lists[row * columns + column]);
    return out;
}

}    // namespace

void RingScalars::add(std::span<const Row> digits, const BulkScalar& weight) {
    const std::size_t lower = digits.size() / 2;
    append_products(digits.first(lower), BulkScalar(Scalar(1)), lower_);
    append_products(digits.subspan(lower), weight, upper_);
    ++ballots_;
}

std::vector<BulkScalar> RingScalars::sums() const {
    if (empty()) return {};
    std::vector<BulkScalar> out;
    if (ballots_ == 1) {
        for (const BulkScalar& u : upper_)
            for (const BulkScalar& l : lower_) out.push_back(u * l);
        return out;
    }
    const auto lower = columns_of(lower_, ballots_), upper = columns_of(upper_, ballots_);
    out.reserve((lower.size() / ballots_) * (upper.size() / ballots_));
    for (std::size_t u = 0; u < upper.size(); u += ballots_)
        for (std::size_t l = 0; l < lower.size(); l += ballots_)
            out.push_back(sum_of_products(std::span(upper).subspan(u, ballots_),
                                          std::span(lower).subspan(l, ballots_)));
    return out;
}

}    // namespace vouch
