#pragma once
// The opening's number, and the fingerprint that nobody can foresee or choose: it hashes a point that exists
// only once t trustees have confirmed the open. docs/protocol.md, section 5.

#include <map>
#include <string>
#include <string_view>

#include "crypto/random.h"
#include "election/bodies.h"

namespace vouch::election {

/// The first 16 characters of open_digest, read out before the members confirm.
std::string opening_number(const Bytes32& open_digest);

/// What a coin is bound to. A coin that was made for one opening and trustee fails for every other.
struct CoinStatement {
    const Bytes32& election_id;
    const Bytes32& open_digest;
    std::uint32_t trustee = 0;    // i, from 1
    const Point& V;               // of the trustee
};
/// P = Hp("fingerprint/point"; election_id, open_digest)
Point coin_base(const Bytes32& election_id, const Bytes32& open_digest);
/// E = s·P with its proof. A trustee computes P itself, from the open that it replayed.
Coin make_coin(const CoinStatement& statement, const SecretScalar& s, Rng& rng);
/// Bad proof unless E holds the secret that V is the image of.
Status check_coin(const CoinStatement& statement, const Coin& coin);

/// Q = Σ λ_i·E_i over the first `threshold` of the coins' trustees; any other selection of that size gives
/// the same point. The caller makes sure that there are enough.
Point fingerprint_point(const std::map<std::uint32_t, Point>& coins, std::size_t threshold);

/// The 32 bytes that the QR code shows: Hb("fingerprint"; election_id, open_digest, Q).
Bytes32 fingerprint_hash(const Bytes32& election_id, const Bytes32& open_digest, const Point& Q);
/// Sixteen decimal digits from Argon2id over them, "4314026407314297". It is slow on purpose and takes 64
/// MiB.
std::string fingerprint(const Bytes32& hash);
/// The same in groups of four, as it is read out.
std::string in_groups_of_four(std::string_view digits);

}    // namespace vouch::election
