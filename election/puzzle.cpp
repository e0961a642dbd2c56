#include "election/puzzle.h"

#include <bit>

#include "crypto/transcript.h"

namespace vouch::election {
namespace {

/// What every part of a puzzle is hashed with.
Transcript begun(const Puzzle& puzzle, ByteView envelope) {
    const Bytes32 digest = Transcript("envelope").add(envelope).hb();
    return Transcript("puzzle").add(puzzle.salt).add(digest);
}

bool part_solved(const Transcript& begun, std::uint32_t bits, std::uint32_t part, std::uint32_t number) {
    Transcript transcript = begun;
    const Bytes32 hash = transcript.add_le32(part).add_le32(number).hb();
    const std::uint32_t first = std::uint32_t{hash[0]} << 24 | std::uint32_t{hash[1]} << 16 |
                                std::uint32_t{hash[2]} << 8 | std::uint32_t{hash[3]};
    return static_cast<std::uint32_t>(std::countl_zero(first)) >= bits;
}

}    // namespace

bool puzzle_solved(const Puzzle& puzzle, ByteView envelope, const PuzzleSolution& solution) {
    const Transcript transcript = begun(puzzle, envelope);
    for (std::uint32_t part = 0; part < kPuzzleParts; ++part)
        if (!part_solved(transcript, puzzle.bits, part, solution[part])) return false;
    return true;
}

std::optional<PuzzleSolution> solve_puzzle(const Puzzle& puzzle, ByteView envelope) {
    if (puzzle.bits > kPuzzleBitsMax) return {};
    const Transcript transcript = begun(puzzle, envelope);
    PuzzleSolution solution{};
    for (std::uint32_t part = 0; part < kPuzzleParts; ++part)
        while (!part_solved(transcript, puzzle.bits, part, solution[part])) ++solution[part];
    return solution;
}

Bytes encode_solution(const PuzzleSolution& solution) {
    Bytes out;
    for (const std::uint32_t number : solution) append(out, le32(number));
    return out;
}

Result<PuzzleSolution> decode_solution(ByteView bytes) {
    if (bytes.size() != 4 * kPuzzleParts) return {Reason::malformed, "puzzle: the solution's length"};
    PuzzleSolution out{};
    for (std::size_t part = 0; part < kPuzzleParts; ++part)
        out[part] = read_le32(bytes.subspan(4 * part).first<4>());
    return out;
}

}    // namespace vouch::election
