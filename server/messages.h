#pragma once
// Between the server's types and the messages of proto/service.proto. For session.cpp.

#include <proto/service.pb.h>

#include "server/conference.h"

namespace vouch::server {

namespace pb = vouch::v1;

/// Malformed where the bytes are no such message.
template <class Message>
Result<Message> parse(ByteView bytes) {
    Message message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return {Reason::malformed, "not a message of this service"};
    return message;
}
Bytes serialize(const pb::Response& response);

pb::Refusal refusal_of(const Rejection& rejection);
pb::Refusal refusal_of(const election::CastRefusal& refusal);
pb::Progress progress_of(const Published& published);
pb::KeyCards key_cards_of(const std::vector<KeyCard>& cards);
Result<KeyCard> key_card_of(const pb::KeyCard& message);

/// frame("vouch/1/request") || the greeting's challenge || frame(request)
Bytes request_message(const Bytes32& challenge, ByteView request);

}    // namespace vouch::server
