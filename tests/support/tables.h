#pragma once
// The tables of real figures in tests/data.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/vectors.h"

namespace vouch::testing {

struct ResultRow {
    std::string position;
    std::uint32_t high = 0, medium = 0, low = 0;
    std::string pct_high, pct_medium, pct_low;    // as published
};

/// position,high,medium,low,pct_high,pct_medium,pct_low; a position may be quoted.
std::vector<ResultRow> read_results(const std::filesystem::path& path);

}    // namespace vouch::testing
