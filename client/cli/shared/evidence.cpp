#include "client/cli/shared/evidence.h"

#include <array>

#include "crypto/text.h"
#include "crypto/tlog_proof.h"
#include "election/entry.h"

namespace vouch::client {
namespace {

constexpr std::string_view kFirstLine = "vouch evidence/1";
constexpr std::array<std::string_view, kLies> kNames{"fork",        "rollback",     "altered", "missing",
                                                     "second-open", "second-close", "refused", "bundle"};
// What stands before the value of each line, in this order.
constexpr std::string_view kLie = "lie ", kLog = "log ", kEarlier = "earlier ", kLater = "later ",
                           kPath = "path ", kFile = "file ", kEntry = "entry ", kManifest = "manifest ";

Rejection malformed_evidence(const char* what) {
    return {Reason::malformed, std::string("evidence: ") + what};
}

/// Takes the next line off where it begins so; the rest of that line.
std::optional<std::string_view> take(std::string_view& rest, std::string_view begins) {
    if (!rest.starts_with(begins)) return {};
    const auto line = take_line(rest);
    if (!line) return {};
    return line->substr(begins.size());
}

Result<Bytes> take_base64(std::string_view& rest, std::string_view begins) {
    const auto line = take(rest, begins);
    return line ? from_base64(*line) : Bytes();
}

Result<Lie> lie_named(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames.at(i) == name) return static_cast<Lie>(i);
    return malformed_evidence("lie");
}

}    // namespace

std::string_view name(Lie lie) {
    return kNames.at(static_cast<std::size_t>(lie));
}

bool proves_itself(Lie lie) {
    return lie == Lie::fork || lie == Lie::second_open || lie == Lie::second_close || lie == Lie::refused;
}

std::optional<election::Kind> kind_of_carried(ByteView carried) {
    const auto entry = election::decode_entry(carried);
    if (!entry.ok()) return {};
    return entry->kind();
}

Lie lie_of(std::optional<election::Kind> kind, election::Phase phase) {
    using enum election::Phase;
    const bool opened = phase != first && phase != setup;
    if (kind == election::Kind::open && opened) return Lie::second_open;
    if (kind == election::Kind::close && opened && phase != voting) return Lie::second_close;
    return Lie::refused;
}

std::string Evidence::text() const {
    std::string out;
    const auto add = [&out](std::string_view key, std::string_view value) {
        out.append(key).append(value).append("\n");
    };
    const auto add_bytes = [&](std::string_view key, ByteView value) {
        if (!value.empty()) add(key, to_base64(value));
    };
    add(kFirstLine, "");
    add(kLie, name(lie));
    add(kLog, log.to_string());
    add_bytes(kEarlier, bytes_of(earlier));
    add_bytes(kLater, bytes_of(later));
    for (const Bytes32& hash : path) add_bytes(kPath, hash);
    if (!file.empty()) add(kFile, file);
    if (entry) add(kEntry, std::to_string(*entry));
    add_bytes(kManifest, manifest);
    return out;
}

Result<Evidence> Evidence::parse(std::string_view text) {
    if (text.size() > kNoteBytesMax) return {Reason::too_large, "evidence"};
    std::string_view rest = text;
    if (take_line(rest) != kFirstLine) return malformed_evidence("first line");
    VOUCH_TRY(lie, lie_named(take(rest, kLie).value_or("")));
    VOUCH_TRY(log, Vkey::parse(take(rest, kLog).value_or(""), NoteKeyType::log));
    VOUCH_TRY(earlier, take_base64(rest, kEarlier));
    VOUCH_TRY(later, take_base64(rest, kLater));
    Evidence out{lie, std::move(log), text_of(earlier), text_of(later), {}, {}, {}, {}};
    while (const auto line = take(rest, kPath)) {
        if (out.path.size() > kProofHashesMax) return {Reason::too_large, "evidence: path"};
        VOUCH_TRY(bytes, from_base64(*line));
        VOUCH_TRY(hash, exactly<32>(bytes));
        out.path.push_back(hash);
    }
    out.file = take(rest, kFile).value_or("");
    if (const auto line = take(rest, kEntry)) {
        VOUCH_TRY(entry, parse_decimal(*line));
        out.entry = entry;
    }
    VOUCH_TRY(manifest, take_base64(rest, kManifest));
    out.manifest = std::move(manifest);
    if (out.text() != text) return malformed_evidence("form");
    return out;
}

SignedNote signed_statement(const Evidence& evidence, const Vkey& witness, const SigningKey& key,
                            std::uint64_t time) {
    const std::string text = evidence.text();
    return {text, {cosign_note(text, witness, key, time)}};
}

Result<Statement> read_statement(std::string_view note, std::span<const Vkey> witnesses) {
    VOUCH_TRY(parsed, SignedNote::parse(note));
    VOUCH_TRY(evidence, Evidence::parse(parsed.text));
    Statement out{std::move(evidence), parsed.signatures.front().name, {}, 0};
    const auto is_known = [&](const NoteSignature& line) {
        return std::ranges::any_of(witnesses, [&](const Vkey& vkey) {
            return vkey.name() == line.name && vkey.key_id() == line.key_id;
        });
    };
    if (std::ranges::none_of(parsed.signatures, is_known)) return out;
    VOUCH_TRY(good, verify_note(parsed, witnesses));
    out.known = witnesses[good.front().key];
    out.signer = out.known->name();
    out.time = good.front().time;
    return out;
}

}    // namespace vouch::client
