// tests/vectors/ballot-rejects.json: forged ballots, each refused for the stated reason; then single bits and
// batches.
#include <catch2/catch.hpp>

#include "tests/election/ballot_vectors.h"
#include "tests/support/bits.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Bytes honest = bytes(ballot_vectors()["body"]);

Bytes body_of(const Json& v) {
    Bytes body = v.contains("body") ? bytes(v["body"]) : honest;
    if (v.contains("patch"))
        for (const Json& patch : v["patch"]) {
            const Bytes with = bytes(patch["bytes"]);
            const auto at = patch["at"].get<std::size_t>();
            if (body.size() < at + with.size()) body.resize(at + with.size());
            std::copy(with.begin(), with.end(), body.begin() + static_cast<std::ptrdiff_t>(at));
        }
    return body;
}

/// The opening with the case's values in place of the election's own.
Opening opening_of(const Json& v, const Bytes& body) {
    Opening changed = vector_opening();
    if (!v.contains("context")) return changed;
    const Json& context = v["context"];
    if (context.contains("open_digest")) changed.open_digest = bytes32(context["open_digest"]);
    if (context.contains("Y")) changed.Y = point(context["Y"]);
    if (context.contains("election_id")) {
        changed.election_id = bytes32(context["election_id"]);
        changed.generators =
            Generators::of(changed.generators.rows.size(), TagGenerators::of(changed.election_id));
    }
    if (context.contains("N")) {
        const Scalar c(context["N"].get<std::uint64_t>() + 1);
        changed.w = {Scalar(), Scalar(1), c, c * c};
    }
    if (context.contains("ring"))
        changed.rings[read_le32(ByteView(body).first<4>())].keys = points(context["ring"]);
    return changed;
}

std::string expected_detail(const std::string& expect) {
    if (expect == "identity tag" || expect == "challenge zero") return "ballot: " + expect;
    return expect.size() == 1 ? "ballot: equation " + expect : expect;
}

}    // namespace

TEST_CASE("every forged ballot of the vectors is refused for its reason") {
    REQUIRE(judge(vector_opening(), honest) == "ok");
    const Json vectors = read_vectors("ballot-rejects.json");
    for (const Json& v : vectors["rejects"]) {
        const Bytes body = body_of(v);
        const Opening changed = opening_of(v, body);
        CAPTURE(v["what"]);
        const ByteView view(body);
        const auto verified = verify(changed, {&view, 1}, system_rng());
        REQUIRE_FALSE(verified.front().ok());
        const Rejection& rejection = verified.front().rejection();
        if (v["expect"] == "malformed")
            CHECK(rejection.reason == Reason::malformed);
        else
            CHECK(rejection.detail == expected_detail(v["expect"]));
    }
    for (const Json& v : vectors["accepts"]) {
        const Bytes body = body_of(v);
        CAPTURE(v["what"]);
        CHECK(judge(opening_of(v, body), body) == "ok");
    }
}

TEST_CASE("every single-bit change to a valid ballot is refused") {
    REQUIRE(judge(vector_opening(), honest) == "ok");
    for_each_bit_flip(honest, [](const Bytes& changed, std::size_t bit) {
        CAPTURE(bit);
        REQUIRE(judge(vector_opening(), changed) != "ok");
    });
}

TEST_CASE("in a batch, just the bad ballots are refused, for the reason they have alone") {
    std::vector<Bytes> bodies;
    const Json ballots = read_vectors("count.json")["ballots"];
    for (const Json& v : ballots) bodies.push_back(bytes(v["body"]));
    bodies[3][bodies[3].size() - 1] ^= 1;    // z
    bodies[11][8 + 32] ^= 2;                 // α_0, or a point that is not canonical
    bodies[19].push_back(0);
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    const auto verified = verify(vector_opening(), views, system_rng());
    for (std::size_t i = 0; i < verified.size(); ++i) {
        CAPTURE(i);
        const std::string alone = judge(vector_opening(), bodies[i]);
        CHECK((verified[i].ok() ? "ok" : verified[i].rejection().detail) == alone);
        CHECK((alone == "ok") == (i != 3 && i != 11 && i != 19));
    }
}

TEST_CASE("the one bad ballot among 1,024 is the one that is refused, wherever it is") {
    std::vector<Bytes> honest_bodies;
    const Json ballots = read_vectors("count.json")["ballots"];
    for (const Json& v : ballots) honest_bodies.push_back(bytes(v["body"]));
    for (const std::size_t bad : {0u, 700u, 1023u}) {
        CAPTURE(bad);
        Bytes forged = honest_bodies[bad % honest_bodies.size()];
        forged[forged.size() - 1] ^= 1;    // z
        std::vector<ByteView> views;
        for (std::size_t i = 0; i < 1024; ++i)
            views.push_back(i == bad ? forged : honest_bodies[i % honest_bodies.size()]);
        const auto verified = verify(vector_opening(), views, system_rng());
        REQUIRE(verified.size() == views.size());
        for (std::size_t i = 0; i < verified.size(); ++i)
            if (verified[i].ok() == (i == bad)) FAIL("ballot " << i << " is taken for what it is not");
        CHECK(verified[bad].rejection().detail == judge(vector_opening(), forged));
    }
}

TEST_CASE("the half of a failing batch that must hold the bad ballot is not looked at as a whole") {
    struct CountingRng : Rng {
        void fill(std::span<std::uint8_t> out) override {
            ++fills;
            system_rng().fill(out);
        }
        std::size_t fills = 0;
    };
    const Json ballots = read_vectors("count.json")["ballots"];
    const auto ballots_weighted = [&](std::size_t bad) {
        std::vector<Bytes> bodies;
        for (std::size_t i = 0; i < 8; ++i) bodies.push_back(bytes(ballots[i]["body"]));
        std::ranges::stable_sort(bodies, {}, [](const Bytes& body) { return body[0]; });    // by ring
        bodies[bad].at(bodies[bad].size() - 32) ^= 1;                                       // in z
        const std::vector<ByteView> views(bodies.begin(), bodies.end());
        CountingRng rng;
        const auto verified = verify(vector_opening(), views, rng);
        for (std::size_t i = 0; i < 8; ++i) CHECK(verified[i].ok() == (i != bad));
        return rng.fills / 4;    // a weight for each equation
    };
    CHECK(ballots_weighted(7) == 8 + 4 + 2 + 1);
    CHECK(ballots_weighted(0) == 8 + 4 + 4 + 2 + 2 + 1 + 1);    // the other halves may hide another
}
