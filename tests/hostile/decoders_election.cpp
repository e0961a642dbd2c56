#include <proto/entries.pb.h>

#include <stdexcept>

#include "election/enrolment.h"
#include "election/envelope.h"
#include "tests/hostile/decoders.h"
#include "tests/journeys/ten_ballots.h"
#include "tests/support/elections.h"

namespace vouch::testing {
namespace {

using namespace election;

const MadeElection& made() {
    static const MadeElection election = ten_ballots();
    return election;
}

/// Entries of every kind: two whole elections, and what neither has.
std::vector<Bytes> entries_of_all_kinds() {
    std::vector<Bytes> all = log_entries();
    all.insert(all.end(), made().entries().begin(), made().entries().end());
    const SigningKey* const organizer[] = {&made().organizer()};
    all.push_back(make_entry(made().state().election_id, Annulment{"fire alarm"}, organizer));
    return all;
}

/// An entry of that kind around the body, with a signature of the right length where the kind has any.
Bytes around(Kind kind, ByteView body) {
    v1::Entry entry;
    entry.set_kind(static_cast<std::uint32_t>(kind));
    entry.set_body(text_of(body));
    if (kind != Kind::ballot) {
        v1::Signature& signature = *entry.add_signatures();
        signature.set_key(std::string(32, 'k'));
        signature.set_signature(std::string(64, 's'));
    }
    return copy(bytes_of(entry.SerializeAsString()));
}

/// What is written of a body that was taken. A fraction in a manifest may be absent, and is written as an
/// empty one, which is taken and written just so.
Result<Again> written_again(const Entry& entry) {
    if (entry.kind() == Kind::ballot) return one_spelling(entry.body_bytes(), entry.body_bytes());
    const Bytes again = encode_body(entry.body);
    if (entry.kind() != Kind::manifest) return one_spelling(entry.body_bytes(), again);
    VOUCH_TRY(reread, decode_entry(around(Kind::manifest, again)));
    return one_spelling(again, encode_body(reread.body));
}

Decoder body_decoder(Kind kind) {
    Decoder out{std::string(name(kind)) + " body", {}, [kind](ByteView body) -> Result<Again> {
                    VOUCH_TRY(entry, decode_entry(around(kind, body)));
                    return written_again(entry);
                }};
    for (const Bytes& carried : entries_of_all_kinds()) {
        const auto entry = decode_entry(carried);
        if (entry->kind() == kind) out.samples.push_back(copy(entry->body_bytes()));
    }
    return out;
}

Decoder ballot_decoder() {
    Decoder out{"ballot", {}, [](ByteView body) -> Result<Again> {
                    VOUCH_TRY(ballot, decode_ballot(*made().state().opening, body));
                    return one_spelling(body, encode_ballot(ballot));
                }};
    for (const Bytes& carried : made().entries())
        if (const auto entry = decode_entry(carried); entry->kind() == Kind::ballot)
            out.samples.push_back(copy(entry->body_bytes()));
    return out;
}

Bytes letters(const Code& code) {
    return copy(code.view());
}

const BoxKey& box_key() {
    static const BoxKey key{SecretBytes<32>()};
    return key;
}
SecretBytes<32> reply_key() {
    return SecretBytes<32>(Bytes32{9});
}

/// Envelopes and replies, as they come and as somebody who can seal would make them.
std::vector<Decoder> envelope_decoders() {
    const Bytes ballot(900, 3);
    const Bytes envelope = *seal_envelope(box_key().public_key(), reply_key(), ballot);
    const CastReply receipt = Receipt{Bytes32{1}, "a proof"};
    const CastReply refusal =
        sign_refusal(made().log_key(), Bytes32{}, envelope, {Reason::over_capacity, "later"}, 500);
    const auto in_the_open = [](const Bytes& box) { return copy(open_secretbox(reply_key(), box)->view()); };
    return {
        {"envelope", {envelope}, [](ByteView bytes) { return taken(open_envelope(box_key(), bytes)); }, true},
        {"envelope's plaintext",
         {copy(box_key().open(envelope)->view())},
         [](ByteView bytes) {
             return taken(open_envelope(box_key(), *seal_box(box_key().public_key(), bytes)));
         },
         false,
         8},
        {"reply",
         {seal_reply(reply_key(), receipt), seal_reply(reply_key(), refusal)},
         [](ByteView bytes) { return taken(open_reply(reply_key(), bytes)); },
         true},
        {"reply's plaintext",
         {in_the_open(seal_reply(reply_key(), receipt)), in_the_open(seal_reply(reply_key(), refusal))},
         [](ByteView bytes) { return taken(open_reply(reply_key(), seal_secretbox(reply_key(), bytes))); }},
    };
}

}    // namespace

std::vector<Decoder> election_decoders() {
    std::vector<Decoder> all{
        {"entry", entries_of_all_kinds(),
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(entry, decode_entry(bytes));
             return one_spelling(bytes, make_entry(entry.kind(), entry.body_bytes(), entry.signatures));
         }},
        ballot_decoder(),
        {"code",
         {copy(bytes_of("0123-4567-89AB-CDEF-GHJK")), copy(bytes_of("oi23456789abcdefghjk"))},
         [](ByteView bytes) { return taken(read_code(text_of(bytes)), letters); }},
        {"typed code",
         {copy(bytes_of("0123-4567-89AB-CDEF-GHJK-FZ")), copy(bytes_of("oi23456789abcdefghjkfz"))},
         [](ByteView bytes) { return taken(read_typed_code(text_of(bytes)), letters); }},
    };
    for (std::uint32_t kind = 1; kind <= std::variant_size_v<Body>; ++kind)
        all.push_back(body_decoder(static_cast<Kind>(kind)));
    std::ranges::move(envelope_decoders(), std::back_inserter(all));
    return all;
}

}    // namespace vouch::testing
