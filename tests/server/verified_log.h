#pragma once
// The log that a server publishes, as anybody checks it.

#include "crypto/log_check.h"
#include "election/replay.h"
#include "tests/server/test_server.h"

namespace vouch::testing {

/// The log as it is published, held against its checkpoint and replayed.
inline std::vector<Bytes> verified_log(AnyServer& server, const TestConference& conference) {
    const Checkpoint checkpoint = checkpoint_of(server, conference.path, conference.log_vkey());
    std::vector<Bytes> entries;
    election::Replay replay(system_rng());
    const auto fetch = [&](const std::string& path) -> std::optional<Bytes> {
        auto reply = server.get(conference.path + "/log/" + path);
        if (reply.status != 200) return {};
        return std::move(reply.body);
    };
    const auto take = [&](std::uint64_t, ByteView entry, const LeafHash& hash) {
        entries.push_back(copy(entry));
        replay.feed(entry, hash);
        return accepted();
    };
    const auto fault = check_log(checkpoint.size, checkpoint.root, fetch, take);
    INFO((fault ? to_string(*fault) : ""));
    REQUIRE_FALSE(fault.has_value());
    REQUIRE(replay.finish());
    return entries;
}

}    // namespace vouch::testing
