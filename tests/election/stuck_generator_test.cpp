// A generator that always gives the same bytes, with or without a restart, and copies of one credential: no
// two transcripts share a nonce unless they are the same transcript. docs/protocol.md, section 2.
#include <catch2/catch.hpp>
#include <set>

#include "crypto/threshold_key.h"
#include "election/count.h"
#include "election/enrolment.h"
#include "election/fingerprint.h"
#include "election/mine.h"
#include "tests/election/ballot_vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

struct StuckRng : Rng {
    void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{7}); }
};

/// The images of nonces that were seen; each is seen once.
class Seen {
public:
    void add(const Point& image) { CHECK(points_.insert(image.bytes()).second); }
    void add_ballot(ByteView body) {
        const MatrixProof proof = decode_ballot(vector_opening(), body)->proof;
        for (const auto& [alpha, beta] : proof.ciphertexts) add(alpha);
        for (const Point& point : {proof.A, proof.B, proof.tau}) add(point);
        for (const Point& sigma : proof.sigma) add(sigma);
    }

private:
    std::set<Bytes32> points_;
};

/// One sealing by a program that has just started, over a copy of the credential.
SealedBallot sealed_anew(const SealingTerms& terms, std::uint64_t clock,
                         const std::vector<std::uint8_t>& levels) {
    StuckRng rng;
    const auto placed = locate(vector_opening(), vector_credential(ballot_vectors()["prover"]));
    const auto time = [clock] { return clock; };
    return seal(vector_opening(), *placed, digits(levels),
                prepare(vector_opening(), *placed, terms, time, rng), time, rng);
}

}    // namespace

TEST_CASE("a stuck generator: sealings differ by number, clock, revision and choices") {
    Seen seen;
    seen.add_ballot(sealed_anew({0, 1}, 100, {3, 2, 1, 0, 3}).body);
    seen.add_ballot(sealed_anew({0, 2}, 100, {3, 2, 1, 0, 3}).body);    // the number was raised
    seen.add_ballot(sealed_anew({0, 2}, 101, {3, 2, 1, 0, 3}).body);    // a restored copy, at another time
    seen.add_ballot(sealed_anew({1, 2}, 101, {3, 2, 1, 0, 3}).body);    // another revision
    // The same sealing is the same ballot, and gives away no more than it did.
    CHECK(sealed_anew({0, 2}, 101, {3, 2, 1, 0, 3}).body == sealed_anew({0, 2}, 101, {3, 2, 1, 0, 3}).body);
}

TEST_CASE("a sealing's two seeds and what is drawn from them are the protocol's, with stated random bytes") {
    const Json& prover = ballot_vectors()["prover"];
    const Bytes sevens(64, 7), levels{3, 2, 1, 0, 3};
    const auto seed = [&](std::string_view label, const Bytes& more) {
        Transcript transcript(label);
        transcript.add(scalar(prover["sk"])).add(scalar(prover["u"])).add(vector_opening().open_digest);
        transcript.add_le32(prover["g"]).add_le32(4).add(le64(5)).add(le64(6)).add(sevens);
        if (!more.empty()) transcript.add(more);
        return transcript.h();
    };
    const auto nonce = [&](const Bytes64& of, std::uint64_t number) {
        return Transcript("nonce").add(of).add(Bytes()).add(sevens).add(le64(number)).hs();
    };
    const Bytes body = sealed_anew({4, 5}, 6, {3, 2, 1, 0, 3}).body;
    const MatrixProof proof = decode_ballot(vector_opening(), body)->proof;
    const Bytes64 marks = seed("sealing/marks", levels), place = seed("sealing/place", {});
    for (std::size_t j = 0; j < levels.size(); ++j)
        CHECK(proof.ciphertexts[j].alpha == times_g(nonce(marks, j)));    // r_j comes first
    const Scalar x = challenges(vector_opening().statement(prover["g"], 4), proof).x;
    const std::size_t k = levels.size();
    for (std::size_t d = 0; d < vector_opening().m; ++d)
        for (std::size_t i = 1; i < kColumns; ++i) {
            const Scalar bit(prover["digits"][d] == i ? 1 : 0);
            CHECK(proof.f[k + d][i - 1] == bit * x + nonce(place, 3 * d + i - 1));
        }
}

TEST_CASE("a stuck generator: other choices, all else the same, share no nonce of the marks") {
    const auto one = sealed_anew({0, 1}, 100, {3, 2, 1, 0, 3}),
               other = sealed_anew({0, 1}, 100, {3, 2, 1, 0, 2});
    for (std::size_t j = 0; j < one.ciphertexts.size(); ++j)
        CHECK(one.ciphertexts[j].alpha != other.ciphertexts[j].alpha);
    // A challenge gives one ballot's r away: it opens no other ballot.
    const ChallengedBallot shown = challenge(sealed_anew({0, 1}, 100, {3, 2, 1, 0, 3}));
    for (std::size_t j = 0; j < shown.r.size(); ++j)
        for (const Ciphertext& ciphertext : other.ciphertexts) CHECK(times_g(shown.r[j]) != ciphertext.alpha);
}

TEST_CASE("a stuck generator: enrolments, shares, coins, dealings and proofs of mine share no nonce") {
    StuckRng rng;
    Seen seen;
    const Bytes32 election_a{1}, election_b{2}, digest_a{3}, digest_b{4};
    const Credential credential = vector_credential(ballot_vectors()["prover"]);
    for (const Bytes32& election : {election_a, election_b})
        for (const std::uint32_t number : {1u, 2u})
            seen.add(make_enrolment(election, number, credential, rng).proof_r);
    const auto code = read_code("FWSB85X232SJYZSQM8C5");
    seen.add(draw_credential(*code, election_a, 1, rng).pk());
    seen.add(draw_credential(*code, election_b, 1, rng).pk());

    const SecretScalar s = SecretScalar::of(Scalar(77));
    const Point V = times_g(Scalar(77)), alpha = times_g(Scalar(5)), other_alpha = times_g(Scalar(6));
    for (const Bytes32& digest : {digest_a, digest_b}) {
        seen.add(make_coin({election_a, digest, 1, V}, s, rng).r1);
        for (const std::uint32_t official : {0u, 1u})
            for (const Point& sum : {alpha, other_alpha})
                seen.add(make_share({election_a, digest, official, 1, V, sum}, s, rng).r1);
    }
    const SecretBytes<32> seed;
    for (const Bytes32& ceremony : {digest_a, digest_b}) {
        const Polynomial polynomial = Polynomial::draw(3, seed, ceremony, rng);
        for (const Point& commitment : polynomial.commitments()) seen.add(commitment);
        seen.add(prove_dealing(ceremony, 1, polynomial, rng).R);
        seen.add(prove_dealing(ceremony, 2, polynomial, rng).R);
    }
    const TagGenerators generators = TagGenerators::of(election_a);
    for (const std::uint64_t v : {8, 9}) {
        const MineKey key{times_g(Scalar(v)), {}};
        const MineProof proof = prove_mine(digest_a, generators, key, credential, rng);
        for (const Point& point : {proof.R1, proof.R2, proof.R3}) seen.add(point);
    }
}
