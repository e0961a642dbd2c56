#pragma once
// The envelope a ballot travels in, and the sealed reply. docs/protocol.md, section 7. Both are padded to
// 1,024 bytes, so that their length tells nothing but the size class of the ballot.
//   envelope = crypto_box_seal(box key, le32(length of body) || reply key || ballot body || zeros)
//              with the ephemeral secret Hb("envelope/key"; reply key, box key, body)
//   reply    = crypto_secretbox(reply key, le32(length) || CastReply || zeros)

#include <cstdint>
#include <string>
#include <variant>

#include "crypto/signature.h"
#include "election/codec.h"

namespace vouch::election {

inline constexpr std::size_t kPaddedToBytes = 1024;
inline constexpr std::size_t kEnvelopeBytesMax = 65 * kPaddedToBytes + kSealedBoxOverheadBytes;
inline constexpr std::size_t kCastReplyBytesMax = 64 << 10;

/// Seals a ballot's body for the server. The reply key is drawn for this envelope and kept for its reply; a
/// retry sends the stored envelope. The same three give the same bytes.
Result<Bytes> seal_envelope(const Bytes32& box_key, const SecretBytes<32>& reply_key, ByteView ballot_body);

struct OpenedEnvelope {
    SecretBytes<32> reply_key;
    Bytes ballot_body;
};
/// Malformed unless sealed to this key, of a length that is the next multiple of 1,024, and padded with
/// zeros; too large above kEnvelopeBytesMax. The body is not looked at.
Result<OpenedEnvelope> open_envelope(const BoxKey& box_key, ByteView envelope);

/// A refused cast as it is signed with the log's key.
struct CastRefusal {
    Rejection rejection;
    std::uint32_t retry_after_ms = 0;    // 0 where trying again is of no use
    Bytes64 signature{};
};
/// frame("vouch/1/refusal") || election_id || Hb("envelope"; envelope) || le32(reason's number)
Bytes refusal_message(const Bytes32& election_id, ByteView envelope, Reason reason);
CastRefusal sign_refusal(const SigningKey& log_key, const Bytes32& election_id, ByteView envelope,
                         Rejection rejection, std::uint32_t retry_after_ms = 0);
/// Whether the log's key refused just this envelope for just this reason.
bool refusal_holds(const Bytes32& log_key, const Bytes32& election_id, ByteView envelope,
                   const CastRefusal& refusal);

/// The answer to a cast that was recorded: the tracker and a tlog-proof (crypto/tlog_proof.h), not yet
/// verified.
struct Receipt {
    Bytes32 tracker{};
    std::string proof;
    VOUCH_FIELDS(Receipt, FIELD(1, tracker), FIELD(2, proof))
};
using CastReply = std::variant<Receipt, CastRefusal>;

Bytes seal_reply(const SecretBytes<32>& reply_key, const CastReply& reply);
/// Malformed unless sealed under this key, padded as said, and one of the two.
Result<CastReply> open_reply(const SecretBytes<32>& reply_key, ByteView sealed);

}    // namespace vouch::election
