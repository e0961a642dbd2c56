#pragma once
// What is fuzzed: every decoder (tests/hostile/decoders.h), and the rules as a whole. A target takes any
// bytes and throws std::logic_error where something that has to hold does not.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/bytes.h"

namespace vouch::testing {

struct Target {
    std::string name;
    std::vector<Bytes> seeds;    // where mutation begins, beside the corpus
    std::function<void(ByteView)> run;
    std::size_t one_run_in = 1;    // fewer runs where one is slow
};

/// Every target, the rules ("apply") last.
std::vector<Target> fuzz_targets();
/// The one of that name; throws std::invalid_argument where there is none.
Target fuzz_target(std::string_view name);

}    // namespace vouch::testing
