// tests/vectors/hash-and-group.json: framing, hashes, generators, strict decoding, arithmetic.
#include <catch2/catch.hpp>

#include "crypto/matrix_proof.h"
#include "crypto/transcript.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {
const Json vectors = read_vectors("hash-and-group.json");
}

TEST_CASE("integers are little endian") {
    for (const Json& v : vectors["le32"]) CHECK(to_hex(le32(v["n"])) == v["bytes"]);
    for (const Json& v : vectors["le64"]) CHECK(to_hex(le64(v["n"].get<std::uint64_t>())) == v["bytes"]);
}

TEST_CASE("H, Hs, Hp and Hb over the framing") {
    for (const Json& v : vectors["hash"]) {
        Transcript transcript(v["label"].get<std::string>());
        for (const Json& part : v["parts"]) transcript.add(bytes(part));
        CAPTURE(v["label"]);
        CHECK(to_hex(transcript.framed()) == v["framed"]);
        CHECK(to_hex(transcript.h()) == v["H"]);
        CHECK(transcript.hs() == scalar(v["Hs"]));
        CHECK(transcript.hp() == point(v["Hp"]));
        CHECK(to_hex(transcript.hb()) == v["Hb"]);
    }
}

TEST_CASE("the generators of all elections and of one") {
    const Json& all = vectors["generators"];
    CHECK(credential_generator() == point(all["W"]));
    const Generators generators = Generators::of(8, {});
    CHECK(generators.K == point(all["K"]));
    REQUIRE(all["cells"].size() > 0);
    for (const Json& v : all["cells"]) {
        if (v["j"] >= generators.rows.size()) continue;
        const CellGenerators& cell = generators.rows[v["j"]][v["i"].get<std::size_t>()];
        CHECK(cell.K == point(v["K"]));
        CHECK(cell.L == point(v["L"]));
    }

    const Json& v = vectors["election"];
    const Bytes32 id = Transcript("election").add(bytes(v["body"])).hb();
    CHECK(to_hex(id) == v["election_id"]);
    CHECK(TagGenerators::of(id).U == point(v["U"]));
    CHECK(TagGenerators::of(id).U_prime == point(v["U'"]));
}

TEST_CASE("multiples of G and points from hashes, RFC 9496") {
    const Json& multiples = vectors["group"]["multiples_of_G"];
    Point sum;
    for (std::size_t i = 0; i < multiples.size(); ++i) {
        CHECK(times_g(Scalar(i)) == point(multiples[i]));
        CHECK(Scalar(i) * Point::generator() == point(multiples[i]));
        CHECK(sum == point(multiples[i]));
        sum += Point::generator();
    }
    for (const Json& v : vectors["group"]["from_hash"])
        CHECK(Point::from_hash(bytes64(v["input"])) == point(v["point"]));
}

TEST_CASE("decoding is strict") {
    const Json& group = vectors["group"];
    for (const Json& v : group["valid_points"]) CHECK(Point::decode(bytes(v["bytes"])).ok());
    for (const Json& v : group["invalid_points"]) {
        CAPTURE(v["what"]);
        const auto decoded = Point::decode(bytes(v["bytes"]));
        REQUIRE_FALSE(decoded.ok());
        CHECK(decoded.rejection().reason == Reason::malformed);
    }
    for (const Json& v : group["valid_scalars"]) CHECK(Scalar::decode(bytes(v)).ok());
    for (const Json& v : group["invalid_scalars"]) {
        CHECK_FALSE(Scalar::decode(bytes(v)).ok());
        if (bytes(v).size() == 32) CHECK_FALSE(SecretScalar::decode(secret_bytes(v)).ok());
    }
    for (std::size_t length : {0, 31, 33}) {
        CHECK_FALSE(Point::decode(Bytes(length)).ok());
        CHECK_FALSE(Scalar::decode(Bytes(length)).ok());
    }
}

TEST_CASE("products and sums, the identity among them") {
    for (const Json& v : vectors["group"]["multiply"]) {
        CHECK(scalar(v["scalar"]) * point(v["point"]) == point(v["product"]));
        CHECK((secret(v["scalar"]) * point(v["point"])).publish() == point(v["product"]));
    }
    for (const Json& v : vectors["group"]["add"]) {
        CHECK(point(v["a"]) + point(v["b"]) == point(v["sum"]));
        CHECK(point(v["sum"]) - point(v["b"]) == point(v["a"]));
    }
}
