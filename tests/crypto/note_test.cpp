// Signed notes, checkpoints and cosignatures: docs/audit-log-format.md, section 8.1, and what must be
// refused: tests/data/notes.json, to which the web client holds too.
#include "crypto/note.h"

#include <catch2/catch.hpp>

#include "crypto/text.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

const std::string kDash = "\xE2\x80\x94 ";
const std::string kLogVkey = "vote.example/audit+7ca49c9a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const std::string kWitnessVkey = "witness.example/w1+b72bab2e+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd";
const std::string kNoteText = "Polls are open.\n\nSecond paragraph.\n";
const std::string kNote =
    kNoteText + "\n" + kDash +
    "vote.example/audit "
    "fKScmtakK26QPseLr5eHwOT+09i6KqgaQv4R1nlbjOiunvt8PM0vXg/12GFZsti3kI9Q6h7VB2i6NBufuKzQ2JPo2wM=\n";
const std::string kCheckpointText = "vote.example/audit\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";
const std::string kLogLine =
    kDash +
    "vote.example/audit "
    "fKScmqRL5LKPFkEV1eHDoGIZvdq67F+htenPt8L0vvI6Z7EOPKfJHNIpmPkYRozDwGqUlO3ixpJ86hzqfGNKpJ+ZCwU=\n";
const std::string kWitnessLine =
    kDash +
    "witness.example/w1 "
    "tyurLgAAAABlU/EAW30uwwiCjq3TWDpiZV2Z9zbaHDZdMKVm8RWS8QGYdAwfHjl19dA24SKuprWZngdlrv6orhBWZBwirMMlxfQuDA=="
    "\n";
constexpr std::uint64_t kTime = 1'700'000'000;

SigningKey key_from(std::uint8_t first_seed_byte) {
    SecretBytes<32> seed;
    for (std::uint8_t& byte : seed.mutable_view()) byte = first_seed_byte++;
    return SigningKey(seed);
}
const SigningKey log_key = key_from(0x00);
const SigningKey witness_key = key_from(0x40);
const Vkey log_vkey = *Vkey::parse(kLogVkey);
const Vkey witness_vkey = *Vkey::parse(kWitnessVkey);

std::string note_of(const std::string& text, std::initializer_list<NoteSignature> signatures) {
    return SignedNote{text, signatures}.to_string();
}

/// Each text of a table of tests/data/notes.json is answered as it says there.
template <class Read>
void check_table(const std::string& table, const Read& read) {
    const Json file = Json::parse(text_of(read_file(tests_dir() / "data" / "notes.json")));
    for (const Json& one : file.at(table)) {
        const std::string text = one["text"], answer = one["answer"];
        CAPTURE(text);
        CHECK(refusal(read(text)) == answer);
    }
}

}    // namespace

TEST_CASE("the keys of the vectors") {
    CHECK(to_hex(log_key.public_key()) == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    CHECK(to_hex(log_vkey.key_id()) == "7ca49c9a");
    CHECK(log_vkey.type() == NoteKeyType::log);
    CHECK(log_vkey.name() == "vote.example/audit");
    CHECK(log_vkey.key() == log_key.public_key());
    CHECK(witness_vkey.type() == NoteKeyType::witness);
    CHECK(Vkey::make("vote.example/audit", NoteKeyType::log, log_key.public_key())->to_string() == kLogVkey);
    CHECK(Vkey::make("witness.example/w1", NoteKeyType::witness, witness_key.public_key())->to_string() ==
          kWitnessVkey);
}

TEST_CASE("the note of the vectors, byte for byte") {
    CHECK(note_of(kNoteText, {sign_note(kNoteText, log_vkey, log_key)}) == kNote);
    const auto note = SignedNote::parse(kNote);
    REQUIRE(note.ok());
    CHECK(note->text == kNoteText);
    CHECK(note->to_string() == kNote);
    const auto good = verify_note(*note, std::span(&log_vkey, 1));
    REQUIRE(good.ok());
    CHECK(*good == std::vector<GoodSignature>{{0, 0}});
}

TEST_CASE("the cosigned checkpoint of the vectors, byte for byte") {
    const Checkpoint checkpoint{
        "vote.example/audit", 8,
        *exactly<32>(*from_hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"))};
    CHECK(checkpoint.to_string() == kCheckpointText);
    CHECK(sign_note(kCheckpointText, log_vkey, log_key).to_string() == kLogLine);
    CHECK(cosign_note(kCheckpointText, witness_vkey, witness_key, kTime).to_string() == kWitnessLine);
    const auto verified = verify_checkpoint(kCheckpointText + "\n" + kLogLine + kWitnessLine, log_vkey,
                                            std::span(&witness_vkey, 1));
    REQUIRE(verified.ok());
    CHECK(verified->checkpoint == checkpoint);
    CHECK(verified->cosignatures == std::vector<GoodSignature>{{0, kTime}});
}

TEST_CASE("the checkpoint of the shared log") {
    const std::string vkey_line = text_of(read_file(tests_dir() / "vectors/log/log.vkey"));
    std::string_view rest = vkey_line;
    const auto vkey = Vkey::parse(*take_line(rest), NoteKeyType::log);
    REQUIRE(vkey.ok());
    const std::string note = text_of(read_file(tests_dir() / "vectors/log/tiles/checkpoint"));
    const auto verified = verify_checkpoint(note, *vkey);
    REQUIRE(verified.ok());
    CHECK(verified->checkpoint.size == 45);
}

TEST_CASE("vkeys that are refused") {
    check_table("vkeys", [](const std::string& text) { return Vkey::parse(text); });
    std::string no_utf8 = kLogVkey;
    no_utf8[4] = '\xFF';
    CHECK(refusal(Vkey::parse(no_utf8)) == "malformed (vkey: name)");
    CHECK(Vkey::parse(kLogVkey, NoteKeyType::log).ok());
    CHECK(refusal(Vkey::parse(kLogVkey, NoteKeyType::witness)) == "malformed (vkey: type or length)");
    for (const char* name : {"", "a b", "a+b", "a\tb", "\xC3"})
        CHECK(refusal(Vkey::make(name, NoteKeyType::log, log_key.public_key())) == "malformed (vkey: name)");
}

TEST_CASE("a changed bit anywhere in the log's part of a checkpoint is refused") {
    const std::string note = kCheckpointText + "\n" + kLogLine;
    REQUIRE(verify_checkpoint(note, log_vkey).ok());
    for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
        std::string changed = note;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CAPTURE(bit);
        REQUIRE_FALSE(verify_checkpoint(changed, log_vkey).ok());
    }
    for (std::size_t length = 0; length < note.size(); ++length)
        REQUIRE_FALSE(verify_checkpoint(note.substr(0, length), log_vkey).ok());
    CHECK_FALSE(verify_checkpoint(note + "\n", log_vkey).ok());
}

TEST_CASE("a changed bit in a witness's line is refused, or the line is nobody's") {
    const std::string head = kCheckpointText + "\n" + kLogLine;
    for (std::size_t bit = 0; bit < kWitnessLine.size() * 8; ++bit) {
        std::string line = kWitnessLine;
        line[bit / 8] = static_cast<char>(line[bit / 8] ^ (1 << (bit % 8)));
        const auto verified = verify_checkpoint(head + line, log_vkey, std::span(&witness_vkey, 1));
        CAPTURE(bit);
        REQUIRE((!verified.ok() || verified->cosignatures.empty()));
    }
}

TEST_CASE("whose signatures count") {
    const NoteSignature by_log = sign_note(kCheckpointText, log_vkey, log_key);
    const NoteSignature by_witness = cosign_note(kCheckpointText, witness_vkey, witness_key, kTime);
    NoteSignature bad_witness = by_witness;
    bad_witness.signature.back() ^= 1;
    NoteSignature short_witness = by_witness;
    short_witness.signature.pop_back();
    NoteSignature bad_log = by_log;
    bad_log.signature.front() ^= 1;
    NoteSignature late = cosign_note(kCheckpointText, witness_vkey, witness_key, kCosignatureTimeMax);
    NoteSignature too_late = late;
    too_late.signature.front() = 0x80;
    const std::vector<Vkey> witnesses{witness_vkey};

    const auto check = [&](std::initializer_list<NoteSignature> lines, const std::vector<Vkey>& known) {
        return refusal(verify_checkpoint(note_of(kCheckpointText, lines), log_vkey, known));
    };
    CHECK(check({by_log, by_witness}, witnesses) == "accepted");
    CHECK(check({by_witness, by_log}, witnesses) == "accepted");
    CHECK(check({by_log, late}, witnesses) == "accepted");
    CHECK(check({by_log, bad_witness}, {}) == "accepted");    // nobody it knows
    CHECK(check({by_log, bad_witness}, witnesses) == "bad signature (note: signature of witness.example/w1)");
    CHECK(check({by_log, by_witness, bad_witness}, witnesses) ==
          "bad signature (note: signature of witness.example/w1)");
    CHECK(check({by_log, short_witness}, witnesses) == "bad signature (cosignature: length)");
    CHECK(check({by_log, too_late}, witnesses) == "bad signature (cosignature: time)");
    CHECK(check({bad_log, by_witness}, witnesses) == "bad signature (note: signature of vote.example/audit)");
    CHECK(check({by_witness}, witnesses) == "bad signature (checkpoint: not signed by the log)");
    CHECK(check({by_witness}, {}) == "bad signature (note: not signed by a known key)");

    // The log's key may not pass for a witness's, nor a signature of the plain text for a cosignature.
    const Vkey log_as_witness = *Vkey::make("vote.example/audit", NoteKeyType::witness, log_key.public_key());
    NoteSignature posing = by_log;
    posing.key_id = log_as_witness.key_id();
    CHECK(check({by_log, posing}, {log_as_witness}) == "bad signature (cosignature: length)");

    const std::string other = "vote.example/other\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";
    CHECK(refusal(verify_checkpoint(note_of(other, {sign_note(other, log_vkey, log_key)}), log_vkey)) ==
          "malformed (checkpoint: another log's origin)");
}

TEST_CASE("notes that are refused before any signature is looked at") {
    const std::string line = kLogLine;
    std::string many;
    for (std::size_t i = 0; i < kNoteSignaturesMax; ++i) many += line;
    CHECK(SignedNote::parse("text\n\n" + many).ok());
    CHECK(refusal(SignedNote::parse("text\n\n" + many + line)) == "too large (note: signature lines)");
    CHECK(refusal(SignedNote::parse(std::string(kNoteBytesMax, 'x') + "\n\n" + line)) == "too large (note)");
    CHECK(refusal(SignedNote::parse("te\xFFxt\n\n" + line)) == "malformed (note: not plain UTF-8)");
    check_table("notes", [](const std::string& text) { return SignedNote::parse(text); });
}

TEST_CASE("checkpoint texts") {
    const std::string root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";
    CHECK(Checkpoint::parse("o\n18446744073709551615\n" + root + "\n")->size == ~std::uint64_t{0});
    CHECK(Checkpoint::parse("o\n8\n" + root + "\nextension\nanother\n")->size == 8);
    CHECK(refusal(Checkpoint::parse("o\n8\n" + root.substr(0, 40) + "\n")) ==
          "malformed (another length than 32)");
    check_table("checkpoints", [](const std::string& text) { return Checkpoint::parse(text); });
}
