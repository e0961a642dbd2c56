// What equation (4) of docs/protocol.md, section 6.3, is for: a key has one tag, and a ballot hides for ever
// whose it is. Both are shown with generators whose logarithms the test knows, which nobody knows of the true
// ones.
#include <catch2/catch.hpp>

#include "tests/election/ballot_vectors.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr std::size_t kOfficials = 2;

Scalar random_public() {
    return disclose(vouch::testing::random_secret());
}

/// Σ_i P_i·ring[i] + y·x^m·tag − Σ_d x^d·σ_d
Point left_of_equation_4(const Ring& ring, const MatrixProof& proof, const MatrixChallenges& challenges) {
    const auto& [y, x] = challenges;
    const std::size_t m = ring.m, k = proof.k();
    Point sum;
    for (std::size_t place = 0; place < ring.places(); ++place) {
        Scalar P(1);
        for (std::size_t d = 0; d < m; ++d) {
            const auto& row = proof.f[k + d];
            const std::size_t digit = place >> (2 * d) & 3;
            P *= digit == 0 ? x - row[0] - row[1] - row[2] : row[digit - 1];
        }
        sum += P * ring.at(place);
    }
    Scalar power(1);
    for (const Point& sigma : proof.sigma) {
        sum += -power * sigma;
        power *= x;
    }
    return sum + y * power * proof.tag;
}

/// A verifier whose equation (4) has W alone on its right side, as a careless reader might write it.
bool passes_without_U_prime(const Opening& opening, const Ring& ring, const MatrixProof& proof,
                            const MatrixChallenges& challenges) {
    return left_of_equation_4(ring, proof, challenges) ==
           proof.z * (Point::generator() + challenges.y * opening.generators.tag.U) +
               proof.z_u * opening.generators.W;
}

Opening opening_of(const std::vector<Credential>& credentials) {
    std::vector<Point> pks;
    for (const Credential& credential : credentials) pks.push_back(credential.pk());
    return make_opening(system_rng().bytes32(), system_rng().bytes32(), kOfficials, times_g(random_public()),
                        TagGenerators::of(Bytes32{}), pks, 256);
}

/// Generators with all logarithms known, to the base G.
struct KnownGenerators {
    Scalar W = random_public(), U = random_public(), U_prime = random_public(), K = random_public();
    std::vector<std::array<std::array<Scalar, 2>, kColumns>> rows;    // K and L of each cell

    explicit KnownGenerators(std::size_t count) : rows(count) {
        for (auto& row : rows)
            for (auto& cell : row) cell = {random_public(), random_public()};
    }
    Generators points() const {
        Generators out = Generators::of(0, {times_g(U), times_g(U_prime)});
        out.W = times_g(W);
        out.K = times_g(K);
        for (const auto& row : rows) {
            auto& cells = out.rows.emplace_back();
            for (std::size_t i = 0; i < kColumns; ++i) cells[i] = {times_g(row[i][0]), times_g(row[i][1])};
        }
        out.in_order = {out.W, out.tag.U, out.tag.U_prime, out.K};
        for (const auto& row : out.rows)
            for (const CellGenerators& cell : row) out.in_order.insert(out.in_order.end(), {cell.K, cell.L});
        return out;
    }
};

/// The randomness of one proof, public.
struct KnownRandomness {
    std::vector<Scalar> r;
    std::vector<std::array<Scalar, 3>> a;    // the officials' rows, then the place's
    Scalar r_A, r_B, rho, phi, psi;

    MarksRandomness marks() const {
        MarksRandomness out;
        for (std::size_t j = 0; j < kOfficials; ++j) {
            out.r.push_back(SecretScalar::of(r[j]));
            out.a.push_back(row(j));
        }
        out.r_A = SecretScalar::of(r_A);
        out.r_B = SecretScalar::of(r_B);
        out.rho = SecretScalar::of(rho);
        return out;
    }
    PlaceRandomness place() const {
        PlaceRandomness out;
        out.a.push_back(row(kOfficials));
        out.phi.push_back(SecretScalar::of(phi));
        out.psi.push_back(SecretScalar::of(psi));
        return out;
    }

private:
    RowRandomness row(std::size_t j) const {
        return {SecretScalar::of(a[j][0]), SecretScalar::of(a[j][1]), SecretScalar::of(a[j][2])};
    }
};

/// One of four participants, who all have known keys: pk = key·G.
class RingOfFour {
public:
    RingOfFour() : known_(kOfficials + 1), opening_(opening_of(four())) {
        opening_.generators = known_.points();
        std::vector<Point> keys;
        for (Scalar& key : keys_) keys.push_back(times_g(key = random_public()));
        opening_.rings[0].keys = keys;
    }

    Scalar sk_at(std::size_t place, const Scalar& u) const { return keys_[place] - known_.W * u; }

    Bytes proof_bytes(std::size_t place, const Scalar& sk, const Scalar& u,
                      const KnownRandomness& randomness) const {
        const Credential credential{SecretScalar::of(sk), SecretScalar::of(u)};
        const auto levels = digits({2, 0}), digit = digits({static_cast<std::uint8_t>(place)});
        PlaceRandomness of_place = randomness.place();
        auto sums = ring_sums(opening_.rings[0], digit, of_place);
        return encode_ballot({0,
                              0,
                              prove_matrix(opening_.statement(0, 0), {credential, levels, digit},
                                           randomness.marks(), std::move(of_place), std::move(sums)),
                              {}});
    }

    /// What a participant at another place would have had to draw for the very same ballot.
    struct Explanation {
        Scalar sk, u;
        KnownRandomness randomness;
    };
    Explanation explain(ByteView body, std::size_t place, const KnownRandomness& true_randomness,
                        const Scalar& log_tag) const {
        const MatrixProof proof = decode_ballot(opening_, body)->proof;
        const auto [y, x] = challenges(opening_.statement(0, 0), proof);
        Explanation out{{}, {}, true_randomness};
        // sk + W·u = key and U·sk + U'·u = tag
        out.u = (log_tag - known_.U * keys_[place]) * (known_.U_prime - known_.U * known_.W).inverse();
        out.sk = keys_[place] - known_.W * out.u;
        std::array<Scalar, kColumns> b{};
        b[place] = Scalar(1);
        auto& a = out.randomness.a[kOfficials];
        for (std::size_t i = 1; i < kColumns; ++i) a[i - 1] = proof.f[kOfficials][i - 1] - b[i] * x;
        out.randomness.phi = out.sk * x - proof.z;
        out.randomness.psi = out.u * x - proof.z_u;
        // What the other cells add to A and B is made up for by their blinding.
        const auto sums = [&](const KnownRandomness& randomness, std::size_t at) {
            const auto& three = randomness.a[kOfficials];
            const std::array<Scalar, kColumns> row{-(three[0] + three[1] + three[2]), three[0], three[1],
                                                   three[2]};
            std::pair<Scalar, Scalar> A_and_B;
            for (std::size_t i = 0; i < kColumns; ++i) {
                const auto& [K, L] = known_.rows[kOfficials][i];
                const Scalar bit(i == at ? 1 : 0);
                A_and_B.first += row[i] * K - row[i] * row[i] * L;
                A_and_B.second += bit * K + row[i] * (Scalar(1) - bit - bit) * L;
            }
            return A_and_B;
        };
        const auto before = sums(true_randomness, true_place_), after = sums(out.randomness, place);
        out.randomness.r_A = true_randomness.r_A + (before.first - after.first) * known_.K.inverse();
        out.randomness.r_B = true_randomness.r_B + (before.second - after.second) * known_.K.inverse();
        return out;
    }

    static constexpr std::size_t true_place_ = 1;
    const KnownGenerators& known() const { return known_; }

private:
    static std::vector<Credential> four() {
        std::vector<Credential> out;
        for (int i = 0; i < 4; ++i) out.push_back(random_credential());
        return out;
    }
    KnownGenerators known_;
    Opening opening_;
    std::array<Scalar, 4> keys_;
};

}    // namespace

TEST_CASE("without U' in equation (4) one key would have as many votes as it likes") {
    std::vector<Credential> credentials;
    for (int i = 0; i < 5; ++i) credentials.push_back(random_credential());
    const Opening opening = opening_of(credentials);
    const auto placed = locate(opening, credentials[2].clone());
    const Ring& ring = opening.rings[0];
    std::vector<Point> tags;
    for (const std::uint64_t c : {1, 2}) {
        // With c·W in the place of U' the library's own prover makes a tag that has a part of W.
        Opening forged = opening;
        const TagGenerators tag{opening.generators.tag.U, Scalar(c) * opening.generators.W};
        forged.generators = Generators::of(opening.generators.rows.size(), tag);
        auto ballot = *decode_ballot(forged, sealed_ballot(forged, *placed, digits({1, 3})).body);
        const auto drawn = challenges(opening.statement(0, 0), ballot.proof);
        ballot.proof.z_u *= Scalar(1) + drawn.y * Scalar(c);
        CHECK(passes_without_U_prime(opening, ring, ballot.proof, drawn));
        CHECK(judge(opening, encode_ballot(ballot)) == "ballot: equation 4");
        tags.push_back(ballot.proof.tag);
    }
    CHECK(tags[0] != tags[1]);                                                   // two votes of one key
    const auto honest = sealed_ballot(opening, *placed, digits({1, 3})).body;    // the control
    CHECK(judge(opening, honest) == "ok");
}

TEST_CASE("to every place of a ring there is randomness that gives the ballot's very bytes") {
    const RingOfFour ring;
    KnownRandomness randomness;
    for (std::size_t j = 0; j < kOfficials; ++j) randomness.r.push_back(random_public());
    for (std::size_t j = 0; j <= kOfficials; ++j)
        randomness.a.push_back({random_public(), random_public(), random_public()});
    for (Scalar* one : {&randomness.r_A, &randomness.r_B, &randomness.rho, &randomness.phi, &randomness.psi})
        *one = random_public();
    const Scalar u = random_public(), sk = ring.sk_at(RingOfFour::true_place_, u);
    const Bytes body = ring.proof_bytes(RingOfFour::true_place_, sk, u, randomness);
    const Scalar log_tag = sk * ring.known().U + u * ring.known().U_prime;
    for (std::size_t place = 0; place < 4; ++place) {
        CAPTURE(place);
        const auto found = ring.explain(body, place, randomness, log_tag);
        CHECK((found.sk == sk) == (place == RingOfFour::true_place_));
        CHECK(ring.proof_bytes(place, found.sk, found.u, found.randomness) == body);
    }
}
