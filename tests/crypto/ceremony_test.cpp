// tests/vectors/ceremony.json and the share proofs of count.json: dealings, shares, the joint key, Chaum and
// Pedersen.
#include <catch2/catch.hpp>

#include "crypto/chaum_pedersen.h"
#include "crypto/threshold_key.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

const Json ceremony = read_vectors("ceremony.json");
const Json count = read_vectors("count.json");

std::vector<Commitments> all_commitments() {
    std::vector<Commitments> out;
    for (const Json& dealing : ceremony["dealings"]) out.push_back(points(dealing["F"]));
    return out;
}

Polynomial polynomial(const Json& dealing) {
    std::vector<SecretScalar> h;
    for (const Json& coefficient : dealing["h"]) h.push_back(secret(coefficient));
    return Polynomial(std::move(h));
}

/// "ok" or what the vectors call the answer; decoding comes before anything else.
std::string judge_dealing(const Json& v) {
    const auto R = Point::decode(bytes(v["R"]));
    const auto z = Scalar::decode(bytes(v["z"]));
    if (!R.ok() || !z.ok() || v["F"].size() != ceremony["t"]) return "malformed";
    const Status status = check_dealing(bytes32(v["ceremony"]), v["i"], points(v["F"]), {*R, *z});
    if (status.ok()) return "ok";
    return status.rejection().detail == "identity key" ? "identity key" : "bad proof";
}

Transcript share_statement(const Json& v) {
    const std::uint32_t i = v["i"];
    return Transcript("decrypt")
        .add(bytes32(count["election_id"]))
        .add(bytes32(v["close_digest"]))
        .add_le32(v["official"])
        .add_le32(i)
        .add(point(count["V"][i - 1]))
        .add(point(v["alpha"]))
        .add(bytes(v["D"]));
}

std::string judge_share(const Json& v) {
    const auto D = Point::decode(bytes(v["D"]));
    const auto R1 = Point::decode(bytes(v["R1"])), R2 = Point::decode(bytes(v["R2"]));
    const auto z = Scalar::decode(bytes(v["z"]));
    if (!D.ok() || !R1.ok() || !R2.ok() || !z.ok()) return "malformed";
    const std::uint32_t i = v["i"];
    const EqualityProof proof{*R1, *R2, *z};
    return check_equality(share_statement(v), point(count["V"][i - 1]), point(v["alpha"]), *D, proof).ok()
               ? "ok"
               : "bad proof";
}

}    // namespace

TEST_CASE("dealings: commitments, shares, proofs, and what trustees open") {
    for (const Json& v : ceremony["dealings"]) {
        const Polynomial h = polynomial(v);
        CHECK(h.commitments() == points(v["F"]));
        Json dealing = v;
        dealing["ceremony"] = ceremony["ceremony"];
        CHECK(judge_dealing(dealing) == "ok");
        for (const Json& share : v["shares"]) {
            const std::uint32_t j = share["j"];
            CHECK(disclose(h.at(j)) == scalar(share["share"]));
            const auto plaintext = share_plaintext(bytes32(ceremony["ceremony"]), v["i"], j, h.at(j));
            CHECK(to_hex(plaintext.view()) == share["plaintext"]);
            CHECK(share_fits(scalar(share["share"]), j, points(v["F"])));
            CHECK_FALSE(share_fits(scalar(share["share"]) + Scalar(1), j, points(v["F"])));
            CHECK(accept_share(plaintext, bytes32(ceremony["ceremony"]), v["i"], j, points(v["F"])).ok());
        }
    }
}

TEST_CASE("a dealing that we prove is one that we accept") {
    const Bytes32 digest = bytes32(ceremony["ceremony"]);
    const Polynomial h = Polynomial::draw(2, SecretBytes<32>{}, digest, system_rng());
    const SchnorrProof proof = prove_dealing(digest, 1, h, system_rng());
    CHECK(check_dealing(digest, 1, h.commitments(), proof).ok());
    CHECK_FALSE(check_dealing(digest, 2, h.commitments(), proof).ok());
}

TEST_CASE("dealings that must be refused") {
    for (const Json& v : ceremony["rejects"]) {
        CAPTURE(v["what"]);
        CHECK(judge_dealing(v) == v["expect"]);
    }
}

TEST_CASE("shares that a trustee must complain of") {
    for (const Json& v : ceremony["share_rejects"]) {
        CAPTURE(v["what"]);
        const Json& dealing = ceremony["dealings"][v["i"].get<std::size_t>() - 1];
        CHECK_FALSE(accept_share(SecretBuffer(bytes(v["plaintext"])), bytes32(ceremony["ceremony"]), v["i"],
                                 v["j"], points(dealing["F"]))
                        .ok());
    }
}

TEST_CASE("the joint key and the trustees' public shares") {
    const auto dealings = all_commitments();
    CHECK(joint_key(dealings) == point(ceremony["Y"]));
    for (std::uint32_t j = 1; j <= dealings.size(); ++j) {
        CHECK(public_share(dealings, j) == point(ceremony["V"][j - 1]));
        CHECK(times_g(secret(ceremony["s"][j - 1])).publish() == point(ceremony["V"][j - 1]));
    }
}

TEST_CASE("Lagrange's coefficients at zero") {
    for (const Json& v : count["lagrange"]) {
        const auto lambda = lagrange_at_zero(v["trustees"].get<std::vector<std::uint32_t>>());
        REQUIRE(lambda.size() == v["lambda"].size());
        for (std::size_t i = 0; i < lambda.size(); ++i) CHECK(lambda[i] == scalar(v["lambda"][i]));
    }
}

TEST_CASE("decryption shares: proofs that hold, ours among them, and those that must be refused") {
    for (const Json& official : count["result"]["officials"])
        for (const Json& share : official["shares"]) {
            Json v = share;
            v["official"] = official["official"];
            v["alpha"] = official["alpha"];
            v["close_digest"] = count["close_digest"];
            if (!v.contains("i")) v["i"] = share.value("trustee", 0);
            CHECK(judge_share(v) == "ok");
            const SecretScalar s = secret(ceremony["s"][v["i"].get<std::size_t>() - 1]);
            CHECK((s * point(v["alpha"])).publish() == point(v["D"]));
            const auto proof = prove_equality(share_statement(v), point(v["alpha"]), s, system_rng());
            v["R1"] = to_hex(proof.R1.bytes());
            v["R2"] = to_hex(proof.R2.bytes());
            v["z"] = to_hex(proof.z.bytes());
            CHECK(judge_share(v) == "ok");
        }
    for (const Json& v : count["share_rejects"]) {
        CAPTURE(v["what"]);
        CHECK(judge_share(v) == v["expect"]);
    }
}
