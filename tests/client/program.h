#pragma once
// The `vouch` program.

#include "tests/support/program.h"

namespace vouch::testing {

inline Ran vouch_command(const std::string& words, const std::string& environment = "") {
    return run_program(VOUCH_BINARY, words, environment);
}

}    // namespace vouch::testing
