// No reader of bytes from outside is forgotten: whatever a header declares that reads, decodes, opens or
// parses bytes or text is called by a decoder of this folder, or stands below with the reason why not.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/declarations.h"
#include "tests/support/vectors.h"

using namespace vouch::testing;

namespace {

/// Readers that no decoder calls by name, and why.
const std::map<std::string, std::string> kNotByName{
    {"BoxKey::open", "\"sealed box\" calls it on a key"},
    {"Desk::open", "reads a record and a log, which have decoders"},
    {"OrganizerKeys::open", "\"organizer's keys\" calls it"},
    {"ParticipantHome::from", "\"participant's keys\" gets there"},
    {"ParticipantHome::open", "\"participant's keys\" calls it"},
    {"TomlTable::read_text", "\"conference.toml\" gets there"},
    {"TomlTable::read_texts", "\"conference.toml\" gets there"},
    {"TrusteeKeys::open", "\"trustee's keys\" calls it"},
    {"WitnessKeys::open", "\"witness's keys\" calls it"},
    {"check_evidence", "its folder's files are \"witness's statement\" and what a log has"},
    {"check_noted", "\"challenge file\" and \"typed tracker\" are what it reads"},
    {"check_typed", "\"typed tracker\" gets there"},
    {"decode_block", "tests/fuzz/bulk_fuzz.cpp holds it against libsodium"},
    {"parse_toml_file", "\"conference.toml\" gets there"},
    {"read_base64url", "\"slip link\" gets there"},
    {"read_key_file", "\"key file\" is what it reads"},
    {"read_statement", "a note, of which \"witness's statement\" is the text"},
    {"read_typed", "\"typed tracker\" gets there"},
    {"read_vkey", "\"vkey\" is what it reads"},
    {"read_vkey_file", "\"verifier keys\" is what it reads"},
    {"wrong_in", "judges a text that was read, and reads none"},
    {"verify", "\"ballot\" is what it reads; the proofs are the changed elections'"},
};

/// "Type::reader" or "reader" for what the header declares. A reader gives a Result, something that may be
/// missing, or a table with its mistakes, and is given bytes or text.
std::set<std::string> readers_in(const std::string& header) {
    static const std::regex name(
        R"((?:^|::)(?:(?:parse|decode|read|open|accept|check|verify|from)\w*|\w+_in)$)");
    static const std::regex gives(
        R"(^(?:Result|std::optional|(?:client::)?Checked|ImportedRoll|bool|Dossier|std::vector)\b)");
    static const std::regex foreign(
        R"(ByteView|string_view|SecretBuffer|SecretBytes|const Path|path& file|pb::)");
    std::set<std::string> out;
    for (const Declaration& one : declarations_in(header))
        if (std::regex_search(one.name, name) && std::regex_search(one.gives, gives) &&
            std::regex_search(one.takes, foreign))
            out.insert(one.name);
    return out;
}

std::set<std::string> all_readers() {
    std::set<std::string> out;
    for (const char* folder : {"crypto", "election", "wire", "net", "server", "client/cli"})
        for (const std::string& header : headers_in(tests_dir().parent_path() / folder))
            out.merge(readers_in(header));
    return out;
}

}    // namespace

TEST_CASE("readers are found in a header, with the type they belong to") {
    CHECK(readers_in("class Vkey {\npublic:\n    static Result<Vkey> parse(std::string_view text);\n};\n"
                     "Result<Bytes> from_hex(std::string_view text);\nstd::string to_hex(ByteView bytes);\n"
                     "Result<A> open_it(const Key& key,\n                  ByteView box);\n"
                     "Result<B> open_vote(std::uint64_t time);\n") ==
          std::set<std::string>{"Vkey::parse", "from_hex", "open_it"});
}

TEST_CASE("every reader that a header declares is called by a decoder here, or it is said why not") {
    std::string called;
    for (const auto& file : std::filesystem::directory_iterator(tests_dir() / "hostile"))
        if (file.path().filename().string().starts_with("decoders_")) called += text_of_file(file.path());
    const std::set<std::string> readers = all_readers();
    CHECK(readers.size() > 30);
    for (const std::string& reader : readers) {
        CAPTURE(reader);
        const bool is_called = called.find(reader + "(") != std::string::npos ||
                               called.find("&" + reader) != std::string::npos;    // handed on to be called
        CHECK((is_called || kNotByName.contains(reader)));
        CHECK_FALSE((is_called && kNotByName.contains(reader)));
    }
    for (const auto& [reader, why] : kNotByName) {
        CAPTURE(reader, why);
        CHECK(readers.contains(reader));
    }
}
