#include "election/entry.h"

#include <algorithm>

#include "crypto/note.h"
#include "crypto/transcript.h"

namespace vouch::election {
namespace {

/// The message Entry, around its body's bytes.
struct Carried {
    std::uint32_t kind = 0;
    ByteView body;
    std::vector<Signature> signatures;
    VOUCH_FIELDS(Entry, FIELD(1, kind), FIELD(2, body), FIELD(3, signatures))
};

/// What form asks of a body beside its fields.
Status check_form(auto&) {
    return accepted();
}
Status check_form(Confirmation& confirmation) {
    const auto& [digest, coin, r1, r2, z] = confirmation;
    if (coin.has_value() == r1.has_value() && coin.has_value() == r2.has_value() &&
        coin.has_value() == z.has_value())
        return accepted();
    return {Reason::malformed, "Confirmation.coin: not whole"};
}
/// One string for each language in every text; the keys inside vkeys are kept beside them.
Status check_form(Manifest& manifest) {
    const auto fits = [&](const Text& text) { return text.size() == manifest.languages.size(); };
    const Rules& rules = manifest.rules;
    if (!fits(manifest.title) || !fits(manifest.body) || !fits(manifest.place) ||
        !std::ranges::all_of(manifest.officials, fits, &Official::position) ||
        !std::ranges::all_of(rules.level_names, fits) ||
        !std::ranges::all_of(rules.thresholds, fits, &Threshold::consequence))
        return {Reason::malformed, "Text: another number of languages"};
    if (rules.level_names.size() != kLevels - 1) return {Reason::malformed, "Rules.level_names: length"};
    if (manifest.revotes > kRevotesMax) return {Reason::malformed, "Manifest.revotes: too many"};
    for (const std::string& witness : manifest.witnesses) {
        VOUCH_TRY(vkey, Vkey::parse(witness, NoteKeyType::witness));
        manifest.witness_keys.push_back(vkey.key());
    }
    VOUCH_TRY(log, Vkey::parse(manifest.log_vkey, NoteKeyType::log));
    return accepted();
}

template <class T>
Result<Body> decode_as(ByteView bytes) {
    T body;
    if constexpr (Message<T>) VOUCH_REQUIRE(Reader::read(bytes, body));
    VOUCH_REQUIRE(check_form(body));
    return Body(std::move(body));
}

/// By kind, from number 1 on.
template <class... T>
constexpr auto decoders_of(std::variant<T...>*) {
    return std::array{decode_as<T>...};
}
constexpr auto kDecoders = decoders_of(static_cast<Body*>(nullptr));

}    // namespace

Result<Entry> decode_entry(ByteView carried) {
    return decode_entry(carried, leaf_hash(carried));
}

Result<Entry> decode_entry(ByteView carried, const LeafHash& leaf_hash) {
    if (carried.size() > kEntryBytesMax) return {Reason::too_large, "size"};
    Carried entry;
    VOUCH_REQUIRE(Reader::read(carried, entry));
    if (entry.kind == 0 || entry.kind > kDecoders.size()) return {Reason::malformed, "kind"};
    VOUCH_TRY(body, kDecoders[entry.kind - 1](entry.body));
    const auto body_at =
        entry.body.empty() ? 0 : static_cast<std::size_t>(entry.body.data() - carried.data());
    return Entry{copy(carried), leaf_hash,        std::move(body), std::move(entry.signatures),
                 body_at,       entry.body.size()};
}

Bytes encode_body(const Body& body) {
    VOUCH_CHECK(kind_of(body) != Kind::ballot);    // which is no message
    return std::visit(
        [](const auto& message) {
            if constexpr (requires { Writer::write(message); }) return Writer::write(message);
            return Bytes();
        },
        body);
}

Bytes signing_message(const Bytes32& election_id, Kind kind, ByteView body) {
    Bytes message = frame_of(bytes_of("vouch/1/entry"));
    append(message, kind == Kind::manifest ? Bytes32{} : election_id);
    append(message, le32(static_cast<std::uint32_t>(kind)));
    append(message, frame_of(body));
    return message;
}

Bytes32 election_id_of(ByteView manifest_body) {
    return Transcript("election").add(manifest_body).hb();
}

Bytes make_entry(const Bytes32& election_id, const Body& body, std::span<const SigningKey* const> signers) {
    const Bytes encoded = encode_body(body);
    const Bytes message = signing_message(election_id, kind_of(body), encoded);
    std::vector<Signature> signatures;
    for (const SigningKey* signer : signers)
        signatures.push_back({signer->public_key(), signer->sign(message)});
    return make_entry(kind_of(body), encoded, signatures);
}

Bytes make_entry(Kind kind, ByteView body, std::span<const Signature> signatures) {
    return Writer::write(
        Carried{static_cast<std::uint32_t>(kind), body, {signatures.begin(), signatures.end()}});
}

Bytes make_ballot_entry(ByteView ballot) {
    return make_entry(Kind::ballot, ballot, {});
}

}    // namespace vouch::election
