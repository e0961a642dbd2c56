#include "election/ballot.h"

#include "crypto/transcript.h"

namespace vouch::election {
namespace {

/// Reads a body of the right length field by field; remembers the first field that is not canonical.
class BodyReader {
public:
    explicit BodyReader(ByteView body) : rest_(body) {}

    std::uint32_t number() { return read_le32(take<4>()); }
    Point point() { return value(Point::decode(take<32>()), "ballot: point not canonical"); }
    Scalar scalar() { return value(Scalar::decode(take<32>()), "ballot: scalar not canonical"); }
    const char* failure() const { return failure_; }

private:
    template <std::size_t N>
    std::span<const std::uint8_t, N> take() {
        const auto head = rest_.first<N>();
        rest_ = rest_.subspan(N);
        return head;
    }
    template <class T>
    T value(Result<T> decoded, const char* failure) {
        if (decoded.ok()) return *decoded;
        if (failure_ == nullptr) failure_ = failure;
        return {};
    }

    ByteView rest_;
    const char* failure_ = nullptr;
};

}    // namespace

MatrixStatement Opening::statement(std::uint32_t ring_index, std::uint32_t revision) const {
    return {open_digest, generators, Y, U, w, ring_index, rings[ring_index], revision};
}

Opening make_opening(const Bytes32& election_id, const Bytes32& open_digest, std::size_t officials,
                     const Point& Y, const Point& U, std::vector<Point> enrolled,
                     std::uint32_t ring_capacity) {
    Opening opening;
    opening.election_id = election_id;
    opening.open_digest = open_digest;
    opening.officials = officials;
    opening.Y = Y;
    opening.U = U;
    opening.enrolled = static_cast<std::uint32_t>(enrolled.size());
    const Scalar c(std::uint64_t{opening.enrolled} + 1);
    opening.w = {Scalar(), Scalar(1), c, c * c};
    opening.rings = make_rings(open_digest, std::move(enrolled), ring_capacity);
    opening.m = opening.rings.front().m;
    opening.generators = Generators::of_rows(officials + opening.m);
    return opening;
}

std::size_t ballot_body_bytes(std::size_t k, std::size_t m) {
    return 8 + 32 * (2 * k + m + 5) + 32 * (3 * (k + m) + 3);
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
    for (const Scalar* scalar : {&proof.z_A, &proof.z_r, &proof.z}) append(body, scalar->bytes());
    return body;
}

Result<Ballot> decode_ballot(const Opening& opening, ByteView body) {
    const std::size_t k = opening.officials, m = opening.m;
    if (body.size() != ballot_body_bytes(k, m)) return {Reason::malformed, "ballot: length"};
    BodyReader reader(body);
    Ballot ballot;
    ballot.ring_index = reader.number();
    ballot.revision = reader.number();
    if (ballot.ring_index >= opening.rings.size()) return {Reason::malformed, "ballot: ring"};
    MatrixProof& proof = ballot.proof;
    proof.tag = reader.point();
    proof.ciphertexts.resize(k);
    for (auto& [alpha, beta] : proof.ciphertexts) {
        alpha = reader.point();
        beta = reader.point();
    }
    for (Point* point : {&proof.A, &proof.B, &proof.tau, &proof.upsilon}) *point = reader.point();
    proof.sigma.resize(m);
    for (Point& sigma : proof.sigma) sigma = reader.point();
    proof.f.resize(k + m);
    for (auto& row : proof.f)
        for (Scalar& f : row) f = reader.scalar();
    for (Scalar* scalar : {&proof.z_A, &proof.z_r, &proof.z}) *scalar = reader.scalar();
    if (reader.failure() != nullptr) return {Reason::malformed, reader.failure()};
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
