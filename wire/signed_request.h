#pragma once
// What an organizer asks of a server outside the log: signed, for one connection to one place of one server.
// docs/architecture.md, "Transport".

#include <proto/service.pb.h>

#include <span>
#include <string>
#include <string_view>

#include "crypto/result.h"
#include "crypto/signature.h"

namespace vouch::wire {

namespace pb = vouch::v1;

/// Where such a request is good: once, on the connection that was greeted with that challenge, at that
/// address. A server that passes another's challenge on gets signatures that name itself.
struct SignedFor {
    Bytes32 challenge{};
    std::string address;    // "HOST[:PORT]" for a new conference, else "HOST[:PORT]/c/ID"
};

pb::Signed sign_request(const SigningKey& organizer, const SignedFor& signed_for,
                        const pb::OrganizerRequest& request);

/// The request, if one of `allowed` signed it for this place; bad signature or malformed otherwise. That the
/// address is one of the server's own is for the caller to see.
Result<pb::OrganizerRequest> check_request(const pb::Signed& message, const SignedFor& signed_for,
                                           std::span<const Bytes32> allowed);

}    // namespace vouch::wire
