// tests/vectors/enrolment.json and the fingerprint of ballot.json.
#include "election/enrolment.h"

#include <catch2/catch.hpp>

#include "election/slip.h"
#include "tests/election/ballot_vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Json enrolment_vectors = read_vectors("enrolment.json");

std::string judge_enrolment(const Json& v) {
    const auto pk = Point::decode(bytes(v["pk"]));
    const auto R = Point::decode(bytes(v["R"]));
    const auto z = Scalar::decode(bytes(v["z"])), z_u = Scalar::decode(bytes(v["z_u"]));
    if (!pk.ok() || !R.ok() || !z.ok() || !z_u.ok()) return "malformed";
    const Status status = check_enrolment(bytes32(v["election_id"]), {v["number"], *pk, *R, *z, *z_u});
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

TEST_CASE("codes as they stand in links") {
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
    for (Json v : enrolment_vectors["enrolments"]) {
        v["election_id"] = enrolment_vectors["election_id"];
        CHECK(judge_enrolment(v) == "ok");
        const auto own =
            make_enrolment(bytes32(v["election_id"]), v["number"], vector_credential(v), system_rng());
        CHECK(own.pk == point(v["pk"]));
        CHECK(check_enrolment(bytes32(v["election_id"]), own).ok());
        const auto person = std::find_if(enrolment_vectors["roll"].begin(), enrolment_vectors["roll"].end(),
                                         [&](const Json& p) { return p["number"] == v["number"]; });
        REQUIRE(person != enrolment_vectors["roll"].end());
        CHECK(signature_holds(bytes32((*person)["code_key"]), bytes(v["message"]), bytes64(v["signature"])));
    }
    for (const char* cases : {"rejects", "accepts"})
        for (const Json& v : enrolment_vectors[cases]) {
            CAPTURE(v["what"]);
            CHECK(judge_enrolment(v) == v["expect"]);
        }
    for (const Json& v : enrolment_vectors["signature_rejects"]) {
        CAPTURE(v["what"]);
        CHECK_FALSE(signature_holds(bytes32(v["code_key"]), bytes(v["message"]), bytes64(v["signature"])));
    }
}

TEST_CASE("slips: their anchor, its marks, and what a device does with it") {
    const Json& v = enrolment_vectors["slips"];
    const Bytes32 id = bytes32(enrolment_vectors["election_id"]);
    const Bytes32 anchor = slip_anchor(id, bytes32(v["boards"].back()["ceremony"]));
    CHECK(anchor_mark(anchor) == v["mark"]);
    CHECK(spoken(anchor) == v["read_out"]);
    const std::map<std::string, AnchorAnswer> answers{
        {"good", AnchorAnswer::good}, {"ask", AnchorAnswer::ask}, {"stop", AnchorAnswer::stop}};
    for (const Json& scanned : v["anchors"]) {
        CAPTURE(scanned["what"]);
        CHECK(judge_slip(bytes(scanned["anchor"]), anchor) == answers.at(scanned["expect"]));
    }
}

TEST_CASE("credentials are drawn from the code and fresh random bytes") {
    struct Sevens : Rng {
        void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{7}); }
    } rng;
    const auto code = read_code("FWSB85X232SJYZSQM8C5");
    const Credential credential = draw_credential(*code, Bytes32{}, 3, rng);
    const auto expected = [](std::uint64_t number) {
        return Transcript("credential")
            .add(std::string_view("FWSB85X232SJYZSQM8C5"))
            .add(Bytes32{})
            .add_le32(3)
            .add(Bytes(64, 7))
            .add(le64(number))
            .hs();
    };
    CHECK(disclose(credential.sk.clone()) == expected(0));
    CHECK(disclose(credential.u.clone()) == expected(1));
    const auto decoded = Credential::decode(credential.bytes());
    REQUIRE(decoded.ok());
    CHECK(decoded->pk() == credential.pk());
}

TEST_CASE("a digest's first 16 bytes in 26 letters, and a tracker's with their check characters") {
    CHECK(spoken(Bytes32{}) == std::string(26, '0'));
    Bytes32 ones;
    ones.fill(0xff);
    CHECK(spoken(ones) == std::string(25, 'Z') + "W");    // the last letter holds three bits
    CHECK(tracker_characters(ones) == spoken(ones) + "BH");
}
