// What the secret types do not let anybody do, and that they compute what the public ones do.
#include <catch2/catch.hpp>
#include <concepts>
#include <ostream>
#include <type_traits>

#include "crypto/random.h"
#include "crypto/transcript.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};
template <class T>
concept Comparable = requires(const T& a, const T& b) {
    a == b;
};
template <class T>
concept Secretive = !std::copyable<T> && !Printable<T> && !Comparable<T> && !std::convertible_to<T, Bytes> &&
                    !std::convertible_to<T, Scalar> && !std::convertible_to<T, Point>;

static_assert(Secretive<SecretScalar> && Secretive<SecretBytes<32>> && Secretive<SecretBuffer> &&
              Secretive<SecretPoint> && Secretive<SecretDigit>);

namespace {
struct FixedRng : Rng {
    void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{7}); }
};
}    // namespace

TEST_CASE("a secret's product is the public one's") {
    const Json group = read_vectors("hash-and-group.json")["group"];
    for (const Json& v : group["multiply"]) {
        const SecretScalar s = secret(v["scalar"]);
        CHECK(times_g(s).publish() == times_g(scalar(v["scalar"])));
        CHECK(respond(SecretScalar(), Scalar(1), s) == scalar(v["scalar"]));
        CHECK(respond(s.clone(), Scalar(3), s) == scalar(v["scalar"]) * Scalar(4));
    }
}

TEST_CASE("a digit selects one of four points and its masks say which") {
    std::array<SecretPoint, 4> choices;
    for (std::uint64_t i = 0; i < 4; ++i) choices[i] = SecretPoint(times_g(Scalar(i)));
    for (std::uint8_t i = 0; i < 4; ++i) {
        const SecretDigit digit(i);
        CHECK(SecretPoint::select(digit, choices).publish() == times_g(Scalar(i)));
        for (std::uint8_t j = 0; j < 4; ++j) CHECK(digit.mask(j) == (i == j ? 0xff : 0));
    }
}

TEST_CASE("nonces are bound to secret, context and number, and the formula is the protocol's") {
    FixedRng rng;
    const SecretBytes<32> secret;
    const Transcript proof = Transcript("decrypt").add(Bytes(3)).add_le32(5);
    NonceSource nonces(secret.view(), proof, rng);
    const Bytes sevens(64, 7);
    const Bytes context = [&] {
        Bytes out = frame_of(bytes_of("decrypt"));
        append(out, frame_of(Bytes(3)));
        append(out, frame_of(le32(5)));
        return out;
    }();
    for (std::uint64_t number = 0; number < 2; ++number) {
        const Scalar expected =
            Transcript("nonce").add(Bytes(32)).add(context).add(sevens).add(le64(number)).hs();
        CHECK(disclose(nonces.draw()) == expected);
    }
    const Bytes seed(64, 9);
    NonceSource sealing(SecretBytes<64>(std::span<const std::uint8_t, 64>(seed)), rng);
    CHECK(disclose(sealing.draw()) ==
          Transcript("nonce").add(seed).add(Bytes()).add(sevens).add(le64(0)).hs());
}

TEST_CASE("a stream of random bytes is ChaCha20's, each draw under a nonce of its own") {
    StreamRng rng(Bytes32{});
    // RFC 8439, section A.1, vectors 1 and 2: key and nonce zero, the first two blocks.
    Bytes first(128);
    rng.fill(first);
    CHECK(to_hex(ByteView(first).first(16)) == "76b8e0ada0f13d90405d6ae55386bd28");
    CHECK(to_hex(ByteView(first).subspan(64, 16)) == "9f07e7be5551387a98ba977c732d080d");
    const Bytes32 second = rng.bytes32();
    CHECK_FALSE(equal(second, ByteView(first).first(32)));
    CHECK(StreamRng(second).bytes32() == StreamRng(second).bytes32());
    CHECK(StreamRng(second).bytes32() != StreamRng(Bytes32{}).bytes32());
}

TEST_CASE("a secret that is moved from is wiped") {
    SecretBytes<32> from(secret_bytes("01" + std::string(62, '0')));
    const SecretBytes<32> to = std::move(from);
    CHECK(equal(from.view(), Bytes(32)));
    CHECK(to.view()[0] == 1);
}
