#include "election/count.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "crypto/bulk/decode.h"
#include "crypto/bulk/walk.h"
#include "crypto/transcript.h"

namespace vouch::election {
namespace {

/// e = Hs("decrypt"; election_id, close_digest, le32(j), le32(i), V_i, α_j, D_j, R1, R2), up to D_j
Transcript challenge_of(const ShareStatement& statement, const Point& D) {
    return Transcript("decrypt")
        .add(statement.election_id)
        .add(statement.close_digest)
        .add_le32(statement.official)
        .add_le32(statement.trustee)
        .add(statement.V)
        .add(statement.alpha)
        .add(D);
}

/// Points between which the walk is asked whether it may end.
constexpr std::uint32_t kStepsAtOnce = 256;

}    // namespace

void BallotSums::add(std::span<const PackedPoint> ciphertexts) {
    VOUCH_CHECK(sums_.size() == ciphertexts.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] = sums_[i] + AffineAddend(ciphertexts[i].point());
}

void BallotSums::subtract(std::span<const PackedPoint> ciphertexts) {
    VOUCH_CHECK(sums_.size() == ciphertexts.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] = sums_[i] - AffineAddend(ciphertexts[i].point());
}

std::vector<Ciphertext> BallotSums::ciphertexts() const {
    std::vector<Point> points;
    for (const EdwardsPoint& sum : sums_) points.push_back(encoded(sum));
    std::vector<Ciphertext> out;
    for (std::size_t i = 0; i < points.size(); i += 2) out.push_back({points[i], points[i + 1]});
    return out;
}

DecryptionShare make_share(const ShareStatement& statement, const SecretScalar& s, Rng& rng) {
    const Point D = (s * statement.alpha).publish();
    const auto [R1, R2, z] = prove_equality(challenge_of(statement, D), statement.alpha, s, rng);
    return {D, R1, R2, z};
}

Status check_share(const ShareStatement& statement, const DecryptionShare& share) {
    const Status checked = check_equality(challenge_of(statement, share.d), statement.V, statement.alpha,
                                          share.d, {share.r1, share.r2, share.z});
    if (checked.ok()) return accepted();
    return {Reason::bad_proof, "share: official " + std::to_string(statement.official)};
}

Point decrypt_sum(const Ciphertext& sum, std::span<const Scalar> lambdas, std::span<const Point> D) {
    VOUCH_CHECK(lambdas.size() == D.size());
    Point M = sum.beta;
    for (std::size_t i = 0; i < D.size(); ++i) M = M - lambdas[i] * D[i];
    return M;
}

std::uint64_t exponent_of(const Counts& counts, std::uint32_t enrolled) {
    const std::uint64_t c = std::uint64_t{enrolled} + 1;
    return counts.low + c * counts.medium + c * c * counts.high;
}

CountReader::CountReader(std::uint32_t enrolled, std::uint32_t counted, std::uint32_t entries_max)
    : enrolled_(enrolled), counted_(counted), rows_max_(std::max(entries_max / (counted + 1), 1u)) {
    VOUCH_CHECK(counted <= enrolled && enrolled <= 65'536);
    grow(1);
}

void CountReader::grow(std::uint32_t rows) {
    const std::uint32_t mediums = counted_ + 1;
    const std::size_t size = std::bit_ceil(std::size_t{2} * mediums * rows);
    if (size > slots_.size()) {
        const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
        for (const Slot& slot : old)
            if (slot.entry != 0) insert(slot);
    }
    const Point step = times_g(Scalar(std::uint64_t{enrolled_}));    // (c − 1)·G
    std::vector<PointMark> marks(mediums);
    for (; rows_ < rows; ++rows_) {
        Walk(-times_g(Scalar(std::uint64_t{rows_})), step).next(marks);
        for (std::uint32_t medium = 0; medium < mediums; ++medium)
            insert({marks[medium], 1 + rows_ * mediums + medium});
    }
}

void CountReader::insert(Slot slot) {
    std::size_t place = slot.mark & (slots_.size() - 1);
    while (slots_[place].entry != 0) place = (place + 1) & (slots_.size() - 1);
    slots_[place] = slot;
}

/// A mark can lie: what it points to is computed before it is believed.
std::optional<Counts> CountReader::look_up(std::uint32_t mark, const Point& M, std::uint32_t first_blank,
                                           std::uint32_t high) const {
    for (std::size_t place = mark & (slots_.size() - 1); slots_[place].entry != 0;
         place = (place + 1) & (slots_.size() - 1)) {
        if (slots_[place].mark != mark) continue;
        const std::uint32_t medium = (slots_[place].entry - 1) % (counted_ + 1);
        const std::uint32_t blank = first_blank + (slots_[place].entry - 1) / (counted_ + 1);
        if (std::uint64_t{blank} + medium + high > counted_) continue;
        const Counts counts{high, medium, counted_ - blank - medium - high, blank};
        if (times_g(Scalar(exponent_of(counts, enrolled_))) == M) return counts;
    }
    return std::nullopt;
}

std::optional<Counts> CountReader::read(const Point& M) {
    const std::uint64_t c = std::uint64_t{enrolled_} + 1;
    const Point step = -times_g(Scalar(c * c - 1));
    std::vector<PointMark> marks;
    for (std::uint32_t blank = 0; blank <= counted_; blank += rows_) {
        const std::uint64_t entries = std::uint64_t{rows_} * (counted_ + 1);
        if (steps_ >= entries && rows_ < rows_max_) grow(std::min(2 * rows_, rows_max_));
        Walk walk(M - times_g(Scalar(std::uint64_t{counted_ - blank})), step);
        const std::uint32_t end = counted_ - blank + 1;
        for (std::uint32_t first = 0; first < end; first += kStepsAtOnce) {
            marks.resize(std::min(kStepsAtOnce, end - first));
            walk.next(marks);
            steps_ += marks.size();
            for (std::uint32_t i = 0; i < marks.size(); ++i)
                if (const auto counts = look_up(marks[i], M, blank, first + i)) return counts;
        }
    }
    return std::nullopt;
}

}    // namespace vouch::election
