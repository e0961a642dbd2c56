#include <stdexcept>

#include "crypto/key_file.h"
#include "crypto/matrix_proof.h"
#include "crypto/signature.h"
#include "crypto/text.h"
#include "crypto/threshold_key.h"
#include "crypto/tiles.h"
#include "crypto/tlog_proof.h"
#include "tests/hostile/decoders.h"

namespace vouch::testing {
namespace {

constexpr std::size_t kWidth = 5;    // of the tile and the bundle
constexpr std::size_t kShownBytesMax = 2000;

SigningKey key_of(std::uint8_t first_byte) {
    Bytes32 seed{first_byte};
    return SigningKey(SecretBytes<32>(seed));
}

/// A log's checkpoint over five entries, signed by it and cosigned by a witness.
struct SignedLog {
    SigningKey key = key_of(1), witness_key = key_of(2);
    Vkey vkey = *Vkey::make("log.example/a", NoteKeyType::log, key.public_key());
    Vkey witness = *Vkey::make("witness.example/w", NoteKeyType::witness, witness_key.public_key());
    std::vector<Bytes> entries{text("one"), text("two"), {}, text("four"), Bytes(300, 7)};
    std::vector<Bytes32> leaves;
    std::string note, checkpoint, receipt;

    SignedLog() {
        for (const Bytes& entry : entries) leaves.push_back(leaf_hash(entry));
        checkpoint = Checkpoint{vkey.name(), leaves.size(), merkle_root(leaves)}.to_string();
        SignedNote signed_note{checkpoint, {sign_note(checkpoint, vkey, key)}};
        receipt = TlogProof{{}, 3, inclusion_proof(3, leaves), signed_note.to_string()}.to_string();
        signed_note.signatures.push_back(cosign_note(checkpoint, witness, witness_key, 1'796'000'000));
        note = signed_note.to_string();
    }
    Bytes tile() const {
        Bytes out;
        for (const Bytes32& leaf : leaves) append(out, leaf);
        return out;
    }
};

const SignedLog& log() {
    static const SignedLog signed_log;
    return signed_log;
}

/// Opens a key file, but not one that asks for up to ten gibibyte passes, as it may.
Result<Again> open_where_cheap(ByteView file) {
    constexpr std::size_t kCostAt = 16;
    if (file.size() >= kCostAt + 8) {
        const KeyFileCost cost{read_le32(file.subspan(kCostAt).first<4>()),
                               read_le32(file.subspan(kCostAt + 4).first<4>())};
        const bool opened =
            cost.passes <= kKeyFileCostMax.passes && cost.memory_kib <= kKeyFileCostMax.memory_kib;
        if (opened && cost.passes * std::uint64_t{cost.memory_kib} > 1024)
            return {Reason::malformed, "too dear to be tried here"};
    }
    return taken(open_key_file("tests", file, bytes_of("passphrase")));
}

std::vector<Decoder> note_decoders() {
    return {
        {"note",
         {text(log().note)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(note, SignedNote::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(note.to_string()));
         }},
        {"note signature",
         {text(sign_note("a\n", log().vkey, log().key)
                   .to_string()
                   .substr(0, sign_note("a\n", log().vkey, log().key).to_string().size() - 1))},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(signature, NoteSignature::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(signature.to_string().substr(0, bytes.size())));
         }},
        {"vkey",
         {text(log().vkey.to_string()), text(log().witness.to_string())},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(vkey, Vkey::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(vkey.to_string()));
         }},
        {"checkpoint",
         {text(log().checkpoint), text(log().checkpoint + "extension\n")},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(checkpoint, Checkpoint::parse(text_of(bytes)));
             const std::string again = checkpoint.to_string();    // without the extensions
             return one_spelling(bytes.first(std::min(bytes.size(), again.size())), bytes_of(again));
         }},
        {"signed checkpoint",
         {text(log().note)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(verified, verify_checkpoint(text_of(bytes), log().vkey, std::span(&log().witness, 1)));
             return one_spelling(bytes_of(verified.checkpoint.to_string()), bytes_of(log().checkpoint));
         }},
        {"tlog-proof",
         {text(log().receipt)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(proof, TlogProof::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(proof.to_string()));
         }},
        {"receipt",
         {text(log().receipt)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(proven, verify_receipt(text_of(bytes), log().leaves[3], log().vkey));
             if (proven.index != 3) throw std::logic_error("receipt: proves another place");
             return Again{};
         }},
    };
}

std::vector<Decoder> file_decoders() {
    return {
        {"tile",
         {log().tile()},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(hashes, decode_tile(bytes, kWidth));
             Bytes again;
             for (const Bytes32& hash : hashes) append(again, hash);
             return one_spelling(bytes, again);
         }},
        {"bundle",
         {*encode_bundle(log().entries)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(entries, decode_bundle(bytes, kWidth));
             VOUCH_TRY(again, encode_bundle(entries));
             return one_spelling(bytes, again);
         }},
        {"log file path",
         {text("tile/1/x001/000.p/17"), text("tile/entries/000"), text("tile/0/x234/067")},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(file, LogFile::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(file.path()));
         }},
        {"key file",
         {seal_key_file("tests", SecretBuffer(bytes_of("a secret")), bytes_of("passphrase"),
                        kKeyFileCostForTests)},
         open_where_cheap,
         true,
         4},
    };
}

/// What a trustee finds in a box that a dealer sealed, or that was sealed to anybody.
std::vector<Decoder> secret_decoders() {
    static const BoxKey box_key = BoxKey(SecretBytes<32>(Bytes32{8}));
    static const SecretBytes<32> key(Bytes32{7});
    const SecretScalar share = SecretScalar::of(Scalar(3));
    const Commitments commitments{times_g(Scalar(3)), Point()};    // of a polynomial that is 3 everywhere
    return {
        {"secret scalar",
         {Bytes(32, 1), Bytes(32, 0)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(exact, exactly<32>(bytes));
             VOUCH_TRY(scalar, SecretScalar::decode(SecretBytes<32>(exact)));
             return one_spelling(bytes, scalar.bytes().view());
         }},
        {"credential",
         {Bytes(64, 1)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(exact, exactly<64>(bytes));
             VOUCH_TRY(credential, Credential::decode(SecretBytes<64>(exact)));
             return one_spelling(bytes, credential.bytes().view());
         }},
        {"dealt share",
         {copy(share_plaintext(Bytes32{4}, 1, 2, share).view())},
         [commitments](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(dealt, accept_share(SecretBuffer(bytes), Bytes32{4}, 1, 2, commitments));
             return one_spelling(bytes, share_plaintext(Bytes32{4}, 1, 2, dealt).view());
         }},
        {"sealed box",
         {*seal_box(box_key.public_key(), bytes_of("a secret"))},
         [](ByteView bytes) { return taken(box_key.open(bytes)); },
         true},
        {"secretbox",
         {seal_secretbox(key, bytes_of("a secret"))},
         [](ByteView bytes) { return taken(open_secretbox(key, bytes)); },
         true},
    };
}

std::vector<Decoder> value_decoders() {
    return {
        {"point",
         {copy(Point::generator().bytes()), Bytes(32, 0)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(point, Point::decode(bytes));
             return one_spelling(bytes, point.bytes());
         }},
        {"scalar",
         {Bytes(32, 1)},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(scalar, Scalar::decode(bytes));
             return one_spelling(bytes, scalar.bytes());
         }},
        {"base64",
         {text("aGVsbG8="), text("+/+/"), {}},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(decoded, from_base64(text_of(bytes)));
             return one_spelling(bytes, bytes_of(to_base64(decoded)));
         }},
        {"base64url",
         {text("aGVsbG8"), text("-_-_"), {}},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(decoded, from_base64url(text_of(bytes)));
             return one_spelling(bytes, bytes_of(to_base64url(decoded)));
         }},
        {"decimal",
         {text("0"), text("18446744073709551615")},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(number, parse_decimal(text_of(bytes)));
             return one_spelling(bytes, bytes_of(std::to_string(number)));
         }},
        {"hex",
         {text("00ffA0"), {}},
         [](ByteView bytes) {
             return taken(from_hex(text_of(bytes)), [](const Bytes& read) { return text(to_hex(read)); });
         }},
    };
}

}    // namespace

std::vector<Decoder> crypto_decoders() {
    std::vector<Decoder> all = note_decoders();
    std::ranges::move(file_decoders(), std::back_inserter(all));
    std::ranges::move(value_decoders(), std::back_inserter(all));
    std::ranges::move(secret_decoders(), std::back_inserter(all));
    return all;
}

std::vector<Decoder> decoders() {
    std::vector<Decoder> all = crypto_decoders();
    std::ranges::move(election_decoders(), std::back_inserter(all));
    std::ranges::move(client_decoders(), std::back_inserter(all));
    std::ranges::move(wire_decoders(), std::back_inserter(all));
    std::ranges::move(keeper_decoders(), std::back_inserter(all));
    return all;
}

Result<Again> one_spelling(ByteView given, ByteView again) {
    if (!equal(given, again)) throw std::logic_error("taken, but spelt otherwise: " + to_hex(given));
    return Again{copy(again)};
}

Result<Again> answer_of(const Decoder& decoder, ByteView bytes) {
    const auto wrong = [&](const std::string& what) {
        return std::logic_error(decoder.name + ": " + what + "; given " + std::to_string(bytes.size()) +
                                " bytes: " + to_hex(bytes.first(std::min(bytes.size(), kShownBytesMax))));
    };
    try {
        Result<Again> answer = decoder.decode(bytes);
        if (answer.ok()) return answer;
        const Reason reason = answer.rejection().reason;
        if (reason == Reason::malformed || reason == Reason::too_large || reason == Reason::bad_signature ||
            reason == Reason::bad_proof)
            return answer;
        throw std::logic_error("refused as " + to_string(answer.rejection()));
    } catch (const std::exception& error) {
        throw wrong(error.what());
    }
}

}    // namespace vouch::testing
