#pragma once
// Looking a tracker up: counted, superseded, or not there. docs/protocol.md, section 9. It is an index beside
// the state over every ballot of the log.

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "election/state.h"

namespace vouch::election {

enum class Standing { counted, superseded, absent };
std::string_view name(Standing standing);

struct LookupResult {
    Standing standing = Standing::absent;
    std::uint64_t index = 0;       // the entry's place in the log
    std::uint32_t revision = 0;    // of the ballot
};

class TrackerIndex {
public:
    /// Called for each entry that apply took, in log order. Remembers a ballot's tracker and ignores other
    /// entries.
    std::optional<Bytes32> add(const State& state, const Entry& entry);
    /// "Counted" as long as there is no later revision. It is final after the close.
    LookupResult find(const Bytes32& tracker) const;
    /// The tag of the ballot with that tracker; nothing where there is none.
    std::optional<Bytes32> tag_of(const Bytes32& tracker) const;
    /// The tracker that is shown as these characters; nothing where no ballot has it.
    std::optional<Bytes32> shown_as(std::string_view characters) const;

private:
    struct LoggedBallot {
        std::uint64_t index;
        std::uint32_t revision;
        Bytes32 tag;
    };
    std::unordered_map<Bytes32, LoggedBallot, DigestHash> by_tracker_;
    std::unordered_map<Bytes32, std::uint64_t, DigestHash> last_of_tag_;    // its entry's place in the log
};

}    // namespace vouch::election
