#include "election/envelope.h"

#include "crypto/secret_transcript.h"
#include "crypto/transcript.h"
#include "election/entry.h"

namespace vouch::election {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kReplyKeyBytes = 32;

constexpr std::size_t padded(std::size_t size) {
    return (size + kPaddedToBytes - 1) / kPaddedToBytes * kPaddedToBytes;
}

std::size_t read_length(ByteView plaintext) {
    return read_le32(plaintext.first<kLengthBytes>());
}

/// Whether the content (what stands before it included) ends `used` bytes in, and exactly its padding
/// follows.
Status check_padding(ByteView plaintext, std::size_t used) {
    if (plaintext.size() != padded(used)) return {Reason::malformed, "envelope: length"};
    for (const std::uint8_t byte : plaintext.subspan(used))
        if (byte != 0) return {Reason::malformed, "envelope: padding"};
    return accepted();
}

/// The messages Refusal and CastReply of proto/service.proto. A reply has one of the two.
struct WireRefusal {
    std::uint32_t reason = 0;
    std::string detail;
    std::uint32_t retry_after_ms = 0;
    Bytes64 signature{};
    VOUCH_FIELDS(Refusal, FIELD(1, reason), FIELD(2, detail), FIELD(3, retry_after_ms), FIELD(4, signature))
};
struct WireReply {
    std::optional<Receipt> receipt;
    std::optional<WireRefusal> refusal;
    VOUCH_FIELDS(CastReply, FIELD(1, receipt), FIELD(2, refusal))
};

WireReply on_the_wire(const CastReply& reply) {
    if (const auto* receipt = std::get_if<Receipt>(&reply)) return {*receipt, {}};
    const auto& [rejection, retry_after_ms, signature] = std::get<CastRefusal>(reply);
    const auto reason = static_cast<std::uint32_t>(rejection.reason);
    return {{}, WireRefusal{reason, rejection.detail, retry_after_ms, signature}};
}

}    // namespace

Result<Bytes> seal_envelope(const Bytes32& box_key, const SecretBytes<32>& reply_key, ByteView ballot_body) {
    VOUCH_CHECK(ballot_body.size() <= kEntryBytesMax);
    const std::size_t used = kLengthBytes + kReplyKeyBytes + ballot_body.size();
    const Bytes zeros(padded(used) - used);
    const SecretBuffer plaintext = SecretBuffer::concat(
        {le32(static_cast<std::uint32_t>(ballot_body.size())), reply_key.view(), ballot_body, zeros});
    const SecretBytes<32> ephemeral =
        SecretTranscript("envelope/key").add(reply_key.view()).add(box_key).add(ballot_body).hb();
    return seal_box_with(ephemeral, box_key, plaintext.view());
}

Result<OpenedEnvelope> open_envelope(const BoxKey& box_key, ByteView envelope) {
    if (envelope.size() > kEnvelopeBytesMax) return {Reason::too_large, "envelope"};
    VOUCH_TRY(opened, box_key.open(envelope));
    const ByteView plaintext = opened.view();
    if (plaintext.size() < kLengthBytes + kReplyKeyBytes) return {Reason::malformed, "envelope: length"};
    const std::size_t length = read_length(plaintext);
    VOUCH_REQUIRE(check_padding(plaintext, kLengthBytes + kReplyKeyBytes + length));
    return OpenedEnvelope{SecretBytes<32>(plaintext.subspan(kLengthBytes).first<kReplyKeyBytes>()),
                          copy(plaintext.subspan(kLengthBytes + kReplyKeyBytes, length))};
}

Bytes refusal_message(const Bytes32& election_id, ByteView envelope, Reason reason) {
    Bytes message = frame_of(bytes_of("vouch/1/refusal"));
    append(message, election_id);
    append(message, Transcript("envelope").add(envelope).hb());
    append(message, le32(static_cast<std::uint32_t>(reason)));
    return message;
}

CastRefusal sign_refusal(const SigningKey& log_key, const Bytes32& election_id, ByteView envelope,
                         Rejection rejection, std::uint32_t retry_after_ms) {
    const Bytes64 signature = log_key.sign(refusal_message(election_id, envelope, rejection.reason));
    return {std::move(rejection), retry_after_ms, signature};
}

bool refusal_holds(const Bytes32& log_key, const Bytes32& election_id, ByteView envelope,
                   const CastRefusal& refusal) {
    return signature_holds(log_key, refusal_message(election_id, envelope, refusal.rejection.reason),
                           refusal.signature);
}

Bytes seal_reply(const SecretBytes<32>& reply_key, const CastReply& reply) {
    const Bytes content = Writer::write(on_the_wire(reply));
    Bytes plaintext;
    append(plaintext, le32(static_cast<std::uint32_t>(content.size())));
    append(plaintext, content);
    plaintext.resize(padded(plaintext.size()));
    VOUCH_CHECK(plaintext.size() <= kCastReplyBytesMax);
    return seal_secretbox(reply_key, plaintext);
}

Result<CastReply> open_reply(const SecretBytes<32>& reply_key, ByteView sealed) {
    if (sealed.size() > kCastReplyBytesMax + kSecretBoxOverheadBytes) return {Reason::too_large, "reply"};
    VOUCH_TRY(opened, open_secretbox(reply_key, sealed));
    const ByteView plaintext = opened.view();
    if (plaintext.size() < kLengthBytes) return {Reason::malformed, "reply: length"};
    const std::size_t length = read_length(plaintext);
    VOUCH_REQUIRE(check_padding(plaintext, kLengthBytes + length));
    WireReply message;
    VOUCH_REQUIRE(Reader::read(plaintext.subspan(kLengthBytes, length), message));
    if (message.receipt.has_value() == message.refusal.has_value())
        return {Reason::malformed, "reply: not one of receipt and refusal"};
    if (message.receipt) return CastReply(*std::move(message.receipt));
    auto& [reason, detail, retry_after_ms, signature] = *message.refusal;
    if (reason < 1 || reason > static_cast<std::uint32_t>(Reason::puzzle_needed))
        return {Reason::malformed, "reply: no such reason"};
    return CastReply(
        CastRefusal{{static_cast<Reason>(reason), std::move(detail)}, retry_after_ms, signature});
}

}    // namespace vouch::election
