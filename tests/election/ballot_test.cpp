// tests/vectors/ballot.json: rings, one ballot step by step, its bytes and its tracker; then our own ballots.
#include <catch2/catch.hpp>

#include "election/enrolment.h"
#include "tests/election/ballot_vectors.h"

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
        if (v["first"].size() != shape.rings) continue;
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
    const auto credential = locate(vector_opening(), secret(prover["sk"]));
    REQUIRE(credential.ok());
    CHECK(credential->ring_index == prover["g"]);
    REQUIRE(credential->digits.size() == prover["digits"].size());
    for (std::size_t d = 0; d < credential->digits.size(); ++d)
        CHECK(credential->digits[d].mask(prover["digits"][d]) == 0xff);

    PreparedSealing prepared{vector_randomness(), {}};
    prepared.sums =
        ring_sums(vector_opening().rings[credential->ring_index], credential->digits, prepared.randomness);
    const Json& sums = vectors["steps"]["ring_sums"];
    REQUIRE(prepared.sums.size() == sums.size());
    for (std::size_t d = 0; d < sums.size(); ++d) CHECK(prepared.sums[d].publish() == point(sums[d]));

    const auto levels = digits(prover["levels"]);
    const SealedBallot sealed =
        seal(vector_opening(), *credential, levels, prover["revision"], std::move(prepared));
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
    CHECK(encode_ballot(*ballot) == bytes(vectors["body"]));
    const auto found =
        challenges(vector_opening().statement(ballot->ring_index, ballot->revision), ballot->proof);
    CHECK(found.y == scalar(vectors["steps"]["y"]));
    CHECK(found.x == scalar(vectors["steps"]["x"]));
    for (const Json& v : vectors["body_lengths"]) CHECK(ballot_body_bytes(v["k"], v["m"]) == v["length"]);
}

TEST_CASE("a challenge of zero is refused, which no hash can be made to give") {
    const auto ballot = decode_ballot(vector_opening(), bytes(vectors["body"]));
    CHECK(check_challenges(ballot->proof, {Scalar(1), Scalar(1)}).ok());
    CHECK(check_challenges(ballot->proof, {Scalar(), Scalar(1)}).rejection().detail ==
          "ballot: challenge zero");
    CHECK(check_challenges(ballot->proof, {Scalar(1), Scalar()}).rejection().detail ==
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

TEST_CASE("a ballot we seal holds, in rings of every shape and from every place") {
    NonceSource nonces(SecretBytes<32>{});
    for (const std::uint32_t enrolled : {1u, 5u, 16u, 17u, 37u}) {
        std::vector<SecretScalar> sks;
        std::vector<Point> pks;
        for (std::uint32_t i = 0; i < enrolled; ++i) {
            sks.push_back(nonces.draw());
            pks.push_back(times_g(sks.back()).publish());
        }
        const Opening own =
            make_opening({}, {}, 2, Point::generator() + vector_opening().Y, vector_opening().U, pks, 256);
        for (std::uint32_t i = 0; i < enrolled; i += 4) {
            const auto credential = locate(own, sks[i].clone());
            REQUIRE(credential.ok());
            const auto levels = digits({static_cast<std::uint8_t>(i / 4 % 4), 3});
            const auto sealed = seal(own, *credential, levels, i, prepare(own, *credential, nonces));
            CHECK(judge(own, sealed.body) == "ok");
        }
    }
}

TEST_CASE("a stranger's credential is in no ring") {
    NonceSource nonces(SecretBytes<32>{});
    CHECK_FALSE(locate(vector_opening(), nonces.draw()).ok());
}

TEST_CASE("a challenge shows the choices, and no other choices pass") {
    NonceSource nonces(SecretBytes<32>{});
    const auto credential = locate(vector_opening(), secret(vectors["prover"]["sk"]));
    auto sealed = seal(vector_opening(), *credential, digits({3, 2, 1, 0, 3}), 0,
                       prepare(vector_opening(), *credential, nonces));
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
}
