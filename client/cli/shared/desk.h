#pragma once
// What whoever works on a conference has open: its folder's conference, a replica of the log, and a session
// with the server. An organizer, a trustee and a witness each have one, with their own key beside it. One
// thread.

#include "client/cli/shared/home.h"

namespace vouch::client {

class Desk {
public:
    /// The conference that the folder belongs to, replayed to its end. Rejects as follow_from does.
    static Result<Desk> open(const Path& home, const ProgressCall& progress = {});

    /// Brings the replica up to date, and keeps in the folder what was seen.
    Status update();
    /// The entry is in the log, on stable storage and in this replica when it returns. Too large where it
    /// does not fit into an entry.
    Status submit(ByteView entry);

    const election::State& state() const { return replica_.state(); }
    const Replica& replica() const { return replica_; }
    const ConferenceAddress& address() const { return address_; }
    Session& session() { return session_; }

private:
    Desk(Path home, Followed followed);
    Path home_;
    ConferenceAddress address_;
    Replica replica_;
    Session session_;
};

}    // namespace vouch::client
