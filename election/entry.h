#pragma once
// Entries and their one spelling: decoding checks form, encoding makes what decoding takes. docs/protocol.md,
// section 3.

#include <span>
#include <string_view>

#include "crypto/signature.h"
#include "election/bodies.h"

namespace vouch::election {

inline constexpr std::size_t kEntryBytesMax = 65'535;
inline constexpr std::size_t kOfficialsMax = 200;
inline constexpr std::size_t kTrusteesMax = 100;

/// "decryption shares" and so on, for people and tests.
std::string_view name(Kind kind);

/// Size, then form: too large, or malformed, or the entry.
Result<Entry> decode_entry(ByteView carried);
/// The same for who knows leaf_hash(carried) already.
Result<Entry> decode_entry(ByteView carried, const Bytes32& leaf_hash);

/// The body's canonical bytes.
Bytes encode_body(const Body& body);

/// What a signature of an entry is over: frame("vouch/1/entry") || election_id || le32(kind) || frame(body).
/// For the manifest, 32 zero bytes stand for election_id.
Bytes signing_message(const Bytes32& election_id, Kind kind, ByteView body);

/// election_id = Hb("election"; body), `body` being the manifest's.
Bytes32 election_id_of(ByteView manifest_body);

/// The carried bytes of an entry with that body, signed by those keys in that order.
Bytes make_entry(const Bytes32& election_id, const Body& body, std::span<const SigningKey* const> signers);
/// The same from signatures already made (a paper count that t trustees signed apart).
Bytes make_entry(const Body& body, std::span<const Signature> signatures);

}    // namespace vouch::election
