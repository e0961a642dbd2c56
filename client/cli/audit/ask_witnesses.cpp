#include "client/cli/audit/ask_witnesses.h"

#include "client/cli/shared/says.h"
#include "client/cli/shared/witness_statuses.h"
#include "crypto/text.h"

namespace vouch::client {
namespace {

constexpr std::size_t kAnswerBytesMax = 64 << 10;
/// The first time the witness says what it signed last. Once more, since it may follow the log by itself.
constexpr int kTries = 3;

std::uint64_t size_in(ByteView body) {
    std::string text = text_of(body);
    if (text.ends_with('\n')) text.pop_back();
    const auto size = parse_decimal(text);
    return size.ok() ? *size : ~std::uint64_t{0};
}

std::vector<Bytes32> proof_from(std::uint64_t old_size, const FetchFile& log, std::uint64_t size) {
    if (old_size == 0 || old_size == size) return {};
    return consistency_proof(old_size, size, subtrees_of(tiles_of(log, size)));
}

/// The lines of unknown keys in the answer are passed over.
Result<NoteSignature> line_of(const Vkey& witness, const std::string& text, ByteView answer) {
    const std::string lines = text_of(answer);
    std::string_view rest = lines;
    while (const auto one = take_line(rest)) {
        VOUCH_TRY(line, NoteSignature::parse(*one));
        if (line.name != witness.name() || line.key_id != witness.key_id()) continue;
        VOUCH_REQUIRE([&]() -> Status {
            VOUCH_TRY(good, verify_note({text, {line}}, {&witness, 1}));
            return accepted();
        }());
        return line;
    }
    return refused(Reason::bad_signature, says().watch.no_line);
}

}    // namespace

Result<NoteSignature> ask_witness(const WitnessAddress& witness, const FetchFile& log,
                                  const Checkpoint& checkpoint, const std::string& note) {
    net::HttpsClient https(witness.at, witness.trust);
    std::uint64_t old_size = 0;
    for (int tries = 0; tries < kTries; ++tries) {
        const AddCheckpoint asked{old_size, proof_from(old_size, log, checkpoint.size), note};
        const net::HttpReply reply =
            https.post(witness.at.path + kAddCheckpointPath, bytes_of(asked.to_string()), kAnswerBytesMax);
        if (reply.status == net::kStatusOk) {
            VOUCH_TRY(signed_note, SignedNote::parse(note));
            return line_of(witness.vkey, signed_note.text, reply.body);
        }
        if (reply.status != kConflict)
            return refused(Reason::not_fitting, says().watch.witness_refused({.status = reply.status}));
        old_size = size_in(reply.body);
        if (old_size > checkpoint.size) return refused(Reason::not_fitting, says().watch.witness_ahead);
    }
    return refused(Reason::not_fitting, says().watch.witness_ahead);
}

std::string with_line(const std::string& note, const NoteSignature& line) {
    auto parsed = SignedNote::parse(note);
    VOUCH_CHECK(parsed.ok());
    std::erase_if(parsed->signatures, [&](const NoteSignature& old) {
        return old.name == line.name && old.key_id == line.key_id;
    });
    parsed->signatures.push_back(line);
    return parsed->to_string();
}

}    // namespace vouch::client
