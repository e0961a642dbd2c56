#pragma once
// Work that a server under load asks for before it looks at an envelope. docs/protocol.md, section 7.

#include <array>
#include <cstdint>
#include <optional>

#include "crypto/bytes.h"

namespace vouch::election {

inline constexpr std::size_t kPuzzleParts = 8;         // so that no sender is much unluckier than others
inline constexpr std::uint32_t kPuzzleBitsMax = 12;    // more work no client does

struct Puzzle {
    ByteArray<16> salt{};
    std::uint32_t bits = 0;    // 1 to kPuzzleBitsMax
    friend bool operator==(const Puzzle&, const Puzzle&) = default;
};
using PuzzleSolution = std::array<std::uint32_t, kPuzzleParts>;

/// Whether the first `bits` bits of each Hb("puzzle"; salt, Hb("envelope"; envelope), le32(i), le32(n_i)) are
/// 0, for i = 0 ... 7. Costs eight hashes.
bool puzzle_solved(const Puzzle& puzzle, ByteView envelope, const PuzzleSolution& solution);
/// Costs 8 · 2^bits hashes in the mean. Nothing for a puzzle of more than kPuzzleBitsMax.
std::optional<PuzzleSolution> solve_puzzle(const Puzzle& puzzle, ByteView envelope);

/// le32(n_0) || ... || le32(n_7)
Bytes encode_solution(const PuzzleSolution& solution);
/// Malformed for another length.
Result<PuzzleSolution> decode_solution(ByteView bytes);

}    // namespace vouch::election
