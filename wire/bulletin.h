#pragma once
// What a trustee or an organizer tells the others beside the log: proto/service.proto, "Bulletin".

#include <proto/service.pb.h>

#include "crypto/result.h"
#include "crypto/signature.h"

namespace vouch::wire {

namespace pb = vouch::v1;

/// One of each may stand for a key.
enum class BulletinKind : std::uint8_t { ready = 2, paper_figures = 3, hall_screen = 4 };

/// A bulletin whose signature was checked.
struct CheckedBulletin {
    Bytes32 key{};
    BulletinKind kind{};
    pb::BulletinContent content;
};

/// As in Bulletin.content. Malformed where it is another message, or of no kind.
Result<BulletinKind> kind_of(const pb::BulletinContent& content);

pb::Bulletin sign_bulletin(const SigningKey& key, const Bytes32& election_id,
                           const pb::BulletinContent& content);

/// Too large, malformed, or bad signature where its key did not sign it for this election. Whose key it is,
/// and whether that one may post a bulletin of this kind, is for the caller to see.
Result<CheckedBulletin> check_bulletin(const pb::Bulletin& bulletin, const Bytes32& election_id);

}    // namespace vouch::wire
