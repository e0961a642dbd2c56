#include "election/ballot.h"

#include "crypto/bulk/decode.h"
#include "crypto/transcript.h"

namespace vouch::election {
namespace {

/// A body's scalars, one behind another; remembers whether one was not canonical.
class ScalarReader {
public:
    explicit ScalarReader(ByteView scalars) : rest_(scalars) {}

    Scalar next() {
        const auto scalar = Scalar::decode(rest_.first<32>());
        rest_ = rest_.subspan<32>();
        canonical_ = canonical_ && scalar.ok();
        return scalar.ok() ? *scalar : Scalar();
    }
    bool canonical() const { return canonical_; }

private:
    ByteView rest_;
    bool canonical_ = true;
};

}    // namespace

MatrixStatement Opening::statement(std::uint32_t ring_index, std::uint32_t revision) const {
    return {open_digest, generators, Y, w, ring_index, rings[ring_index], revision};
}

Opening make_opening(const Bytes32& election_id, const Bytes32& open_digest, std::size_t officials,
                     const Point& Y, const TagGenerators& tag_generators, std::vector<Point> enrolled,
                     std::uint32_t ring_capacity) {
    Opening opening;
    opening.election_id = election_id;
    opening.open_digest = open_digest;
    opening.officials = officials;
    opening.Y = Y;
    opening.enrolled = static_cast<std::uint32_t>(enrolled.size());
    const Scalar c(std::uint64_t{opening.enrolled} + 1);
    opening.w = {Scalar(), Scalar(1), c, c * c};
    opening.rings = make_rings(open_digest, std::move(enrolled), ring_capacity);
    opening.m = opening.rings.front().m;
    opening.generators = Generators::of(officials + opening.m, tag_generators);
    return opening;
}

std::size_t ballot_body_bytes(std::size_t k, std::size_t m) {
    return 8 + 32 * (2 * k + m + 5) + 32 * (3 * (k + m) + 4);
}

std::optional<BallotHead> ballot_head(ByteView body) {
    if (body.size() < kBallotHeadBytes) return {};
    return BallotHead{read_le32(body.first<4>()), read_le32(body.subspan<4, 4>()),
                      *exactly<32>(body.subspan(8, 32))};
}

Bytes encode_ballot(const Ballot& ballot) {
    const MatrixProof& proof = ballot.proof;
    Bytes body;
    body.reserve(ballot_body_bytes(proof.k(), proof.sigma.size()));
    append(body, le32(ballot.ring_index));
    append(body, le32(ballot.revision));
    append(body, proof.tag.bytes());
    for (const auto& [alpha, beta] : proof.ciphertexts) {
        append(body, alpha.bytes());
        append(body, beta.bytes());
    }
    for (const Point* point : {&proof.A, &proof.B, &proof.tau, &proof.upsilon}) append(body, point->bytes());
    for (const Point& sigma : proof.sigma) append(body, sigma.bytes());
    for (const auto& row : proof.f)
        for (const Scalar& f : row) append(body, f.bytes());
    for (const Scalar* scalar : {&proof.z_A, &proof.z_r, &proof.z, &proof.z_u}) append(body, scalar->bytes());
    return body;
}

Result<Ballot> decode_ballot(const Opening& opening, ByteView body) {
    const std::size_t k = opening.officials, m = opening.m;
    if (body.size() != ballot_body_bytes(k, m)) return {Reason::malformed, "ballot: length"};
    Ballot ballot;
    const auto head = ballot_head(body);
    ballot.ring_index = head->ring_index;
    ballot.revision = head->revision;
    if (ballot.ring_index >= opening.rings.size()) return {Reason::malformed, "ballot: ring"};
    const std::size_t points = 2 * k + m + 5;
    auto block = decode_block(body.subspan(8, 32 * points));
    if (!block) return {Reason::malformed, "ballot: point not canonical"};
    ballot.points = std::move(block->decoded);
    MatrixProof& proof = ballot.proof;
    auto point = block->points.begin();
    proof.tag = *point++;
    proof.ciphertexts.resize(k);
    for (auto& [alpha, beta] : proof.ciphertexts) {
        alpha = *point++;
        beta = *point++;
    }
    for (Point* one : {&proof.A, &proof.B, &proof.tau, &proof.upsilon}) *one = *point++;
    proof.sigma.assign(point, block->points.end());
    ScalarReader scalars(body.subspan(8 + 32 * points));
    proof.f.resize(k + m);
    for (auto& row : proof.f)
        for (Scalar& f : row) f = scalars.next();
    for (Scalar* scalar : {&proof.z_A, &proof.z_r, &proof.z, &proof.z_u}) *scalar = scalars.next();
    if (!scalars.canonical()) return {Reason::malformed, "ballot: scalar not canonical"};
    return ballot;
}

Bytes32 tracker_choices(const Bytes32& open_digest, std::span<const Ciphertext> ciphertexts) {
    Transcript transcript("tracker/choices");
    transcript.add(open_digest);
    for (const auto& [alpha, beta] : ciphertexts) transcript.add(alpha).add(beta);
    return transcript.hb();
}

Bytes32 tracker_of_parts(const Bytes32& choices, const Bytes32& rest) {
    return Transcript("tracker").add(choices).add(rest).hb();
}

Tracker tracker_of(const Bytes32& open_digest, std::span<const Ciphertext> ciphertexts, ByteView body) {
    const Bytes32 choices = tracker_choices(open_digest, ciphertexts);
    const Bytes32 rest = Transcript("tracker/rest").add(body).hb();
    return {choices, rest, tracker_of_parts(choices, rest)};
}

}    // namespace vouch::election
