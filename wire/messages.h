#pragma once
// Between the messages of proto/service.proto and what both programs call them. The header of those messages
// is a large one: only what speaks to the other side includes this.

#include <proto/service.pb.h>

#include "crypto/result.h"
#include "wire/answers.h"
#include "wire/key_card.h"

namespace vouch::wire {

namespace pb = vouch::v1;

/// Malformed where the bytes are no such message.
template <class Message>
Result<Message> parse(ByteView bytes) {
    Message message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return {Reason::malformed, "not a message of this service"};
    return message;
}
template <class Message>
Bytes serialize(const Message& message) {
    Bytes out(message.ByteSizeLong());
    message.SerializeToArray(out.data(), static_cast<int>(out.size()));
    return out;
}

// To a message, and from what the other side sent: malformed where a field has another shape.

pb::KeyCard message_of(const KeyCard& card);
Result<KeyCard> key_card_in(const pb::KeyCard& message);

pb::Submitted message_of(const Submitted& submitted);
Result<Submitted> submitted_in(const pb::Submitted& message);

pb::Frozen message_of(const Frozen& frozen);
Result<Frozen> frozen_in(const pb::Frozen& message);

pb::Created message_of(const Created& created);
Result<Created> created_in(const pb::Created& message);

/// The server's words stand in it as they came: shown(), before a person reads them. A reason that this
/// program does not know is still a refusal.
Rejection rejection_in(const pb::Refusal& message);

}    // namespace vouch::wire
