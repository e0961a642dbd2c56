#pragma once
// Looking a tracker up: counted, superseded, or not there. docs/protocol.md, section 9. Built beside the
// state, over every ballot of the log, by whoever answers or asks such questions.

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "election/state.h"

namespace vouch::election {

enum class Standing { counted, superseded, absent };
std::string_view name(Standing standing);

struct Lookup {
    Standing standing = Standing::absent;
    std::uint64_t index = 0;       // the entry's place in the log
    std::uint32_t revision = 0;    // of the ballot
};

class TrackerIndex {
public:
    /// After apply took the entry, in log order: a ballot's tracker. Entries other than ballots are passed
    /// over.
    std::optional<Bytes32> add(const State& state, const Entry& entry);
    /// "Counted" until a later revision comes; for good after the close.
    Lookup find(const Bytes32& tracker) const;
    /// The tag of the ballot with that tracker; nothing where there is none.
    std::optional<Bytes32> tag_of(const Bytes32& tracker) const;
    /// The tracker that spoken shows so; nothing where no ballot has such a one.
    std::optional<Bytes32> shown_as(std::string_view characters) const;

private:
    struct Place {
        std::uint64_t index;
        std::uint32_t revision;
        Bytes32 tag;
    };
    std::unordered_map<Bytes32, Place, DigestHash> by_tracker_;
    std::unordered_map<Bytes32, std::uint64_t, DigestHash> last_of_tag_;    // its entry's place in the log
};

}    // namespace vouch::election
