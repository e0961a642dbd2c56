#pragma once
// Signed notes, checkpoints and cosignatures, in the public C2SP formats: docs/audit-log-format.md, sections
// 1, 2 and 5. Everything that reads is total and refuses with Reason::malformed (form), too_large (limits) or
// bad_signature.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/signature.h"

namespace vouch {

inline constexpr std::size_t kNoteBytesMax = 1'000'000;
inline constexpr std::size_t kNoteSignaturesMax = 100;
inline constexpr std::uint64_t kCosignatureTimeMax = (std::uint64_t{1} << 63) - 1;

/// What a key signs: notes as they are (the log's key), or checkpoints with a time (a witness's).
enum class NoteKeyType : std::uint8_t { log = 0x01, witness = 0x04 };

/// A verifier key: `name+hex(key ID)+base64(type || Ed25519 key)`.
class Vkey {
public:
    /// Malformed: "vkey: form", "vkey: name", "base64", "vkey: type or length", "vkey: key ID".
    static Result<Vkey> parse(std::string_view text);
    static Result<Vkey> parse(std::string_view text, NoteKeyType expected);    // another type is malformed
    /// Malformed ("vkey: name") where the name is empty, no UTF-8, or holds a space or a "+".
    static Result<Vkey> make(std::string_view name, NoteKeyType type, const Bytes32& key);

    const std::string& name() const { return name_; }
    const ByteArray<4>& key_id() const { return key_id_; }
    NoteKeyType type() const { return type_; }
    const Bytes32& key() const { return key_; }
    std::string to_string() const;
    friend bool operator==(const Vkey&, const Vkey&) = default;

private:
    Vkey(std::string_view name, NoteKeyType type, const Bytes32& key);
    std::string name_;
    ByteArray<4> key_id_{};    // SHA-256(name || 0x0A || type || key)[0:4]
    NoteKeyType type_;
    Bytes32 key_;
};

/// One signature line. What `signature` holds depends on the type of the key: 64 bytes, or 8 and 64.
struct NoteSignature {
    std::string name;
    ByteArray<4> key_id{};
    Bytes signature;

    std::string to_string() const;                                // the line with its "\n"
    static Result<NoteSignature> parse(std::string_view line);    // without its "\n"
    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// A text with signature lines, none of which is verified yet.
struct SignedNote {
    std::string text;    // ends in "\n"
    std::vector<NoteSignature> signatures;

    static Result<SignedNote> parse(std::string_view note);
    std::string to_string() const;
    friend bool operator==(const SignedNote&, const SignedNote&) = default;
};

/// The log's signature of a text. `vkey` is the key's own and of type log.
NoteSignature sign_note(std::string_view text, const Vkey& vkey, const SigningKey& key);
/// A witness's signature of a checkpoint's text at a time in POSIX seconds, at most kCosignatureTimeMax.
/// `vkey` is the key's own and of type witness.
NoteSignature cosign_note(std::string_view text, const Vkey& vkey, const SigningKey& key, std::uint64_t time);

/// A signature that holds: the index of its key among the keys it was checked with, and its time (0 for a log
/// key).
struct GoodSignature {
    std::size_t key = 0;
    std::uint64_t time = 0;
    friend bool operator==(const GoodSignature&, const GoodSignature&) = default;
};

/// The good signatures, in the note's order. Lines of keys not among `keys` are ignored; bad_signature where
/// a line of one of them does not hold, or there is none.
Result<std::vector<GoodSignature>> verify_note(const SignedNote& note, std::span<const Vkey> keys);

/// The state of a log that a note's text states.
struct Checkpoint {
    std::string origin;    // the name in the log's vkey
    std::uint64_t size = 0;
    Bytes32 root{};

    /// The first three lines have one spelling. Further lines are ignored, but none of them may be empty.
    static Result<Checkpoint> parse(std::string_view text);
    std::string to_string() const;    // three lines, each with its "\n"
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// A checkpoint that the log signed, and the witnesses whose cosignatures hold.
struct VerifiedCheckpoint {
    Checkpoint checkpoint;
    std::vector<GoodSignature> cosignatures;    // `key` is an index in `witnesses`
};

/// The checkpoint of exactly this log: signed with its key, its origin the key's name, and every line of one
/// of the witnesses holds.
Result<VerifiedCheckpoint> verify_checkpoint(std::string_view note, const Vkey& log,
                                             std::span<const Vkey> witnesses = {});

}    // namespace vouch
