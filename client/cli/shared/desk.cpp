#include "client/cli/shared/desk.h"

#include "client/cli/shared/not_now.h"
#include "client/cli/shared/says.h"
#include "election/entry.h"

namespace vouch::client {

Desk::Desk(Path home, Followed followed)
    : home_(std::move(home)),
      address_(std::move(followed.address)),
      replica_(std::move(followed.replica)),
      session_(Session::with_conference(address_)) {}

Result<Desk> Desk::open(const Path& home, const ProgressCall& progress) {
    VOUCH_TRY(followed, follow_from(home, progress));
    return Desk(home, std::move(followed));
}

Status Desk::update() {
    VOUCH_REQUIRE(replica_.update());
    keep_seen(home_, replica_.log(), state().election_id);
    return accepted();
}

Status Desk::submit(ByteView entry) {
    if (entry.size() > election::kEntryBytesMax) return refused(Reason::too_large, says().log.too_large);
    VOUCH_TRY(read, election::decode_entry(entry));
    VOUCH_REQUIRE(allowed_now(read.kind(), state().phase));    // in words, which the server has not
    VOUCH_TRY(submitted, session_.submit(entry));
    VOUCH_REQUIRE(replica_.update_past(submitted.index));
    keep_seen(home_, replica_.log(), state().election_id);
    return accepted();
}

}    // namespace vouch::client
