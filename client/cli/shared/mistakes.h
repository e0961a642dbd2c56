#pragma once
// The mistakes in a file that a person wrote. One pass finds all of them, so that one round of corrections is
// enough.

#include <string>
#include <utility>
#include <vector>

#include "client/cli/shared/text.h"

namespace vouch::client {

struct Mistake {
    std::string where;    // "line 12", "official 3, dossier.toml, line 4"
    std::string what;     // "the number 7 stands in line 5 already"
};
using Mistakes = std::vector<Mistake>;

/// One mistake a line, in any file: "line 12: the name is empty".
inline std::string to_string(const Mistakes& mistakes) {
    std::string out;
    for (const auto& [where, what] : mistakes) out += shown(where) + ": " + shown(what) + "\n";
    return out;
}

/// The value that was read. It is used only where there are no mistakes.
template <class T>
struct Checked {
    T value{};
    Mistakes mistakes;

    bool ok() const { return mistakes.empty(); }
    void wrong(std::string where, std::string what) {
        mistakes.push_back({std::move(where), std::move(what)});
    }
};

}    // namespace vouch::client
