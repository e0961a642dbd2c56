#include "wire/messages.h"

#include "wire/quiet_parser.h"

#include "wire/conference_id.h"
#include "wire/limits.h"

namespace vouch::wire {

pb::KeyCard message_of(const KeyCard& card) {
    pb::KeyCard out;
    out.set_name(card.name);
    out.set_sign_key(text_of(card.sign_key));
    out.set_box_key(text_of(card.box_key));
    return out;
}

Result<KeyCard> key_card_in(const pb::KeyCard& message) {
    VOUCH_TRY(sign_key, exactly<32>(bytes_of(message.sign_key())));
    VOUCH_TRY(box_key, exactly<32>(bytes_of(message.box_key())));
    if (message.name().empty() || message.name().size() > kTrusteeNameBytesMax)
        return {Reason::malformed, "a trustee's name is empty or too long"};
    return KeyCard{message.name(), sign_key, box_key};
}

pb::Submitted message_of(const Submitted& submitted) {
    pb::Submitted out;
    out.set_index(submitted.index);
    out.set_leaf_hash(text_of(submitted.leaf_hash));
    return out;
}

Result<Submitted> submitted_in(const pb::Submitted& message) {
    VOUCH_TRY(leaf_hash, exactly<32>(bytes_of(message.leaf_hash())));
    return Submitted{message.index(), leaf_hash};
}

pb::Frozen message_of(const Frozen& frozen) {
    pb::Frozen out;
    out.set_index(frozen.index);
    out.set_root(text_of(frozen.root));
    out.set_for_ms(frozen.for_ms);
    return out;
}

Result<Frozen> frozen_in(const pb::Frozen& message) {
    VOUCH_TRY(root, exactly<32>(bytes_of(message.root())));
    return Frozen{message.index(), root, message.for_ms()};
}

pb::Created message_of(const Created& created) {
    pb::Created out;
    out.set_conference(created.conference);
    out.set_log_vkey(created.log_vkey);
    out.set_box_key(text_of(created.box_key));
    return out;
}

Result<Created> created_in(const pb::Created& message) {
    VOUCH_TRY(box_key, exactly<32>(bytes_of(message.box_key())));
    if (!is_conference_id(message.conference())) return {Reason::malformed, "not the ID of a conference"};
    return Created{message.conference(), message.log_vkey(), box_key};
}

Rejection rejection_in(const pb::Refusal& message) {
    const std::uint32_t number = message.reason();
    const bool known = number >= static_cast<std::uint32_t>(Reason::malformed) &&
                       number <= static_cast<std::uint32_t>(Reason::puzzle_needed);
    return {known ? static_cast<Reason>(number) : Reason::malformed, message.detail()};
}

void keep_parser_quiet() {
    google::protobuf::SetLogHandler(nullptr);
}

}    // namespace vouch::wire
