#pragma once
// The election that tests/vectors/ballot.json, ballot-rejects.json and count.json describe.

#include "election/ballot.h"
#include "tests/support/vectors.h"

namespace vouch::testing {

inline const Json& ballot_vectors() {
    static const Json vectors = read_vectors("ballot.json");
    return vectors;
}

inline const election::Opening& vector_opening() {
    static const Json& v = ballot_vectors();
    static const election::Opening opening = election::make_opening(
        bytes32(v["election_id"]), bytes32(v["opening"]["open_digest"]), v["k"], point(v["Y"]),
        TagGenerators::of(bytes32(v["election_id"])), points(v["keys"]["enrolled"]), v["keys"]["capacity"]);
    return opening;
}

inline std::vector<SecretDigit> digits(const std::vector<std::uint8_t>& values) {
    std::vector<SecretDigit> out;
    for (const std::uint8_t value : values) out.emplace_back(value);
    return out;
}

inline Credential vector_credential(const Json& v) {
    return {secret(v["sk"]), secret(v["u"])};
}

inline std::vector<RowRandomness> vector_rows(std::size_t first, std::size_t count) {
    std::vector<RowRandomness> out;
    for (std::size_t j = first; j < first + count; ++j) {
        const Json& row = ballot_vectors()["randomness"]["a"][j];
        out.push_back({secret(row[0]), secret(row[1]), secret(row[2])});
    }
    return out;
}

inline std::vector<SecretScalar> secrets(const Json& list) {
    std::vector<SecretScalar> out;
    for (const Json& one : list) out.push_back(secret(one));
    return out;
}

inline MarksRandomness vector_marks() {
    const Json& v = ballot_vectors()["randomness"];
    return {secrets(v["r"]), vector_rows(0, ballot_vectors()["k"]), secret(v["r_A"]), secret(v["r_B"]),
            secret(v["rho"])};
}

inline PlaceRandomness vector_place() {
    const Json& v = ballot_vectors()["randomness"];
    return {vector_rows(ballot_vectors()["k"], ballot_vectors()["m"]), secrets(v["phi"]), secrets(v["psi"])};
}

/// One ballot through verify(): "ok", or the detail of the rejection.
inline std::string judge(const election::Opening& opening, const Bytes& body) {
    const ByteView view(body);
    const auto verified = election::verify(opening, {&view, 1}, system_rng());
    return verified.front().ok() ? "ok" : verified.front().rejection().detail;
}

}    // namespace vouch::testing
