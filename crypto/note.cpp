#include "crypto/note.h"

#include "crypto/text.h"

namespace vouch {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";    // U+2014 and a space
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kEd25519Bytes = 64;

Bytes typed_key(NoteKeyType type, const Bytes32& key) {
    Bytes out(1 + key.size(), static_cast<std::uint8_t>(type));
    std::ranges::copy(key, out.begin() + 1);
    return out;
}

Rejection malformed(std::string detail) {
    return {Reason::malformed, std::move(detail)};
}

Rejection bad_signature(std::string detail) {
    return {Reason::bad_signature, std::move(detail)};
}

/// What a witness signs. docs/audit-log-format.md, section 5.
std::string cosigned_message(std::string_view text, std::uint64_t time) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

/// The time of a signature line that holds, 0 for the log's. The line names this key.
Result<std::uint64_t> verify_line(std::string_view text, ByteView signature, const Vkey& key) {
    std::uint64_t time = 0;
    std::string message(text);
    if (key.type() == NoteKeyType::witness) {
        if (signature.size() != kTimeBytes + kEd25519Bytes) return bad_signature("cosignature: length");
        for (const std::uint8_t byte : signature.first(kTimeBytes)) time = time << 8 | byte;
        if (time > kCosignatureTimeMax) return bad_signature("cosignature: time");
        message = cosigned_message(text, time);
        signature = signature.subspan(kTimeBytes);
    }
    const auto ed25519 = exactly<kEd25519Bytes>(signature);
    if (!ed25519.ok() || !signature_holds(key.key(), bytes_of(message), *ed25519))
        return bad_signature("note: signature of " + key.name());
    return time;
}

}    // namespace

Vkey::Vkey(std::string_view name, NoteKeyType type, const Bytes32& key)
    : name_(name), type_(type), key_(key) {
    Bytes input = copy(bytes_of(name));
    input.push_back('\n');
    append(input, typed_key(type, key));
    const Bytes32 digest = sha256(input);
    std::copy_n(digest.begin(), kKeyIdBytes, key_id_.begin());
}

Result<Vkey> Vkey::make(std::string_view name, NoteKeyType type, const Bytes32& key) {
    if (!is_key_name(name)) return malformed("vkey: name");
    return Vkey(name, type, key);
}

Result<Vkey> Vkey::parse(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos) return malformed("vkey: form");    // the base64 may hold more of them
    if (!is_key_name(text.substr(0, first))) return malformed("vkey: name");
    VOUCH_TRY(typed, from_base64(text.substr(second + 1)));
    if (typed.size() != 33) return malformed("vkey: type or length");
    const NoteKeyType type{typed[0]};
    if (type != NoteKeyType::log && type != NoteKeyType::witness) return malformed("vkey: type or length");
    VOUCH_TRY(key, exactly<32>(ByteView(typed).subspan(1)));
    const Vkey vkey(text.substr(0, first), type, key);
    if (to_hex(vkey.key_id_) != text.substr(first + 1, second - first - 1)) return malformed("vkey: key ID");
    return vkey;
}

Result<Vkey> Vkey::parse(std::string_view text, NoteKeyType expected) {
    VOUCH_TRY(vkey, parse(text));
    if (vkey.type() != expected) return malformed("vkey: type or length");
    return vkey;
}

std::string Vkey::to_string() const {
    return name_ + "+" + to_hex(key_id_) + "+" + to_base64(typed_key(type_, key_));
}

std::string NoteSignature::to_string() const {
    Bytes bytes = copy(key_id);
    append(bytes, signature);
    return std::string(kDash) + name + " " + to_base64(bytes) + "\n";
}

Result<NoteSignature> NoteSignature::parse(std::string_view line) {
    if (!line.starts_with(kDash)) return malformed("note: signature line");
    line.remove_prefix(kDash.size());
    const std::size_t space = line.find(' ');
    if (space == line.npos || !is_key_name(line.substr(0, space))) return malformed("note: signature line");
    VOUCH_TRY(bytes, from_base64(line.substr(space + 1)));
    if (bytes.size() <= kKeyIdBytes) return malformed("note: signature length");
    NoteSignature out{std::string(line.substr(0, space)), {}, {bytes.begin() + kKeyIdBytes, bytes.end()}};
    std::copy_n(bytes.begin(), kKeyIdBytes, out.key_id.begin());
    return out;
}

Result<SignedNote> SignedNote::parse(std::string_view note) {
    if (note.size() > kNoteBytesMax) return {Reason::too_large, "note"};
    if (!is_plain_text(note)) return malformed("note: not plain UTF-8");
    const std::size_t split = note.rfind("\n\n");    // the last empty line
    if (split == note.npos || note.back() != '\n' || split + 2 == note.size()) return malformed("note: form");
    SignedNote out{std::string(note.substr(0, split + 1)), {}};
    std::string_view rest = note.substr(split + 2);
    while (const auto line = take_line(rest)) {
        if (out.signatures.size() == kNoteSignaturesMax) return {Reason::too_large, "note: signature lines"};
        VOUCH_TRY(signature, NoteSignature::parse(*line));
        out.signatures.push_back(std::move(signature));
    }
    return out;
}

std::string SignedNote::to_string() const {
    std::string out = text + "\n";
    for (const NoteSignature& signature : signatures) out += signature.to_string();
    return out;
}

NoteSignature sign_note(std::string_view text, const Vkey& vkey, const SigningKey& key) {
    VOUCH_CHECK(vkey.type() == NoteKeyType::log && vkey.key() == key.public_key());
    return {vkey.name(), vkey.key_id(), copy(key.sign(bytes_of(text)))};
}

NoteSignature cosign_note(std::string_view text, const Vkey& vkey, const SigningKey& key,
                          std::uint64_t time) {
    VOUCH_CHECK(vkey.type() == NoteKeyType::witness && vkey.key() == key.public_key());
    VOUCH_CHECK(time <= kCosignatureTimeMax);
    Bytes signature = copy(le64(time));
    std::ranges::reverse(signature);    // the log's integers are big endian
    append(signature, key.sign(bytes_of(cosigned_message(text, time))));
    return {vkey.name(), vkey.key_id(), std::move(signature)};
}

Result<std::vector<GoodSignature>> verify_note(const SignedNote& note, std::span<const Vkey> keys) {
    std::vector<GoodSignature> good;
    for (const NoteSignature& line : note.signatures)
        for (std::size_t key = 0; key < keys.size(); ++key) {
            if (line.name != keys[key].name() || line.key_id != keys[key].key_id()) continue;
            VOUCH_TRY(time, verify_line(note.text, line.signature, keys[key]));
            good.push_back({key, time});
        }
    if (good.empty()) return bad_signature("note: not signed by a known key");
    return good;
}

Result<Checkpoint> Checkpoint::parse(std::string_view text) {
    if (!is_plain_text(text)) return malformed("checkpoint: not plain UTF-8");
    const auto origin = take_line(text);
    const auto size_line = take_line(text);
    const auto root_line = take_line(text);
    if (!root_line || origin->empty()) return malformed("checkpoint: form");
    VOUCH_TRY(size, parse_decimal(*size_line));
    VOUCH_TRY(root_bytes, from_base64(*root_line));
    VOUCH_TRY(root, exactly<32>(root_bytes));
    while (const auto extension = take_line(text))
        if (extension->empty()) return malformed("checkpoint: empty line");
    if (!text.empty()) return malformed("checkpoint: last line does not end");
    return Checkpoint{std::string(*origin), size, root};
}

std::string Checkpoint::to_string() const {
    return origin + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n";
}

Result<VerifiedCheckpoint> verify_checkpoint(std::string_view note, const Vkey& log,
                                             std::span<const Vkey> witnesses) {
    VOUCH_TRY(signed_note, SignedNote::parse(note));
    std::vector<Vkey> keys{log};
    keys.insert(keys.end(), witnesses.begin(), witnesses.end());
    VOUCH_TRY(good, verify_note(signed_note, keys));
    VerifiedCheckpoint out;
    bool by_log = false;
    for (const GoodSignature& signature : good) {
        if (signature.key == 0)
            by_log = true;
        else
            out.cosignatures.push_back({signature.key - 1, signature.time});
    }
    if (!by_log) return bad_signature("checkpoint: not signed by the log");
    VOUCH_TRY(checkpoint, Checkpoint::parse(signed_note.text));
    if (checkpoint.origin != log.name()) return malformed("checkpoint: another log's origin");
    out.checkpoint = std::move(checkpoint);
    return out;
}

}    // namespace vouch
