#include "election/puzzle.h"

#include <catch2/catch.hpp>

#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

/// A puzzle and its least solution, which was computed apart from both clients.
struct Vector {
    Json json = Json::parse(text_of(read_file(tests_dir() / "data" / "puzzle.json")));
    Puzzle puzzle{*exactly<16>(bytes("salt")), json["bits"].get<std::uint32_t>()};
    Bytes envelope = bytes("envelope");
    PuzzleSolution solution = *decode_solution(bytes("solution"));
    Bytes bytes(const char* key) const { return *from_hex(json[key].get<std::string>()); }
};

}    // namespace

TEST_CASE("a puzzle has the solution that was computed apart from both clients") {
    const Vector vector;
    CHECK(solve_puzzle(vector.puzzle, vector.envelope) == vector.solution);
    CHECK(puzzle_solved(vector.puzzle, vector.envelope, vector.solution));
    CHECK(encode_solution(vector.solution) == vector.bytes("solution"));
}

TEST_CASE("a solution holds for its salt, its envelope and so many bits, whole") {
    const Vector vector;
    Puzzle other = vector.puzzle;
    other.salt[15] ^= 1;
    CHECK_FALSE(puzzle_solved(other, vector.envelope, vector.solution));
    Puzzle harder = vector.puzzle;
    harder.bits = 32;
    CHECK_FALSE(puzzle_solved(harder, vector.envelope, vector.solution));
    Bytes envelope = vector.envelope;
    envelope.back() ^= 1;
    CHECK_FALSE(puzzle_solved(vector.puzzle, envelope, vector.solution));
    for (std::size_t part = 0; part < kPuzzleParts; ++part) {
        PuzzleSolution changed = vector.solution;
        --changed[part];    // the solution is the least one
        CHECK_FALSE(puzzle_solved(vector.puzzle, vector.envelope, changed));
    }
}

TEST_CASE("a device does not work on more than so many bits, and another length is no solution") {
    const Vector vector;
    CHECK_FALSE(solve_puzzle({vector.puzzle.salt, kPuzzleBitsMax + 1}, vector.envelope));
    CHECK(solve_puzzle({vector.puzzle.salt, 1}, vector.envelope));
    for (const std::size_t size : {0u, 31u, 33u, 64u}) CHECK_FALSE(decode_solution(Bytes(size)).ok());
}
