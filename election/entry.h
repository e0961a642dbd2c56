#pragma once
// Entries and their one spelling: decoding checks form, encoding makes what decoding takes. docs/protocol.md,
// section 3.

#include <span>

#include "crypto/merkle.h"
#include "crypto/signature.h"
#include "election/kinds.h"

namespace vouch::election {

inline constexpr std::size_t kEntryBytesMax = 65'535;
inline constexpr std::uint32_t kRevotesMax = 100;

/// One entry whose form holds. `carried` is what is hashed, signed, stored and passed on, byte for byte.
struct Entry {
    Bytes carried;
    LeafHash leaf_hash;
    Body body;
    std::vector<Signature> signatures;
    std::size_t body_at = 0, body_size = 0;    // where the body is in `carried`

    Kind kind() const { return kind_of(body); }
    /// The body as carried: what the signatures are over. A view into `carried`.
    ByteView body_bytes() const { return ByteView(carried).subspan(body_at, body_size); }
};

/// Size, then form: too large, or malformed, or the entry.
Result<Entry> decode_entry(ByteView carried);
/// The same, for a caller that has leaf_hash(carried) already.
Result<Entry> decode_entry(ByteView carried, const LeafHash& leaf_hash);

/// The body's canonical bytes. A ballot's body is made by encode_ballot instead.
Bytes encode_body(const Body& body);

/// What a signature of an entry is over: frame("vouch/1/entry") || election_id || le32(kind) || frame(body).
/// For the manifest, 32 zero bytes stand for election_id.
Bytes signing_message(const Bytes32& election_id, Kind kind, ByteView body);

/// election_id = Hb("election"; body), `body` being the manifest's.
Bytes32 election_id_of(ByteView manifest_body);

/// The carried bytes of an entry with that body, signed by those keys in that order.
Bytes make_entry(const Bytes32& election_id, const Body& body, std::span<const SigningKey* const> signers);
/// The same around a body's bytes: a ballot, or a paper count that t trustees signed apart.
Bytes make_entry(Kind kind, ByteView body, std::span<const Signature> signatures);
Bytes make_ballot_entry(ByteView ballot);

}    // namespace vouch::election
