// tests/vectors/mine.json: the proof that a ballot is one's own, to one device of one's choice.
#include "election/mine.h"

#include <catch2/catch.hpp>

#include "tests/election/ballot_vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Json mine_vectors = read_vectors("mine.json");

/// The first proof of the vectors with what a case puts in its place.
Json with(const Json& change) {
    Json v = mine_vectors["proofs"][0];
    v["election_id"] = mine_vectors["election_id"];
    v["open_digest"] = mine_vectors["open_digest"];
    v.update(change);
    return v;
}

std::string answer(const Status& status) {
    if (status.ok()) return "ok";
    const std::string& detail = status.rejection().detail;
    for (const char* special : {"identity key", "identity tag"})
        if (detail.ends_with(special)) return special;
    return std::string(name(status.rejection().reason));
}

Status judge_key(const Json& v) {
    VOUCH_TRY(V, Point::decode(bytes(v["V"])));
    VOUCH_TRY(R0, Point::decode(bytes(v["R0"])));
    VOUCH_TRY(z_0, Scalar::decode(bytes(v["z_0"])));
    return check_mine_key(bytes32(v["open_digest"]), {V, {R0, z_0}});
}

Status judge_proof(const Json& v) {
    VOUCH_TRY(V, Point::decode(bytes(v["V"])));
    VOUCH_TRY(pk, Point::decode(bytes(v["pk"])));
    VOUCH_TRY(tag, Point::decode(bytes(v["tag"])));
    VOUCH_TRY(R1, Point::decode(bytes(v["R1"])));
    VOUCH_TRY(R2, Point::decode(bytes(v["R2"])));
    VOUCH_TRY(R3, Point::decode(bytes(v["R3"])));
    VOUCH_TRY(e_2, Scalar::decode(bytes(v["e_2"])));
    VOUCH_TRY(z, Scalar::decode(bytes(v["z"])));
    VOUCH_TRY(z_u, Scalar::decode(bytes(v["z_u"])));
    VOUCH_TRY(z_v, Scalar::decode(bytes(v["z_v"])));
    const Bytes32 open_digest = bytes32(v["open_digest"]);
    const TagGenerators generators = TagGenerators::of(bytes32(v["election_id"]));
    return check_mine({open_digest, generators, V, pk, tag}, {R1, R2, R3, e_2, z, z_u, z_v});
}

}    // namespace

TEST_CASE("keys of checking devices: what the person's device answers, and what it refuses") {
    for (const Json& v : mine_vectors["proofs"]) CHECK(answer(judge_key(with(v))) == "ok");
    for (const Json& v : mine_vectors["key_accepts"]) {
        CAPTURE(v["what"]);
        CHECK(answer(judge_key(with(v))) == "ok");
    }
    REQUIRE(mine_vectors["key_rejects"].size() > 20);
    for (const Json& v : mine_vectors["key_rejects"]) {
        CAPTURE(v["what"]);
        CHECK(answer(judge_key(with(v))) == v["expect"]);
    }
}

TEST_CASE("proofs that a ballot is mine: those that hold, and those that must be refused") {
    for (const Json& v : mine_vectors["proofs"]) {
        CHECK(answer(judge_proof(with(v))) == "ok");
        const Credential credential = vector_credential(v);
        CHECK(credential.pk() == point(v["pk"]));
        CHECK(credential.tag(TagGenerators::of(bytes32(mine_vectors["election_id"]))) == point(v["tag"]));
    }
    for (const Json& v : mine_vectors["accepts"]) {
        CAPTURE(v["what"]);
        CHECK(answer(judge_proof(with(v))) == "ok");
    }
    REQUIRE(mine_vectors["rejects"].size() > 20);
    for (const Json& v : mine_vectors["rejects"]) {
        CAPTURE(v["what"]);
        CHECK(answer(judge_proof(with(v))) == v["expect"]);
    }
}

TEST_CASE("a proof that we make convinces the device that asked, for this person and tag alone") {
    const Bytes32 open_digest = bytes32(mine_vectors["open_digest"]);
    const TagGenerators generators = TagGenerators::of(bytes32(mine_vectors["election_id"]));
    const Json &first = mine_vectors["proofs"][0], &second = mine_vectors["proofs"][1];
    const MineKey key_shown = draw_mine_key(open_digest, system_rng());
    const MineKey other = draw_mine_key(open_digest, system_rng());
    CHECK(check_mine_key(open_digest, key_shown).ok());
    CHECK_FALSE(check_mine_key(Bytes32{}, key_shown).ok());
    const Credential credential = vector_credential(first);
    const Point pk = credential.pk(), tag = credential.tag(generators);
    const MineProof proof = prove_mine(open_digest, generators, key_shown, credential, system_rng());
    CHECK(check_mine({open_digest, generators, key_shown.V, pk, tag}, proof).ok());
    CHECK_FALSE(check_mine({open_digest, generators, other.V, pk, tag}, proof).ok());
    CHECK_FALSE(check_mine({open_digest, generators, key_shown.V, point(second["pk"]), tag}, proof).ok());
    CHECK_FALSE(check_mine({open_digest, generators, key_shown.V, pk, point(second["tag"])}, proof).ok());
}
