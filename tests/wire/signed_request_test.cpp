// An organizer's request is good on one connection, at one address, signed by one of those who may ask.

#include "wire/signed_request.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace vouch;
using namespace vouch::wire;

namespace {

const SigningKey organizer{SecretBytes<32>(Bytes32{1})}, stranger{SecretBytes<32>(Bytes32{2})};
const SignedFor here{Bytes32{7, 8, 9}, "vote.example/c/0123456789abcdef"};

pb::OrganizerRequest a_request() {
    pb::OrganizerRequest out;
    out.mutable_invite()->set_count(3);
    return out;
}
Reason refusal(const pb::Signed& message, const SignedFor& signed_for = here) {
    const std::vector<Bytes32> allowed{organizer.public_key()};
    const auto checked = check_request(message, signed_for, allowed);
    REQUIRE_FALSE(checked.ok());
    return checked.rejection().reason;
}

}    // namespace

TEST_CASE("a request is what docs/architecture.md says, byte for byte") {
    const pb::Signed message = sign_request(organizer, here, a_request());
    Bytes expected;
    const auto frame = [&](ByteView bytes) {
        append(expected, le64(bytes.size()));
        append(expected, bytes);
    };
    frame(bytes_of("vouch/1/request"));
    append(expected, here.challenge);
    frame(bytes_of(here.address));
    frame(bytes_of(message.request()));
    CHECK(signature_holds(organizer.public_key(), expected, *exactly<64>(bytes_of(message.signature()))));
    CHECK(message.address() == here.address);
}

TEST_CASE("a request holds for its place and its people alone") {
    const pb::Signed message = sign_request(organizer, here, a_request());
    const std::vector<Bytes32> allowed{stranger.public_key(), organizer.public_key()};
    CHECK(check_request(message, here, allowed)->invite().count() == 3);

    CHECK(refusal(message, {Bytes32{7, 8}, here.address}) == Reason::bad_signature);
    CHECK(refusal(message, {here.challenge, "evil.example/c/0123456789abcdef"}) == Reason::bad_signature);
    CHECK(refusal(sign_request(stranger, here, a_request())) == Reason::bad_signature);

    pb::Signed altered = message;
    altered.set_request(altered.request() + "x");
    CHECK(refusal(altered) == Reason::bad_signature);
    altered = message;
    altered.set_key("short");
    CHECK(refusal(altered) == Reason::malformed);
}
