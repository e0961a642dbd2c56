#include "election/envelope.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "crypto/random.h"
#include "crypto/transcript.h"

using namespace vouch;
using namespace vouch::election;

namespace {

SecretBytes<32> random_secret() {
    return SecretBytes<32>(system_rng().bytes32());
}

struct Fixture {
    BoxKey box{random_secret()};
    SecretBytes<32> reply_key = random_secret();
    SigningKey log{random_secret()};

    /// An envelope with this plaintext, made without the rules.
    Result<OpenedEnvelope> opened(const Bytes& plaintext) {
        return open_envelope(box, *seal_box(box.public_key(), plaintext));
    }
    Bytes plaintext(std::uint32_t length, std::size_t total) {
        Bytes out(total);
        const auto le = le32(length);
        std::copy(le.begin(), le.end(), out.begin());
        return out;
    }
};

}    // namespace

TEST_CASE_METHOD(Fixture, "an envelope opens to what was sealed, whatever its size") {
    for (const std::size_t size : {0u, 1u, 987u, 988u, 989u, 2011u, 2012u, 2013u, 33'000u, 65'535u}) {
        CAPTURE(size);
        const Bytes body(size, 0x5a);
        const auto envelope = seal_envelope(box.public_key(), reply_key, body);
        REQUIRE(envelope.ok());
        CHECK((envelope->size() - kSealedBoxOverheadBytes) % 1024 == 0);
        CHECK(envelope->size() - kSealedBoxOverheadBytes - 36 - size < 1024);
        CHECK(envelope->size() <= kEnvelopeBytesMax);
        const auto opened = open_envelope(box, *envelope);
        REQUIRE(opened.ok());
        CHECK(opened->ballot_body == body);
        CHECK(equal(opened->reply_key.view(), reply_key.view()));
    }
}

TEST_CASE_METHOD(Fixture, "an envelope follows from box key, reply key and body") {
    const auto sealed = [&](const Bytes32& to, const SecretBytes<32>& key, const Bytes& body) {
        return *seal_envelope(to, key, body);
    };
    const Bytes body(100, 7);
    const Bytes once = sealed(box.public_key(), reply_key, body);
    CHECK(sealed(box.public_key(), reply_key, body) == once);
    const auto ephemeral = [](const Bytes& envelope) {
        return Bytes(envelope.begin(), envelope.begin() + 32);
    };
    std::set<Bytes> ephemerals{ephemeral(once)};
    CHECK(ephemerals.insert(ephemeral(sealed(box.public_key(), random_secret(), body))).second);
    CHECK(ephemerals.insert(ephemeral(sealed(BoxKey(random_secret()).public_key(), reply_key, body))).second);
    CHECK(ephemerals.insert(ephemeral(sealed(box.public_key(), reply_key, Bytes(100, 8)))).second);
    CHECK(ephemerals.insert(ephemeral(sealed(box.public_key(), reply_key, Bytes(101, 7)))).second);
    CHECK_FALSE(seal_envelope(Bytes32{}, reply_key, body).ok());    // of small order
}

TEST_CASE("an envelope is the same in every implementation") {
    Bytes32 seed{}, key{};
    seed.fill(1);
    key.fill(2);
    Bytes body(100);
    std::iota(body.begin(), body.end(), std::uint8_t{0});
    const Bytes envelope =
        *seal_envelope(BoxKey(SecretBytes<32>(seed)).public_key(), SecretBytes<32>(key), body);
    CHECK(to_hex(Transcript("envelope").add(envelope).hb()) ==
          "721b199deab0acab4274172a12ccc35164181cd1e9c87ad0d0e0f106d79226ff");
}

TEST_CASE_METHOD(Fixture, "other lengths and padding that is not zero are refused") {
    CHECK(opened(plaintext(988, 1024)).ok());
    CHECK(opened(plaintext(10, 1024)).ok());
    const std::pair<std::uint32_t, std::size_t> lengths[] = {
        {0, 0},    {0, 4},      {0, 35},     {0, 36},        {0, 1023},          {0, 1025},         {0, 2048},
        {10, 512}, {989, 1024}, {988, 2048}, {65'536, 1024}, {0xffffffff, 1024}, {0xffffffdc, 1024}};
    for (const auto& [length, total] : lengths) {
        CAPTURE(length, total);
        Bytes text(total);
        if (total >= 4) text = plaintext(length, total);
        const auto result = opened(text);
        REQUIRE_FALSE(result.ok());
        CHECK(result.rejection().reason == Reason::malformed);
    }
    for (const std::size_t at : {46u, 47u, 1000u, 1023u}) {
        Bytes text = plaintext(10, 1024);
        text[at] = 1;
        const auto result = opened(text);
        REQUIRE_FALSE(result.ok());
        CHECK(result.rejection().detail == "envelope: padding");
    }
}

TEST_CASE_METHOD(Fixture, "envelopes to another key, changed ones and huge ones are refused") {
    Bytes envelope = *seal_envelope(box.public_key(), reply_key, Bytes(100));
    CHECK_FALSE(open_envelope(BoxKey(random_secret()), envelope).ok());
    envelope[60] ^= 1;
    CHECK(open_envelope(box, envelope).rejection().reason == Reason::malformed);
    CHECK(open_envelope(box, Bytes()).rejection().reason == Reason::malformed);
    CHECK(open_envelope(box, Bytes(kEnvelopeBytesMax + 1)).rejection().reason == Reason::too_large);
}

TEST_CASE_METHOD(Fixture, "a reply is a receipt or a refusal, padded") {
    const Receipt receipt{Bytes32{1, 2, 3}, "c2sp.org/tlog-proof@v1\nindex 7\n"};
    const Bytes sealed = seal_reply(reply_key, receipt);
    CHECK(sealed.size() == 1024 + kSecretBoxOverheadBytes);
    const auto reply = open_reply(reply_key, sealed);
    REQUIRE(reply.ok());
    REQUIRE(std::holds_alternative<Receipt>(*reply));
    CHECK(std::get<Receipt>(*reply).tracker == receipt.tracker);
    CHECK(std::get<Receipt>(*reply).proof == receipt.proof);
    CHECK_FALSE(open_reply(random_secret(), sealed).ok());

    const Bytes envelope(100, 9);
    const Bytes32 election{7};
    const CastRefusal refusal =
        sign_refusal(log, election, envelope, {Reason::over_capacity, "the queue is full"}, 500);
    const auto refused = open_reply(reply_key, seal_reply(reply_key, refusal));
    REQUIRE(refused.ok());
    const auto& held = std::get<CastRefusal>(*refused);
    CHECK(held.rejection.reason == Reason::over_capacity);
    CHECK(held.rejection.detail == "the queue is full");
    CHECK(held.retry_after_ms == 500);
    CHECK(refusal_holds(log.public_key(), election, envelope, held));
}

TEST_CASE_METHOD(Fixture, "replies that break the rules are malformed") {
    const auto opened = [this](const Bytes& plaintext) {
        return open_reply(reply_key, seal_secretbox(reply_key, plaintext));
    };
    const Bytes huge(kCastReplyBytesMax + kSecretBoxOverheadBytes + 1);
    CHECK(open_reply(reply_key, huge).rejection().reason == Reason::too_large);
    CHECK_FALSE(opened(Bytes()).ok());
    CHECK_FALSE(opened(Bytes(3)).ok());
    CHECK_FALSE(opened(plaintext(0, 1024)).ok());    // neither receipt nor refusal
    CHECK_FALSE(opened(plaintext(0, 2048)).ok());
    CHECK_FALSE(opened(plaintext(2000, 1024)).ok());
    CHECK_FALSE(opened(plaintext(8, 1024)).ok());    // not protobuf
    const auto content = [this](const CastReply& reply) {
        const auto whole = *open_secretbox(reply_key, seal_reply(reply_key, reply));
        const auto length = read_le32(whole.view().first<4>());
        return copy(whole.view().subspan(4, length));
    };
    Bytes both = content(Receipt{Bytes32{1}, "c2sp.org/tlog-proof@v1\n"});
    append(both, content(CastRefusal{{Reason::over_capacity, "full"}, 0, {}}));
    Bytes text = plaintext(static_cast<std::uint32_t>(both.size()), 1024);
    std::ranges::copy(both, text.begin() + 4);
    CHECK(opened(text).rejection().detail == "reply: not one of receipt and refusal");
    const auto with_reason = [&](std::uint32_t reason) {
        CastRefusal refusal;
        refusal.rejection.reason = static_cast<Reason>(reason);
        return open_reply(reply_key, seal_reply(reply_key, refusal)).ok();
    };
    CHECK(with_reason(1));
    CHECK(with_reason(14));
    CHECK_FALSE(with_reason(0));
    CHECK_FALSE(with_reason(15));
}

TEST_CASE_METHOD(Fixture, "a refusal holds for its key, election, envelope and reason alone") {
    const Bytes envelope(100, 9);
    const Bytes32 election{7};
    CastRefusal refusal = sign_refusal(log, election, envelope, {Reason::bad_proof, ""});
    CHECK(refusal_holds(log.public_key(), election, envelope, refusal));
    CHECK_FALSE(refusal_holds(SigningKey(random_secret()).public_key(), election, envelope, refusal));
    CHECK_FALSE(refusal_holds(log.public_key(), Bytes32{8}, envelope, refusal));
    CHECK_FALSE(refusal_holds(log.public_key(), election, Bytes(100, 8), refusal));
    refusal.rejection.detail = "for people, not signed";
    CHECK(refusal_holds(log.public_key(), election, envelope, refusal));
    refusal.rejection.reason = Reason::malformed;
    CHECK_FALSE(refusal_holds(log.public_key(), election, envelope, refusal));
}
