#include "bench/known_voters.h"

namespace vouch::bench {
namespace {

constexpr std::size_t kWaysOfMarking = 16;

}    // namespace

Scalar random_scalar() {
    Bytes64 wide;
    system_rng().fill(wide);
    return Scalar::reduce(wide);
}

KnownCredential KnownCredential::of(const Credential& credential) {
    return {disclose(credential.sk.clone()), disclose(credential.u.clone())};
}

KnownHall::KnownHall(std::size_t officials, std::uint32_t participants, std::uint32_t ring_capacity) {
    std::vector<Point> pks;
    for (std::uint32_t i = 0; i < participants; ++i)
        pks.push_back(credentials.emplace_back(KnownCredential{random_scalar(), random_scalar()}).pk());
    const Bytes32 digest = system_rng().bytes32();
    opening = election::make_opening(digest, digest, officials, times_g(s), TagGenerators::of(digest),
                                     std::move(pks), ring_capacity);
}

KnownVoters::KnownVoters(const election::Opening& opening, std::span<const KnownCredential> credentials,
                         const Scalar& s)
    : opening_(opening), s_(s) {
    std::unordered_map<Bytes32, KnownCredential, DigestHash> credential_of;
    for (const KnownCredential& one : credentials) credential_of[one.pk().bytes()] = one;
    for (std::uint32_t ring = 0; ring < opening.rings.size(); ++ring) {
        first_.push_back(voters_.size());
        for (const Point& pk : opening.rings[ring].keys)
            voters_.push_back(
                {credential_of.at(pk.bytes()), ring, voters_.size() - first_.back(), {}, {}, {}});
    }
    first_.push_back(voters_.size());
    draw_masks();
}

/// A = r_A·K + Σ a[j,i]·K[j,i] − Σ a[j,i]²·L[j,i] and B = r_B·K + Σ b[j,i]·K[j,i] + Σ a[j,i](1 −
/// 2b[j,i])·L[j,i], as far as the masks and one row's 1 decide them.
void KnownVoters::draw_masks() {
    const std::size_t k = opening_.officials, rows = k + opening_.m;
    for (std::size_t j = 0; j < rows; ++j) {
        Row& a = a_.emplace_back();
        for (std::size_t i = 1; i < kColumns; ++i) a[i] = random_scalar();
        a[0] = -(a[1] + a[2] + a[3]);
        auto& points = row_points_.emplace_back();
        Point unmarked;
        for (std::size_t i = 0; i < kColumns; ++i) {
            const auto& [K, L] = opening_.generators.rows[j][i];
            masks_point_ += a[i] * K - (a[i] * a[i]) * L;
            unmarked += a[i] * L;
        }
        for (std::size_t i = 0; i < kColumns; ++i) {
            const auto& [K, L] = opening_.generators.rows[j][i];
            points[i] = unmarked + K - (a[i] + a[i]) * L;
        }
    }
    for (std::size_t way = 0; way < kWaysOfMarking; ++way) {
        Marks& marks = marks_.emplace_back();
        for (std::size_t j = 0; j < k; ++j) {
            marks.levels.push_back(random_scalar().bytes()[0] % kColumns);
            marks.row_points += row_points_[j][marks.levels.back()];
        }
    }
}

/// Σ_i p_i,d·sk_i, or u_i, for d = 0 ... m−1, folded one digit at a time as crypto/ring_sums.cpp folds
/// points.
std::vector<Scalar> KnownVoters::ring_sums(const Voter& voter, Scalar KnownCredential::*part) const {
    const std::size_t k = opening_.officials, m = opening_.m;
    const std::size_t last = first_[voter.ring + 1] - 1;
    std::vector<std::vector<Scalar>> nodes;
    for (std::size_t place = 0; place < opening_.rings[voter.ring].places(); ++place)
        nodes.push_back({voters_[std::min(first_[voter.ring] + place, last)].credential.*part});
    for (std::size_t d = 0; d < m; ++d) {
        std::vector<std::vector<Scalar>> next(nodes.size() / kColumns, std::vector<Scalar>(d + 2));
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            std::vector<Scalar>& out = next[n / kColumns];
            for (std::size_t e = 0; e <= d; ++e) {
                out[e] += a_[k + d][n % kColumns] * nodes[n][e];
                if (n % kColumns == digit(voter, d)) out[e + 1] += nodes[n][e];
            }
        }
        nodes = std::move(next);
    }
    nodes.front().pop_back();    // X^m: the key itself
    return nodes.front();
}

void KnownVoters::get_ready(Voter& voter) const {
    const auto& [U, U_prime] = opening_.generators.tag;
    voter.tag = voter.credential.sk * U + voter.credential.u * U_prime;
    for (std::size_t d = 0; d < opening_.m; ++d)
        voter.row_points += row_points_[opening_.officials + d][digit(voter, d)];
    const auto sums = ring_sums(voter, &KnownCredential::sk), sums_u = ring_sums(voter, &KnownCredential::u);
    for (std::size_t d = 0; d < opening_.m; ++d)
        voter.sigma.push_back(times_g(sums[d]) + sums_u[d] * credential_generator());
}

Bytes KnownVoters::ballot(std::size_t number, std::uint32_t revision) {
    Voter& voter = voters_.at(number);
    if (voter.sigma.empty()) get_ready(voter);
    const Marks& marks = marks_[made_++ % marks_.size()];
    const std::size_t k = opening_.officials;
    const auto statement = opening_.statement(voter.ring, revision);
    const Scalar r_A = random_scalar(), r_B = random_scalar(), rho = random_scalar();

    MatrixProof proof;
    proof.tag = voter.tag;
    std::vector<Scalar> r;
    for (std::size_t j = 0; j < k; ++j) {
        r.push_back(random_scalar());
        proof.ciphertexts.push_back({times_g(r[j]), times_g(r[j] * s_ + opening_.w[marks.levels[j]])});
    }
    proof.A = r_A * opening_.generators.K + masks_point_;
    proof.B = r_B * opening_.generators.K + marks.row_points + voter.row_points;
    const Scalar y = challenges(statement, proof).y;

    Scalar upsilon = rho * s_, combined_r, power(1);
    for (std::size_t j = 0; j < k; ++j, power *= y) {
        combined_r += power * r[j];
        for (std::size_t i = 0; i < kColumns; ++i) upsilon += power * opening_.w[i] * a_[j][i];
    }
    proof.tau = times_g(rho);
    proof.upsilon = times_g(upsilon);
    proof.sigma = voter.sigma;
    const Scalar x = challenges(statement, proof).x;

    for (std::size_t j = 0; j < a_.size(); ++j) {
        const std::size_t one = j < k ? marks.levels[j] : digit(voter, j - k);
        auto& f = proof.f.emplace_back();
        for (std::size_t i = 1; i < kColumns; ++i) f[i - 1] = a_[j][i] + (i == one ? x : Scalar());
    }
    proof.z_A = r_B * x + r_A;
    proof.z_r = x * combined_r + rho;
    proof.z = voter.credential.sk;
    proof.z_u = voter.credential.u;
    for (std::size_t d = 0; d < opening_.m; ++d) {
        proof.z *= x;
        proof.z_u *= x;
    }
    return election::encode_ballot({voter.ring, revision, std::move(proof), {}});
}

}    // namespace vouch::bench
