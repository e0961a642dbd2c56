#include "election/entry.h"

#include <catch2/catch.hpp>

#include "tests/support/elections.h"

namespace vouch::election {
namespace {

using testing::bytes;
using testing::bytes32;
using testing::Json;
using testing::log_vectors;
using testing::read_vectors;

Bytes entry_bytes(std::size_t index) {
    return testing::log_entries()[index];
}

Entry entry(std::size_t index) {
    auto decoded = decode_entry(entry_bytes(index));
    REQUIRE(decoded.ok());
    return *std::move(decoded);
}

}    // namespace

TEST_CASE("every entry of the log decodes, hashes as stated and encodes to the same bytes") {
    for (const Json& stated : log_vectors()["entries"]) {
        CAPTURE(stated["what"].get<std::string>());
        const Bytes carried = bytes(stated["hex"]);
        const auto decoded = decode_entry(carried);
        REQUIRE(decoded.ok());
        CHECK(static_cast<std::uint32_t>(decoded->kind()) == stated["kind"].get<std::uint32_t>());
        CHECK(decoded->carried == carried);
        CHECK(decoded->leaf_hash == bytes32(stated["leaf_hash"]));
        CHECK(make_entry(decoded->kind(), decoded->body_bytes(), decoded->signatures) == carried);
        if (decoded->kind() != Kind::ballot) CHECK(equal(encode_body(decoded->body), decoded->body_bytes()));
    }
}

TEST_CASE("the log's signatures are over the signing message") {
    const Bytes32 election_id = bytes32(log_vectors()["election_id"]);
    CHECK(election_id_of(entry(0).body_bytes()) == election_id);
    std::size_t signatures = 0;
    for (std::size_t i = 0; i < log_vectors()["entries"].size(); ++i) {
        const Entry signed_entry = entry(i);
        for (const Signature& signature : signed_entry.signatures) {
            CHECK(signature_holds(
                signature.key, signing_message(election_id, signed_entry.kind(), signed_entry.body_bytes()),
                signature.signature));
            ++signatures;
        }
    }
    CHECK(signatures == 45 - 9 + 1);    // nine ballots carry none, the paper count carries two
}

TEST_CASE("an entry that we make is signed and spelled as the log's is") {
    const auto& secrets = log_vectors()["secrets"];
    const SigningKey organizer(testing::secret_bytes(secrets["organizer_seeds"][0]));
    const SigningKey* signers[] = {&organizer};
    const Bytes32 election_id = bytes32(log_vectors()["election_id"]);
    std::size_t made = 0;
    for (std::size_t i = 0; i < log_vectors()["entries"].size(); ++i) {
        const Entry stated = entry(i);
        if (stated.signatures.size() != 1 || stated.signatures[0].key != organizer.public_key()) continue;
        CHECK(make_entry(election_id, stated.body, signers) == stated.carried);
        ++made;
    }
    CHECK(made >= 5);
}

TEST_CASE("every change of size or form in the shared cases is refused by the bytes alone") {
    std::size_t malformed = 0;
    for (const Json& change : read_vectors("log/changes.json")) {
        const std::string& last = change["then"].back().is_string()
                                      ? change["then"].back().get_ref<const std::string&>()
                                      : change["name"].get_ref<const std::string&>();
        if (!change["then"].back().is_string() || last.starts_with("zeros:")) continue;
        const std::string detail = change["detail"];
        CAPTURE(change["name"].get<std::string>());
        const auto decoded = decode_entry(bytes(last));
        // With 1, a detail in lower case ("board: not n trustees") is a condition, apart from these.
        const bool form = change["expect"] == 1 && (std::isupper(detail[0]) || detail == "kind" ||
                                                    detail == "base64" || detail.starts_with("v"));
        const bool too_large = change["expect"] == 2;
        CHECK(decoded.ok() == !(form || too_large));
        if (!decoded.ok())
            CHECK(decoded.rejection().reason == (too_large ? Reason::too_large : Reason::malformed));
        malformed += form;
    }
    CHECK(malformed > 50);
}

TEST_CASE("size is looked at before form") {
    CHECK(decode_entry(Bytes(kEntryBytesMax + 1)).rejection().reason == Reason::too_large);
    CHECK(decode_entry(Bytes(kEntryBytesMax)).rejection().reason == Reason::malformed);
    CHECK(decode_entry(Bytes()).rejection().reason == Reason::malformed);
}

TEST_CASE("strings are strict UTF-8") {
    struct Case {
        std::string text;
        bool taken;
    };
    const Case cases[] = {
        {"Hội nghị", true},
        {"\xef\xbf\xbf", true},                    // a noncharacter is a character
        {std::string(1, '\0'), true},              // so is zero
        {"\xf4\x8f\xbf\xbf", true},                // the last code point
        {"\xed\xa0\x80", false},                   // a surrogate
        {"\xed\xbf\xbf", false},                   // the last surrogate
        {"\xed\xa0\xbd\xed\xb8\x80", false},       // a pair of them
        {"\xc0\x80", false},                       // overlong
        {"\xe0\x80\x80", false},                   // overlong
        {"\xf4\x90\x80\x80", false},               // behind the last code point
        {"\x80", false},                           // a lone continuation
        {std::string(40, 'a') + "\xc3", false},    // cut short, behind a long plain start
        {std::string(40, 'a') + "\xed\xa0\x80", false},
    };
    for (const Case& c : cases) {
        CAPTURE(to_hex(bytes_of(c.text)));
        Bytes body{0x0a, static_cast<std::uint8_t>(c.text.size())};
        append(body, bytes_of(c.text));
        Bytes carried{0x08, 17, 0x12, static_cast<std::uint8_t>(body.size())};
        append(carried, body);
        CHECK(decode_entry(carried).ok() == c.taken);
    }
}

TEST_CASE("no entry cut short or lengthened is taken as another") {
    for (const std::size_t index : {0, 1, 3, 4, 10, 12, 41, 43, 44}) {
        const Bytes carried = entry_bytes(index);
        for (std::size_t size = 0; size < carried.size(); ++size) {
            const auto decoded = decode_entry(ByteView(carried).first(size));
            if (decoded.ok()) CHECK(decoded->signatures.size() < entry(index).signatures.size());
        }
        for (int byte = 0; byte < 256; ++byte) {
            Bytes longer = carried;
            longer.push_back(static_cast<std::uint8_t>(byte));
            CHECK_FALSE(decode_entry(longer).ok());
        }
    }
}

}    // namespace vouch::election
