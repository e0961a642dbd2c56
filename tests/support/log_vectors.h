#pragma once
// The entries over which docs/audit-log-format.md, section 8, gives roots, tiles and proofs.

#include <string>
#include <vector>

#include "crypto/bytes.h"

namespace vouch::testing {

/// The eight entries of section 8.2.
inline std::vector<Bytes> small_entries() {
    std::vector<Bytes> entries;
    for (const char* hex :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        entries.push_back(*from_hex(hex));
    return entries;
}

/// Entry i of the tree of 70,000: the ASCII decimal of i.
inline Bytes decimal_entry(std::size_t i) {
    return copy(bytes_of(std::to_string(i)));
}

}    // namespace vouch::testing
