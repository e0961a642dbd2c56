#pragma once
// Texts that people write, changed in one place, and what is said of them.

#include <stdexcept>
#include <string>

#include "client/cli/shared/mistakes.h"

namespace vouch::testing {

/// Throws std::logic_error, which fails a test, where `from` is not in it.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("not in the text: " + from);
    return text.replace(at, from.size(), to);
}

/// Whether one of the mistakes stands there and says that.
inline bool has(const client::Mistakes& mistakes, const std::string& where, const std::string& part) {
    for (const auto& mistake : mistakes)
        if (mistake.where == where && mistake.what.find(part) != std::string::npos) return true;
    return false;
}

}    // namespace vouch::testing
