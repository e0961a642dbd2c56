// tests/vectors/enrolment.json and the fingerprint of ballot.json.
#include "election/enrolment.h"

#include <catch2/catch.hpp>

#include "tests/election/ballot_vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Json enrolment_vectors = read_vectors("enrolment.json");

std::string judge_enrolment(const Json& v) {
    const auto pk = Point::decode(bytes(v["pk"]));
    const auto R = Point::decode(bytes(v["R"]));
    const auto z = Scalar::decode(bytes(v["z"]));
    if (!pk.ok() || !R.ok() || !z.ok()) return "malformed";
    const Status status = check_enrolment(bytes32(v["election_id"]), {v["number"], *pk, *R, *z});
    return status.ok() ? "ok" : status.rejection().detail.substr(std::string("enrolment: ").size());
}

}    // namespace

TEST_CASE("the roll's hashes and the codes' keys") {
    for (const Json& v : enrolment_vectors["roll"]) {
        CHECK(to_hex(person_hash(bytes32(v["salt"]), v["number"], text_of(bytes(v["name_utf8"])),
                                 text_of(bytes(v["unit_utf8"])))) == v["person"]);
        const auto code = read_code(v["code"].get<std::string>());
        REQUIRE(code.ok());
        CHECK(to_hex(code_key(bytes32(enrolment_vectors["nonce"]), v["number"], *code).public_key()) ==
              v["code_key"]);
    }
}

TEST_CASE("codes as people type them") {
    const auto text = [](std::string_view typed) {
        const auto code = read_code(typed);
        return code.ok() ? text_of(code->view()) : "refused";
    };
    CHECK(text("FWSB85X232SJYZSQM8C5") == "FWSB85X232SJYZSQM8C5");
    CHECK(text("fwsb8-5x232 sjyzs-qm8c5") == "FWSB85X232SJYZSQM8C5");
    CHECK(text("oOiIlL") == "refused");
    CHECK(text("oOiIlL0000000000000a") == "0011110000000000000A");
    CHECK(text("FWSB85X232SJYZSQM8C") == "refused");
    CHECK(text("FWSB85X232SJYZSQM8C55") == "refused");
    CHECK(text("FWSB85X232SJYZSQM8CU") == "refused");
    CHECK(text("FWSB85X232SJYZSQM8C\xc3\xa9") == "refused");
    CHECK(text(std::string(20, '\0')) == "refused");
    CHECK(read_code(text_of(draw_code(system_rng()).view())).ok());
}

TEST_CASE("enrolments: proofs that hold, ours among them, and those that must be refused") {
    NonceSource nonces(SecretBytes<32>{});
    for (Json v : enrolment_vectors["enrolments"]) {
        v["election_id"] = enrolment_vectors["election_id"];
        CHECK(judge_enrolment(v) == "ok");
        const auto own = make_enrolment(bytes32(v["election_id"]), v["number"], secret(v["sk"]), nonces);
        CHECK(own.pk == point(v["pk"]));
        CHECK(check_enrolment(bytes32(v["election_id"]), own).ok());
        const auto person = std::find_if(enrolment_vectors["roll"].begin(), enrolment_vectors["roll"].end(),
                                         [&](const Json& p) { return p["number"] == v["number"]; });
        REQUIRE(person != enrolment_vectors["roll"].end());
        CHECK(signature_holds(bytes32((*person)["code_key"]), bytes(v["message"]), bytes64(v["signature"])));
    }
    for (const Json& v : enrolment_vectors["rejects"]) {
        CAPTURE(v["what"]);
        CHECK(judge_enrolment(v) == v["expect"]);
    }
    for (const Json& v : enrolment_vectors["signature_rejects"]) {
        CAPTURE(v["what"]);
        CHECK_FALSE(signature_holds(bytes32(v["code_key"]), bytes(v["message"]), bytes64(v["signature"])));
    }
}

TEST_CASE("the fingerprint") {
    const Json& v = ballot_vectors();
    const Bytes32 id = bytes32(v["election_id"]), digest = bytes32(v["opening"]["open_digest"]);
    CHECK(to_hex(fingerprint_hash(id, digest)) == v["opening"]["fingerprint_hash"]);
    CHECK(fingerprint(id, digest) == v["opening"]["fingerprint"]);
    CHECK(in_groups_of_four("0123456789012345") == "0123 4567 8901 2345");
}

TEST_CASE("a tracker's first 16 bytes in 26 letters") {
    CHECK(tracker_text(Bytes32{}) == std::string(26, '0'));
    Bytes32 ones;
    ones.fill(0xff);
    CHECK(tracker_text(ones) == std::string(25, 'Z') + "W");    // the last letter holds three bits
}
