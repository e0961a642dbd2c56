// tests/vectors/ballot.json: rings, one ballot step by step, its bytes and its tracker; then our own ballots.
#include <catch2/catch.hpp>

#include "tests/election/ballot_vectors.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {
const Json& vectors = ballot_vectors();
}    // namespace

TEST_CASE("rings: shape for every N and capacity of the vectors") {
    const Json shapes = read_vectors("hash-and-group.json")["rings"];
    for (const Json& v : shapes) {
        const RingShape shape = ring_shape(v["N"], v["capacity"]);
        CAPTURE(v["N"], v["capacity"]);
        CHECK(shape.rings == v["rings"]);
        CHECK(shape.m == v["m"]);
        if (v.contains("first_of")) {    // of the many rings of one shape the vectors give some
            for (const auto& [g, first] : v["first_of"].items()) CHECK(shape.first[std::stoul(g)] == first);
            continue;
        }
        REQUIRE(v["first"].size() == shape.rings);
        for (std::uint32_t g = 0; g < shape.rings; ++g) {
            CHECK(shape.first[g] == v["first"][g]);
            CHECK(shape.first[g + 1] - shape.first[g] == v["size"][g]);
        }
    }
}

TEST_CASE("rings: the vectors' keys are sorted, cut and padded") {
    const Json& rings = vectors["keys"]["rings"];
    REQUIRE(vector_opening().rings.size() == rings.size());
    CHECK(vector_opening().m == vectors["m"]);
    for (std::size_t g = 0; g < rings.size(); ++g) {
        CHECK(vector_opening().rings[g].keys.size() == rings[g]["size"]);
        const auto padded = points(rings[g]["keys"]);
        REQUIRE(padded.size() == vector_opening().rings[g].places());
        for (std::size_t place = 0; place < padded.size(); ++place)
            CHECK(vector_opening().rings[g].at(place) == padded[place]);
    }
}

TEST_CASE("sealing with the vectors' randomness gives the vectors' ballot") {
    const Json& prover = vectors["prover"];
    const auto credential = locate(vector_opening(), vector_credential(prover));
    REQUIRE(credential.ok());
    CHECK(credential->ring_index == prover["g"]);
    REQUIRE(credential->digits.size() == prover["digits"].size());
    for (std::size_t d = 0; d < credential->digits.size(); ++d)
        CHECK(credential->digits[d].mask(prover["digits"][d]) == 0xff);

    PreparedSealing prepared{{prover["revision"], 1}, vector_place(), {}};
    prepared.sums =
        ring_sums(vector_opening().rings[credential->ring_index], credential->digits, prepared.place);
    const Json& sums = vectors["steps"]["ring_sums"];
    REQUIRE(prepared.sums.size() == sums.size());
    for (std::size_t d = 0; d < sums.size(); ++d) CHECK(prepared.sums[d].publish() == point(sums[d]));

    const auto levels = digits(prover["levels"]);
    const SealedBallot sealed =
        seal(vector_opening(), *credential, levels, std::move(prepared), vector_marks());
    CHECK(to_hex(sealed.body) == vectors["body"]);
    CHECK(to_hex(sealed.tracker.choices) == vectors["tracker"]["choices"]);
    CHECK(to_hex(sealed.tracker.rest) == vectors["tracker"]["rest"]);
    CHECK(to_hex(sealed.tracker.tracker) == vectors["tracker"]["tracker"]);
}

TEST_CASE("the ballot's fields and challenges") {
    const auto ballot = decode_ballot(vector_opening(), bytes(vectors["body"]));
    REQUIRE(ballot.ok());
    const Json& fields = vectors["ballot"];
    CHECK(ballot->ring_index == fields["g"]);
    CHECK(ballot->revision == fields["revision"]);
    CHECK(ballot->proof.tag == point(fields["tag"]));
    CHECK(ballot->proof.z == scalar(fields["z"]));
    CHECK(ballot->proof.z_u == scalar(fields["z_u"]));
    CHECK(encode_ballot(*ballot) == bytes(vectors["body"]));
    const auto found =
        challenges(vector_opening().statement(ballot->ring_index, ballot->revision), ballot->proof);
    CHECK(found.y == scalar(vectors["steps"]["y"]));
    CHECK(found.x == scalar(vectors["steps"]["x"]));
    for (const Json& v : vectors["body_lengths"]) CHECK(ballot_body_bytes(v["k"], v["m"]) == v["length"]);
}

TEST_CASE("a challenge of zero is refused, which no hash can be made to give") {
    const auto ballot = decode_ballot(vector_opening(), bytes(vectors["body"]));
    CHECK(check_not_degenerate(ballot->proof, {Scalar(1), Scalar(1)}).ok());
    CHECK(check_not_degenerate(ballot->proof, {Scalar(), Scalar(1)}).rejection().detail ==
          "ballot: challenge zero");
    CHECK(check_not_degenerate(ballot->proof, {Scalar(1), Scalar()}).rejection().detail ==
          "ballot: challenge zero");
}

TEST_CASE("the twenty ballots of count.json hold, alone and together, and their trackers are theirs") {
    const Json ballots = read_vectors("count.json")["ballots"];
    std::vector<Bytes> bodies;
    for (const Json& v : ballots) {
        bodies.push_back(bytes(v["body"]));
        CHECK(judge(vector_opening(), bodies.back()) == "ok");
    }
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    const auto verified = verify(vector_opening(), views, system_rng());
    REQUIRE(verified.size() == views.size());
    for (std::size_t i = 0; i < verified.size(); ++i) {
        REQUIRE(verified[i].ok());
        CHECK(to_hex(verified[i]->tracker()) == ballots[i]["tracker"]);
    }
}

TEST_CASE("ballots of a larger ring hold, each from its place") {
    const Json& v = vectors["larger_ring"];
    const Opening opening =
        make_opening(bytes32(v["election_id"]), bytes32(v["open_digest"]), v["k"], point(v["Y"]),
                     TagGenerators::of(bytes32(v["election_id"])), points(v["enrolled"]), v["capacity"]);
    CHECK(opening.m == v["m"]);
    for (std::size_t place = 0; place < v["ring"].size(); ++place)
        CHECK(opening.rings[0].at(place) == point(v["ring"][place]));
    for (const Json& ballot : v["ballots"]) {
        const Bytes carried = bytes(ballot["body"]);
        CHECK(judge(opening, carried) == "ok");
        const auto decoded = decode_ballot(opening, carried);
        REQUIRE(decoded.ok());
        const auto tracker = tracker_of(opening.open_digest, decoded->proof.ciphertexts, carried);
        CHECK(to_hex(tracker.tracker) == ballot["tracker"]);
    }
}

TEST_CASE("a ballot we seal holds, in rings of every shape and from every place") {
    for (const std::uint32_t enrolled : {1u, 5u, 16u, 17u, 37u}) {
        std::vector<Credential> credentials;
        std::vector<Point> pks;
        for (std::uint32_t i = 0; i < enrolled; ++i) {
            credentials.push_back(random_credential());
            pks.push_back(credentials.back().pk());
        }
        const Opening own =
            make_opening({}, {}, 2, Point::generator() + vector_opening().Y, TagGenerators::of({}), pks, 256);
        for (std::uint32_t i = 0; i < enrolled; i += 4) {
            const auto placed = locate(own, credentials[i].clone());
            REQUIRE(placed.ok());
            const auto levels = digits({static_cast<std::uint8_t>(i / 4 % 4), 3});
            const auto sealed = sealed_ballot(own, *placed, levels, i);
            CHECK(judge(own, sealed.body) == "ok");
        }
    }
}

TEST_CASE("a stranger's credential is in no ring") {
    CHECK_FALSE(locate(vector_opening(), random_credential()).ok());
}

TEST_CASE("a challenge shows the choices, and no other choices pass") {
    const auto placed = locate(vector_opening(), vector_credential(vectors["prover"]));
    auto sealed = sealed_ballot(vector_opening(), *placed, digits({3, 2, 1, 0, 3}));
    const Bytes32 noted = sealed.tracker.tracker;
    const ChallengedBallot shown = challenge(std::move(sealed));
    const auto seen = check_challenge(vector_opening(), noted, shown);
    REQUIRE(seen.ok());
    CHECK(*seen == std::vector<Level>{Level::high, Level::medium, Level::low, Level::blank, Level::high});

    const auto refused = [&](auto&& change) {
        ChallengedBallot forged = shown;
        change(forged);
        const auto answer = check_challenge(vector_opening(), noted, forged);
        return answer.ok() ? "taken" : answer.rejection().detail;
    };
    CHECK(refused([](auto& c) { c.levels[0] = Level::low; }) == "challenge: official 0");
    CHECK(refused([](auto& c) { c.r[1] += Scalar(1); }) == "challenge: official 1");
    CHECK(refused([](auto& c) { c.rest[0] ^= 1; }) == "challenge: another tracker");
    CHECK(refused([](auto& c) { c.levels[0] = static_cast<Level>(4); }) == "challenge: level");
    CHECK(refused([](auto& c) { c.r.pop_back(); }) == "challenge: not one line per official");
    CHECK(refused([](auto& c) { c.levels.pop_back(); }) == "challenge: not one line per official");
    CHECK(refused([](auto& c) { c.ciphertexts.pop_back(); }) == "challenge: not one line per official");
}
