// What the other side sent is read strictly: another shape is a rejection, never a value with holes.

#include "wire/messages.h"

#include <catch2/catch.hpp>

#include "wire/limits.h"

using namespace vouch;
using namespace vouch::wire;

namespace {

Reason reason_of(const Rejection& rejection) {
    return rejection.reason;
}

}    // namespace

TEST_CASE("a key card comes out as it went in") {
    const KeyCard card{"Trần Thị Hà", Bytes32{1, 2}, Bytes32{3, 4}};
    CHECK(*key_card_in(message_of(card)) == card);

    pb::KeyCard message = message_of(card);
    message.set_sign_key("short");
    CHECK(reason_of(key_card_in(message).rejection()) == Reason::malformed);
    message = message_of(card);
    message.set_box_key(message.box_key() + "x");
    CHECK_FALSE(key_card_in(message).ok());
    for (const std::size_t length : {std::size_t{0}, kTrusteeNameBytesMax + 1}) {
        message = message_of(card);
        message.set_name(std::string(length, 'x'));
        CHECK_FALSE(key_card_in(message).ok());
    }
    message.set_name(std::string(kTrusteeNameBytesMax, 'x'));
    CHECK(key_card_in(message).ok());
}

TEST_CASE("answers come out as they went in, and nothing else does") {
    const auto submitted = submitted_in(message_of(Submitted{7, Bytes32{9}}));
    CHECK(submitted->index == 7);
    CHECK(submitted->leaf_hash == Bytes32{9});
    CHECK_FALSE(submitted_in(pb::Submitted()).ok());

    const auto frozen = frozen_in(message_of(Frozen{8, Bytes32{5}, 60'000}));
    CHECK(frozen->index == 8);
    CHECK(frozen->root == Bytes32{5});
    CHECK(frozen->for_ms == 60'000);
    CHECK_FALSE(frozen_in(pb::Frozen()).ok());

    const Created made{"0123456789abcdef", "vkey", Bytes32{6}};
    CHECK(created_in(message_of(made))->conference == made.conference);
    CHECK(created_in(message_of(made))->log_vkey == made.log_vkey);
    CHECK(created_in(message_of(made))->box_key == made.box_key);
    CHECK_FALSE(created_in(pb::Created()).ok());
    pb::Created elsewhere = message_of(made);
    elsewhere.set_conference("../../etc");
    CHECK_FALSE(created_in(elsewhere).ok());
}

TEST_CASE("a reason that nobody knows is still a refusal") {
    pb::Refusal message;
    message.set_detail("why not");
    for (const std::uint32_t number : {0u, 15u, 4'000'000'000u}) {
        message.set_reason(number);
        CHECK(reason_of(rejection_in(message)) == Reason::malformed);
    }
    message.set_reason(static_cast<std::uint32_t>(Reason::too_early));
    CHECK(reason_of(rejection_in(message)) == Reason::too_early);
    CHECK(rejection_in(message).detail == "why not");
}

TEST_CASE("bytes that are no message are a rejection") {
    CHECK_FALSE(parse<pb::Request>(bytes_of("\xff\xff")).ok());
    pb::Request request;
    request.set_id(3);
    CHECK(parse<pb::Request>(serialize(request))->id() == 3);
}
