#pragma once
// Casting a sealed ballot, and the receipt for it. docs/protocol.md, section 7.

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "client/cli/shared/relay_address.h"
#include "crypto/tlog_proof.h"
#include "election/refusal.h"

namespace vouch::client {

/// A proof that a ballot was recorded.
struct BallotReceipt {
    Bytes body;    // of the ballot
    Bytes32 tracker{};
    std::string proof;    // c2sp.org/tlog-proof
};

/// What whoever casts hears on the way; each may be left out.
struct CastHears {
    /// The ballot comes too early: the reason, and again where it takes longer than was said. It is cast
    /// again without further action, after `wait` at the latest.
    std::function<void(const Rejection& why, std::chrono::milliseconds wait)> waits =
        [](const Rejection&, std::chrono::milliseconds) {};
    /// A relay is left out, or the ballot is cast straight although there are relays; before it is so.
    std::function<void(const std::string& sentence)> tells = [](const std::string&) {};
    /// The log refused the ballot for good, with its signature.
    std::function<void(const election::RefusalEvidence&)> refused = [](const election::RefusalEvidence&) {};
};

/// How much longer casting goes on where a ballot comes too early: longer than a replacement may have to wait
/// after the last ballot.
inline constexpr auto kTooEarlyPatience = std::chrono::seconds(90);

/// How many of the manifest's relays are tried, how often where they say "later", and how long one of them
/// has for an answer.
inline constexpr std::size_t kRelaysTriedMax = 3;
inline constexpr int kRelayRounds = 20;
inline constexpr auto kRelayAnswerTime = std::chrono::seconds(30);

/// Casts over a connection that carries nothing else: through `relay` and no other way, or where there is
/// none through one of the manifest's that is drawn, through the others where it does not pass the ballot on,
/// and straight where none does. Where the server says "later", or the connection breaks, the same envelope
/// is sent again for as long as `patience`; casting twice gives the receipt of the first time. A refusal
/// counts only with the log's signature: bad signature otherwise. The receipt was checked when it returns.
/// What comes through a relay counts as little as what anybody says: a reply that does not hold is that
/// relay's failure. Throws net::NetError once patience is over. `state` is one in which the open is
/// confirmed.
Result<BallotReceipt> cast_ballot(const ConferenceAddress& address, const election::State& state,
                                  ByteView body, const CastHears& hears = {},
                                  const std::optional<RelayAddress>& relay = {},
                                  std::chrono::milliseconds patience = kPatience);

/// The tracker of a ballot of this election. Too early before it is open.
Result<Bytes32> tracker_of_own(const election::State& state, ByteView body);

/// Where the log of that election holds the ballot, proven offline against the log's key in the manifest. Bad
/// proof where the tracker is another ballot's or the proof does not hold; else as verify_receipt says.
Result<ProvenEntry> check_receipt(const BallotReceipt& receipt, const election::State& state);

/// A receipt as a file: JSON, bytes in hex. Anything else is malformed.
std::string receipt_text(const BallotReceipt& receipt);
Result<BallotReceipt> parse_receipt(std::string_view text);

}    // namespace vouch::client
