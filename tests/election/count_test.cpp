// tests/vectors/count.json: which ballots count, their sums, the shares, and the counts inside.
#include <catch2/catch.hpp>
#include <set>

#include "election/count.h"
#include "election/state.h"
#include "tests/election/ballot_vectors.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

const Json& count_vectors() {
    static const Json v = read_vectors("count.json");
    return v;
}

/// The vectors' election in the middle of its vote, put together by hand: their manifest and the rest are
/// stand-ins.
State voting_state() {
    State state;
    state.phase = Phase::voting;
    state.manifest.officials.resize(count_vectors()["k"]);
    state.manifest.revotes = count_vectors()["revotes"];
    state.manifest.threshold = 1;
    state.opening = std::make_shared<const Opening>(vector_opening());
    state.sums_so_far = BallotSums(state.opening->officials);
    state.open_digest = state.opening->open_digest;
    state.open_confirmations = {{Bytes32{}}, 1};    // one is enough where there is neither board nor witness
    return state;
}

Bytes ballot_entry(const Bytes& body) {
    return make_ballot_entry(body);
}

const State& state_with(std::size_t ballots) {
    static std::vector<State> states{voting_state()};
    while (states.size() <= ballots) {
        State next = states.back();
        REQUIRE(
            apply_carried(next, ballot_entry(bytes(count_vectors()["ballots"][states.size() - 1]["body"])))
                .ok());
        states.push_back(std::move(next));
    }
    return states[ballots];
}

std::vector<Ciphertext> sums(const State& state) {
    BallotSums out(count_vectors()["k"]);
    for (const auto& [tag, ballot] : state.ballots) out.add(ballot.ciphertexts);
    return out.ciphertexts();
}

Result<DecryptionShare> share_of(const Json& v) {
    VOUCH_TRY(D, Point::decode(bytes(v["D"])));
    VOUCH_TRY(R1, Point::decode(bytes(v["R1"])));
    VOUCH_TRY(R2, Point::decode(bytes(v["R2"])));
    VOUCH_TRY(z, Scalar::decode(bytes(v["z"])));
    return DecryptionShare{D, R1, R2, z};
}

/// The whole check, decoding included, as the vectors state it.
Status judged(const Json& v, const Bytes32& close_digest, std::uint32_t official, const Point& alpha) {
    const std::uint32_t i = v.value("i", 1u);
    const Bytes32 election_id = bytes32(count_vectors()["election_id"]);
    const Point V = point(count_vectors()["V"][i - 1]);
    VOUCH_TRY(share, share_of(v));
    return check_share({election_id, close_digest, official, i, V, alpha}, share);
}

Counts counts(const Json& v) {
    return {v["high"], v["medium"], v["low"], v["blank"]};
}

/// The counts that an exponent spells, blank filled up to the `counted` ballots; nothing where there are
/// none.
std::optional<Counts> counts_of_exponent(std::uint64_t v, std::uint32_t enrolled, std::uint32_t counted) {
    const std::uint64_t c = std::uint64_t{enrolled} + 1;
    const std::uint64_t low = v % c, medium = v / c % c, high = v / c / c;
    if (high > counted || low + medium + high > counted) return std::nullopt;
    const auto marked = static_cast<std::uint32_t>(low + medium + high);
    return Counts{static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(medium),
                  static_cast<std::uint32_t>(low), counted - marked};
}

}    // namespace

TEST_CASE("of each tag the ballot with the highest revision counts") {
    std::set<std::size_t> counted;
    std::map<std::string, std::size_t> place_of;
    for (std::size_t i = 0; i < 20; ++i) place_of[count_vectors()["ballots"][i]["tracker"]] = i;
    for (const auto& [tag, ballot] : state_with(20).ballots)
        counted.insert(place_of.at(to_hex(ballot.tracker)));
    CHECK(Json(counted) == count_vectors()["counted"]);
    CHECK(counted.size() == count_vectors()["result"]["turnout"]);
    CHECK(state_with(20).ballots_admitted == 20);
}

TEST_CASE("the sums are those of the ballots that count, after every ballot, and stand at the close") {
    for (std::size_t n = 0; n <= 20; ++n) {
        CAPTURE(n);
        CHECK(state_with(n).sums_so_far.ciphertexts() == sums(state_with(n)));
    }
    State state = state_with(20);
    REQUIRE(state.ballots.size() < state.ballots_admitted);    // some were superseded
    // The close has no need of the ballots themselves, which may be as many as 65,536.
    const SigningKey organizer(SecretBytes<32>{});
    state.manifest.organizers = {organizer.public_key()};
    for (auto& [tag, ballot] : state.ballots) ballot.ciphertexts.clear();
    const SigningKey* const signers[] = {&organizer};
    const Close close{state.log.size(), state.log.root(), 0};
    REQUIRE(apply_carried(state, make_entry(state.election_id, close, signers)).ok());
    CHECK(state.phase == Phase::counting);
    CHECK(state.sums == sums(state_with(20)));
}

TEST_CASE("a revision is exactly one more than the last") {
    for (const Json& v : count_vectors()["revision_rejects"]) {
        CAPTURE(v["what"].get<std::string>());
        State state = state_with(v["after"]);
        Bytes body = bytes(count_vectors()["ballots"][1]["body"]);    // of another tag: no duplicate
        std::ranges::copy(le32(v["revision"]), body.begin() + 4);
        std::ranges::copy(bytes(v["tag"]), body.begin() + 8);
        const Status status = apply_carried(state, ballot_entry(body));
        REQUIRE_FALSE(status.ok());
        CHECK(status.rejection().reason == Reason::wrong_revision);
    }
}

TEST_CASE("sums, shares, M and counts are the vectors'") {
    const std::vector<Ciphertext> all = sums(state_with(20));
    const Bytes32 close_digest = bytes32(count_vectors()["close_digest"]);
    const std::vector<std::uint32_t> trustees = count_vectors()["trustees"];
    const std::vector<Scalar> lambdas = lagrange_at_zero(trustees);
    CountReader reader(count_vectors()["N"], count_vectors()["result"]["turnout"]);
    REQUIRE(count_vectors()["result"]["officials"].size() == all.size());
    for (std::uint32_t j = 0; j < all.size(); ++j) {
        const Json& v = count_vectors()["result"]["officials"][j];
        CHECK(all[j].alpha == point(v["alpha"]));
        CHECK(all[j].beta == point(v["beta"]));
        std::vector<Point> D;
        for (const Json& share : v["shares"]) {
            CHECK(judged(share, close_digest, j, all[j].alpha).ok());
            D.push_back(point(share["D"]));
        }
        const Point M = decrypt_sum(all[j], lambdas, D);
        CHECK(M == point(v["M"]));
        const auto found = reader.read(M);
        REQUIRE(found);
        CHECK(*found == counts(v));
        CHECK(exponent_of(*found, count_vectors()["N"]) == v["v"]);
    }
}

TEST_CASE("every forged share is refused for its reason") {
    for (const Json& v : count_vectors()["share_rejects"]) {
        CAPTURE(v["what"].get<std::string>());
        const Status status = judged(v, bytes32(v["close_digest"]), v["official"], point(v["alpha"]));
        REQUIRE_FALSE(status.ok());
        CHECK(name(status.rejection().reason) == v["expect"]);
    }
}

TEST_CASE("the share of a sum that is the identity is good") {
    const Json& v = count_vectors()["share_of_identity"];
    CHECK(judged(v, bytes32(count_vectors()["close_digest"]), 0, point(v["alpha"])).ok());
    Json changed = v;
    changed["D"] = to_hex(Point::generator().bytes());
    CHECK_FALSE(judged(changed, bytes32(count_vectors()["close_digest"]), 0, point(v["alpha"])).ok());
}

TEST_CASE("a share that we make is good, and only for its statement") {
    const Bytes32 election_id = bytes32(count_vectors()["election_id"]),
                  close_digest = bytes32(count_vectors()["close_digest"]);
    const SecretScalar s = SecretScalar::of(Scalar(12345));
    const Point V = times_g(Scalar(12345)), alpha = point(count_vectors()["result"]["officials"][0]["alpha"]);
    const ShareStatement statement{election_id, close_digest, 2, 3, V, alpha};
    const DecryptionShare share = make_share(statement, s, system_rng());
    CHECK(share.d == Scalar(12345) * alpha);
    CHECK(check_share(statement, share).ok());
    CHECK_FALSE(check_share({close_digest, close_digest, 2, 3, V, alpha}, share).ok());
    CHECK_FALSE(check_share({election_id, election_id, 2, 3, V, alpha}, share).ok());
    CHECK_FALSE(check_share({election_id, close_digest, 1, 3, V, alpha}, share).ok());
    CHECK_FALSE(check_share({election_id, close_digest, 2, 1, V, alpha}, share).ok());
    CHECK_FALSE(check_share({election_id, close_digest, 2, 3, alpha, alpha}, share).ok());
    CHECK_FALSE(check_share({election_id, close_digest, 2, 3, V, V}, share).ok());
}

TEST_CASE("every exponent of the vectors is found") {
    std::map<std::pair<std::uint32_t, std::uint32_t>, CountReader> readers;
    for (const Json& v : count_vectors()["decode"]) {
        const std::uint32_t enrolled = v["N"], counted = v["counted"];
        CAPTURE(enrolled, counted, v["v"].get<std::uint64_t>());
        const Point M = point(v["M"]);
        CountReader& reader =
            readers.try_emplace(std::pair{enrolled, counted}, enrolled, counted).first->second;
        const auto found = reader.read(M);
        REQUIRE(found);
        CHECK(*found == counts(v));
        CHECK(exponent_of(*found, enrolled) == v["v"]);
    }
}

TEST_CASE("what spells no counts of so many ballots is refused") {
    for (const Json& v : count_vectors()["decode_rejects"]) {
        CAPTURE(v["what"].get<std::string>());
        CountReader reader(v["N"], v["counted"]);
        CHECK_FALSE(reader.read(point(v["M"])));
    }
}

TEST_CASE("all counts of a few ballots are read, whatever the blanks, and none beside them") {
    constexpr std::uint32_t kEnrolled = 9, kCounted = 7;
    CountReader reader(kEnrolled, kCounted);
    std::size_t readable = 0;
    Point M;    // v·G
    for (std::uint64_t v = 0; v < 1000; ++v, M += Point::generator()) {
        const auto found = reader.read(M);
        CHECK(found == counts_of_exponent(v, kEnrolled, kCounted));
        if (!found) continue;
        CHECK(found->high + found->medium + found->low + found->blank == kCounted);
        CHECK(exponent_of(*found, kEnrolled) == v);
        ++readable;
    }
    CHECK(readable == 8 * 9 * 10 / 6);    // ways to share 7 ballots out to four levels
}

TEST_CASE("counts with many blanks are read too") {
    CountReader reader(700, 600);
    for (const Counts& wanted : {Counts{0, 0, 0, 600}, Counts{50, 0, 100, 450}, Counts{200, 200, 200, 0}})
        CHECK(reader.read(times_g(Scalar(exponent_of(wanted, 700)))) == wanted);
}

TEST_CASE("the table grows up to its limit, which 65,536 ballots reach with 31 numbers of blanks") {
    CHECK(CountReader::kTableEntriesMax / 65'537 == 31);
    constexpr std::uint32_t kCounted = 150;
    CountReader reader(kCounted, kCounted, 31 * (kCounted + 1) + 1);    // as if it were so many
    CHECK(reader.rows() == 1);
    const auto reads = [&](const Counts& wanted) {
        return reader.read(times_g(Scalar(exponent_of(wanted, kCounted)))) == wanted;
    };
    CHECK(reads({75, 75, 0, 0}));
    CHECK(reader.rows() == 1);
    CHECK(reads({0, 1, 0, kCounted - 1}));
    CHECK(reads({1, 0, 0, kCounted - 1}));
    CHECK(reader.rows() == 31);
    CHECK(reads({0, 0, 0, kCounted}));
    CHECK(reads({30, 40, 49, 31}));
    CHECK(reads({30, 40, 50, 30}));
    CHECK(reads({75, 75, 0, 0}));
    CHECK(reader.rows() == 31);
    CountReader small(kCounted, kCounted, 0);
    CHECK(small.read(times_g(Scalar(exponent_of({50, 40, 50, 10}, kCounted)))) == Counts{50, 40, 50, 10});
    CHECK(small.rows() == 1);
}
