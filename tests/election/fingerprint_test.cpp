// The coins and the fingerprint of ballot.json, and which confirmations make an open or a close confirmed.
#include "election/fingerprint.h"

#include <catch2/catch.hpp>

#include "crypto/threshold_key.h"
#include "election/state.h"
#include "tests/election/ballot_vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Json opening_vectors = ballot_vectors()["opening"];

Result<Coin> decoded(const Json& v) {
    VOUCH_TRY(E, Point::decode(bytes(v["E"])));
    VOUCH_TRY(R1, Point::decode(bytes(v["R1"])));
    VOUCH_TRY(R2, Point::decode(bytes(v["R2"])));
    VOUCH_TRY(z, Scalar::decode(bytes(v["z"])));
    return Coin{E, R1, R2, z};
}

std::string judge_coin(const Json& v) {
    const auto coin = decoded(v);
    if (!coin.ok()) return "malformed";
    const Bytes32 id = bytes32(v["election_id"]), digest = bytes32(v["open_digest"]);
    const Point V = point(opening_vectors["V"][v["V_of"].get<std::size_t>() - 1]);
    const Status status = check_coin({id, digest, v["i"], V}, *coin);
    return status.ok() ? "ok" : std::string(name(status.rejection().reason));
}

/// Trustee i's coin as the vectors have it, with all that it is held against.
Json coin_of(std::size_t i) {
    Json v = opening_vectors["coins"][i - 1];
    v.update({{"i", i},
              {"V_of", i},
              {"election_id", ballot_vectors()["election_id"]},
              {"open_digest", opening_vectors["open_digest"]}});
    return v;
}

}    // namespace

TEST_CASE("coins: those that hold, ours among them, and those that must be refused") {
    const Json s = read_vectors("ceremony.json")["s"];
    const Bytes32 id = bytes32(ballot_vectors()["election_id"]),
                  digest = bytes32(opening_vectors["open_digest"]);
    CHECK(coin_base(id, digest) == point(opening_vectors["P"]));
    for (std::size_t i = 1; i <= 3; ++i) {
        Json v = coin_of(i);
        CHECK(judge_coin(v) == "ok");
        const Point V = point(opening_vectors["V"][i - 1]);
        const Coin own =
            make_coin({id, digest, static_cast<std::uint32_t>(i), V}, secret(s[i - 1]), system_rng());
        CHECK(own.E == point(v["E"]));
        CHECK(check_coin({id, digest, static_cast<std::uint32_t>(i), V}, own).ok());
    }
    REQUIRE(opening_vectors["coin_rejects"].size() > 20);
    for (const Json& change : opening_vectors["coin_rejects"]) {
        CAPTURE(change["what"]);
        Json v = coin_of(1);
        v.update(change);
        CHECK(judge_coin(v) == change["expect"]);
    }
}

TEST_CASE("every choice of t coins gives one point, and so one fingerprint") {
    std::map<std::uint32_t, Point> coins;
    for (std::uint32_t i = 1; i <= 3; ++i) coins.emplace(i, point(opening_vectors["coins"][i - 1]["E"]));
    const Point Q = point(opening_vectors["Q"]);
    for (const Json& choice : opening_vectors["choices"]) {
        const std::vector<std::uint32_t> trustees = choice["trustees"];
        const auto lambdas = lagrange_at_zero(trustees);
        std::map<std::uint32_t, Point> chosen;
        for (std::size_t i = 0; i < trustees.size(); ++i) {
            CHECK(lambdas[i] == scalar(choice["lambda"][i]));
            chosen.emplace(trustees[i], coins.at(trustees[i]));
        }
        CHECK(fingerprint_point(chosen, trustees.size()) == Q);
        CHECK(fingerprint_point(chosen, 2) == Q);
    }
    const Bytes32 id = bytes32(ballot_vectors()["election_id"]),
                  digest = bytes32(opening_vectors["open_digest"]);
    const Bytes32 hash = fingerprint_hash(id, digest, Q);
    CHECK(to_hex(hash) == opening_vectors["fingerprint_hash"]);
    CHECK(fingerprint(hash) == opening_vectors["fingerprint"]);
    CHECK(opening_number(digest) == opening_vectors["opening_number"]);
    CHECK(in_groups_of_four("0123456789012345") == "0123 4567 8901 2345");
}

TEST_CASE("confirmed is q confirmations with t trustees among them") {
    const Json vectors = read_vectors("hash-and-group.json");
    const auto state_of = [](std::uint32_t n, std::uint32_t t, std::uint32_t witnesses) {
        State state;
        state.manifest.trustees = n;
        state.manifest.threshold = t;
        state.manifest.witness_keys.resize(witnesses);
        state.ceremony.emplace();
        state.ceremony->board.trustees.resize(n);
        return state;
    };
    for (const Json& v : vectors["confirmations"]) {
        State state = state_of(v["M"], v["t"], 0);
        CHECK(state.confirmations_needed() == v["q"]);
    }
    for (const Json& v : vectors["confirmed"]) {
        CAPTURE(v.dump());
        const State state = state_of(v["n"], v["t"], v["witnesses"]);
        Confirmations confirmations;
        confirmations.trustees = v["by_trustees"];
        const std::size_t all = v["by_trustees"].get<std::size_t>() + v["by_witnesses"].get<std::size_t>();
        for (std::size_t i = 0; i < all; ++i) {
            Bytes32 key{};
            key[0] = static_cast<std::uint8_t>(i);
            confirmations.keys.insert(key);
        }
        CHECK(state.confirmed(confirmations) == v["confirmed"]);
    }
}
