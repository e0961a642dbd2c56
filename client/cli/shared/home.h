#pragma once
// A role's folder: which conference it belongs to, and the last checkpoint that was seen, so that no log is
// accepted later which does not hold it. Keys and secrets are in key_store.h.

#include <functional>
#include <optional>
#include <string>

#include "client/cli/shared/follow.h"
#include "client/cli/shared/session.h"

namespace vouch::client {

struct ConferenceRecord {
    std::string url;                       // "https://HOST/c/ID"
    std::string pin;                       // empty where the system's authorities decide
    std::optional<Bytes32> election_id;    // once known
    std::optional<Seen> seen;
};

void keep_record(const Path& home, const ConferenceRecord& record);
/// Not fitting where there is none yet; malformed where the file was changed.
Result<ConferenceRecord> read_record(const Path& home);
/// Stores what the follower saw last, and the election's ID.
void keep_seen(const Path& home, const LogFollower& log, const Bytes32& election_id);

/// A replica of the log of the conference in that folder. It is checked against what was seen before, and is
/// up to date.
struct Followed {
    ConferenceAddress address;
    Replica replica;
};
Result<Followed> follow_from(const Path& home, const ProgressCall& progress = {});

/// Binds a folder with a key to the conference at that place, once `belongs` has said that the conference
/// names the key. Not fitting where the folder belongs to another conference.
using Belongs = std::function<Status(const election::State&)>;
Status attach_folder(const Path& home, const ConferenceAddress& address, const Belongs& belongs,
                     const ProgressCall& progress = {});
/// Not fitting where the folder belongs to another conference than that one.
Status require_no_other_conference(const Path& home, const ConferenceAddress& address);

/// The address of the conference in the record, and that of its log.
Result<ConferenceAddress> conference_address(const ConferenceRecord& record);
FetchFile log_of(const ConferenceAddress& address);

}    // namespace vouch::client
