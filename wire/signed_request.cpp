#include "wire/signed_request.h"

#include <algorithm>

#include "crypto/transcript.h"
#include "wire/messages.h"

namespace vouch::wire {
namespace {

/// frame("vouch/1/request") || challenge || frame(address) || frame(request)
Bytes signed_bytes(const SignedFor& signed_for, ByteView request) {
    Bytes out = frame_of(bytes_of("vouch/1/request"));
    append(out, signed_for.challenge);
    append(out, frame_of(bytes_of(signed_for.address)));
    append(out, frame_of(request));
    return out;
}

}    // namespace

pb::Signed sign_request(const SigningKey& organizer, const SignedFor& signed_for,
                        const pb::OrganizerRequest& request) {
    pb::Signed out;
    out.set_request(request.SerializeAsString());
    out.set_address(signed_for.address);
    out.set_key(text_of(organizer.public_key()));
    out.set_signature(text_of(organizer.sign(signed_bytes(signed_for, bytes_of(out.request())))));
    return out;
}

Result<pb::OrganizerRequest> check_request(const pb::Signed& message, const SignedFor& signed_for,
                                           std::span<const Bytes32> allowed) {
    VOUCH_TRY(key, exactly<32>(bytes_of(message.key())));
    VOUCH_TRY(signature, exactly<64>(bytes_of(message.signature())));
    if (std::ranges::find(allowed, key) == allowed.end())
        return {Reason::bad_signature, "not the key of an organizer"};
    const ByteView request = bytes_of(message.request());
    if (!signature_holds(key, signed_bytes(signed_for, request), signature))
        return {Reason::bad_signature, "not signed for this connection"};
    return parse<pb::OrganizerRequest>(request);
}

}    // namespace vouch::wire
