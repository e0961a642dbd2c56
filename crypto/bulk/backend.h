#pragma once
// The expensive parts of bulk verification are decoding points and adding up their multiples. Each kind of
// processor has an implementation of them; the rest of crypto/bulk calls the one in use. Public data only;
// variable time.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/bulk/edwards.h"
#include "crypto/bulk/scalars.h"

namespace vouch {

/// The scalars of a sum as signed digits: scalar i is Σ digit(place, i)·2^(width·place), and a digit is in
/// −2^(width − 1) < digit ≤ 2^(width − 1). They are stored place by place, in the order in which they are
/// used.
struct SignedDigits {
    std::size_t width = 0, places = 0;
    std::vector<std::int16_t> digits;

    std::span<const std::int16_t> at(std::size_t place) const {
        const std::size_t terms = digits.size() / places;
        return std::span(digits).subspan(place * terms, terms);
    }
};

/// Rows of scalars, all of one length: limb i of the one in column c of row n is limbs[(5·n + i)·columns +
/// c].
struct ScalarRows {
    std::size_t columns = 0;
    std::vector<std::uint64_t> limbs;

    void add(std::span<const BulkScalar> row);
    const std::uint64_t* of(std::size_t row) const { return &limbs[5 * row * columns]; }
};

struct BulkBackend {
    std::string_view name;    // as VOUCH_BACKEND has it
    bool (*runs_here)();      // whether this processor has what it needs
    /// Gives what decode_ristretto gives for each of the encodings.
    void (*decode)(std::span<const Bytes32> encodings, std::span<std::optional<AffinePoint>> decoded);
    /// Σ scalar i · point i, by tables of each point's small multiples (few points) ...
    EdwardsPoint (*straus)(const SignedDigits& scalars, std::span<const AffineAddend> points);
    /// ... or by buckets into which points are thrown by their digits (many).
    EdwardsPoint (*pippenger)(const SignedDigits& scalars, std::span<const AffineAddend> points);
    /// For each column of `rows`, from row `first` on, Σ factor n · row n; up to kProductsAtOnce factors.
    void (*products)(std::span<const SplitScalar> factors, const ScalarRows& rows, std::size_t first,
                     std::span<Places> sums);
};

/// The backend in use: VOUCH_BACKEND=portable|avx2|ifma, else the fastest that runs on this processor. Throws
/// std::runtime_error, at the first call, where the one asked for is unknown or does not run here.
const BulkBackend& bulk_backend();
/// All backends that run on this processor, the fastest first.
std::vector<const BulkBackend*> bulk_backends();

extern const BulkBackend kPortableBackend;
#ifdef VOUCH_X86_64
extern const BulkBackend kAvx2Backend, kIfmaBackend;
#endif

}    // namespace vouch
