// A bulletin is one key's, for one election, in a form that either client reads.

#include "wire/bulletin.h"

#include <catch2/catch.hpp>

#include "tests/support/vectors.h"
#include "wire/limits.h"
#include "wire/messages.h"

using namespace vouch;
using namespace vouch::wire;

namespace {

const SigningKey trustee{SecretBytes<32>(Bytes32{1})};
const Bytes32 election{4, 5, 6}, another_election{4, 5, 7};

pb::BulletinContent ready(std::uint64_t number = 1) {
    pb::BulletinContent out;
    out.set_number(number);
    out.mutable_ready()->set_day("2026-12-04");
    return out;
}
Reason refusal(const pb::Bulletin& bulletin, const Bytes32& of = election) {
    const auto checked = check_bulletin(bulletin, of);
    REQUIRE_FALSE(checked.ok());
    return checked.rejection().reason;
}

}    // namespace

TEST_CASE("a bulletin is signed over its election and its content, byte for byte") {
    const pb::Bulletin bulletin = sign_bulletin(trustee, election, ready());
    Bytes expected;
    const auto frame = [&](ByteView bytes) {
        append(expected, le64(bytes.size()));
        append(expected, bytes);
    };
    frame(bytes_of("vouch/1/bulletin"));
    append(expected, election);
    frame(bytes_of(bulletin.content()));
    CHECK(signature_holds(trustee.public_key(), expected, *exactly<64>(bytes_of(bulletin.signature()))));

    const auto checked = check_bulletin(bulletin, election);
    REQUIRE(checked.ok());
    CHECK(checked->key == trustee.public_key());
    CHECK(checked->kind == BulletinKind::ready);
    CHECK(checked->content.ready().day() == "2026-12-04");
}

TEST_CASE("a bulletin of another election, or changed in any byte, is refused") {
    const pb::Bulletin bulletin = sign_bulletin(trustee, election, ready());
    CHECK(refusal(bulletin, another_election) == Reason::bad_signature);
    for (std::size_t i = 0; i < bulletin.content().size(); ++i) {
        pb::Bulletin changed = bulletin;
        (*changed.mutable_content())[i] ^= 1;
        CHECK(refusal(changed) == Reason::bad_signature);
    }
    pb::Bulletin shorter = bulletin;
    shorter.mutable_signature()->pop_back();
    CHECK(refusal(shorter) == Reason::malformed);
}

TEST_CASE("a bulletin of no kind, without a number or too long is refused although it is signed") {
    pb::BulletinContent nothing;
    nothing.set_number(1);
    CHECK(refusal(sign_bulletin(trustee, election, nothing)) == Reason::malformed);
    CHECK(refusal(sign_bulletin(trustee, election, ready(0))) == Reason::malformed);
    CHECK(check_bulletin(sign_bulletin(trustee, election, ready(kBulletinNumberMax)), election).ok());
    CHECK(refusal(sign_bulletin(trustee, election, ready(kBulletinNumberMax + 1))) == Reason::malformed);
    pb::BulletinContent long_one = ready();
    long_one.mutable_ready()->set_day(std::string(kBulletinBytesMax, '1'));
    CHECK(refusal(sign_bulletin(trustee, election, long_one)) == Reason::too_large);
}

TEST_CASE("the bulletins of tests/data, which the web client makes and reads too") {
    const auto data =
        testing::Json::parse(text_of(testing::read_file(testing::tests_dir() / "data" / "bulletins.json")));
    for (const auto& one : data["bulletins"]) {
        const Bytes content = *from_hex(one["content"].get<std::string>());
        const pb::Bulletin bulletin = sign_bulletin(trustee, election, *parse<pb::BulletinContent>(content));
        CHECK(bulletin.content() == text_of(content));
        CHECK(to_hex(bytes_of(bulletin.key())) == data["key"]);
        CHECK(to_hex(bytes_of(bulletin.signature())) == one["signature"]);
        CHECK(check_bulletin(bulletin, election).ok());
    }
}
