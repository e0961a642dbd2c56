#include "crypto/result.h"

#include <cstdio>
#include <cstdlib>

namespace vouch {

std::string_view name(Reason reason) {
    switch (reason) {
        case Reason::malformed:
            return "malformed";
        case Reason::too_large:
            return "too large";
        case Reason::duplicate:
            return "duplicate";
        case Reason::wrong_phase:
            return "wrong phase";
        case Reason::unknown_election:
            return "unknown election";
        case Reason::bad_signature:
            return "bad signature";
        case Reason::bad_proof:
            return "bad proof";
        case Reason::wrong_revision:
            return "wrong revision";
        case Reason::not_on_the_roll:
            return "not on the roll";
        case Reason::number_taken:
            return "number taken";
        case Reason::too_early:
            return "too early";
        case Reason::over_capacity:
            return "over capacity";
        case Reason::not_fitting:
            return "not fitting";
        case Reason::puzzle_needed:
            return "puzzle needed";
    }
    return "unknown reason";
}

std::string to_string(const Rejection& rejection) {
    std::string text(name(rejection.reason));
    if (!rejection.detail.empty()) text += " (" + rejection.detail + ")";
    return text;
}

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "vouch: internal check failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}    // namespace vouch
