#include "election/fingerprint.h"

#include <sodium.h>

#include <stdexcept>
#include <vector>

#include "crypto/chaum_pedersen.h"
#include "crypto/threshold_key.h"
#include "election/crockford.h"

namespace vouch::election {
namespace {

Transcript coin_transcript(const CoinStatement& statement, const Point& P, const Point& E) {
    Transcript transcript("fingerprint/share");
    transcript.add(statement.election_id).add(statement.open_digest).add_le32(statement.trustee);
    return transcript.add(statement.V).add(P).add(E);
}

}    // namespace

std::string opening_number(const Bytes32& open_digest) {
    return crockford(ByteView(open_digest).first(10));
}

Point coin_base(const Bytes32& election_id, const Bytes32& open_digest) {
    return Transcript("fingerprint/point").add(election_id).add(open_digest).hp();
}

Coin make_coin(const CoinStatement& statement, const SecretScalar& s, Rng& rng) {
    const Point P = coin_base(statement.election_id, statement.open_digest);
    const Point E = (s * P).publish();
    const auto [R1, R2, z] = prove_equality(coin_transcript(statement, P, E), P, s, rng);
    return {E, R1, R2, z};
}

Status check_coin(const CoinStatement& statement, const Coin& coin) {
    const Point P = coin_base(statement.election_id, statement.open_digest);
    const Status held = check_equality(coin_transcript(statement, P, coin.E), statement.V, P, coin.E,
                                       {coin.r1, coin.r2, coin.z});
    return held.ok() ? held : Status{Reason::bad_proof, "coin: " + held.rejection().detail};
}

Point fingerprint_point(const std::map<std::uint32_t, Point>& coins, std::size_t threshold) {
    VOUCH_CHECK(coins.size() >= threshold);
    std::vector<std::uint32_t> trustees;
    for (auto coin = coins.begin(); trustees.size() < threshold; ++coin) trustees.push_back(coin->first);
    const std::vector<Scalar> lambdas = lagrange_at_zero(trustees);
    Point Q;
    for (std::size_t i = 0; i < threshold; ++i) Q += lambdas[i] * coins.at(trustees[i]);
    return Q;
}

Bytes32 fingerprint_hash(const Bytes32& election_id, const Bytes32& open_digest, const Point& Q) {
    return Transcript("fingerprint").add(election_id).add(open_digest).add(Q).hb();
}

std::string fingerprint(const Bytes32& hash) {
    constexpr unsigned long long kPasses = 2;
    constexpr std::size_t kMemoryBytes = std::size_t{64} << 20;
    constexpr std::uint64_t kDigitsModulus = 10'000'000'000'000'000;
    const auto salt = bytes_of("vouch/1/fingerpr");
    ByteArray<16> out;
    if (crypto_pwhash(out.data(), out.size(), reinterpret_cast<const char*>(hash.data()), hash.size(),
                      salt.data(), kPasses, kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory for the fingerprint (64 MiB)");
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;) value = value << 8 | out[i];
    const std::string digits = std::to_string(value % kDigitsModulus);
    return std::string(16 - digits.size(), '0') + digits;
}

std::string in_groups_of_four(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += digits[i];
    }
    return out;
}

}    // namespace vouch::election
