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
        bytes32(v["election_id"]), bytes32(v["opening"]["open_digest"]), v["k"], point(v["Y"]), point(v["U"]),
        points(v["keys"]["enrolled"]), v["keys"]["capacity"]);
    return opening;
}

inline std::vector<SecretDigit> digits(const std::vector<std::uint8_t>& values) {
    std::vector<SecretDigit> out;
    for (const std::uint8_t value : values) out.emplace_back(value);
    return out;
}

inline MatrixRandomness vector_randomness() {
    const Json& v = ballot_vectors()["randomness"];
    MatrixRandomness out;
    for (const Json& r : v["r"]) out.r.push_back(secret(r));
    for (const Json& row : v["a"]) out.a.push_back({secret(row[0]), secret(row[1]), secret(row[2])});
    out.r_A = secret(v["r_A"]);
    out.r_B = secret(v["r_B"]);
    out.rho = secret(v["rho"]);
    for (const Json& phi : v["phi"]) out.phi.push_back(secret(phi));
    return out;
}

/// One ballot through verify(): "ok", or the detail of the rejection.
inline std::string judge(const election::Opening& opening, const Bytes& body) {
    const ByteView view(body);
    const auto verified = election::verify(opening, {&view, 1}, system_rng());
    return verified.front().ok() ? "ok" : verified.front().rejection().detail;
}

}    // namespace vouch::testing
