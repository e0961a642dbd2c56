#include <fstream>
#include <memory>

#include "client/cli/audit/resume.h"
#include "client/cli/organizer/conference_file.h"
#include "client/cli/participant/cast.h"
#include "client/cli/participant/challenge_file.h"
#include "client/cli/rehearsal/plan.h"
#include "client/cli/shared/add_checkpoint.h"
#include "client/cli/shared/csv.h"
#include "client/cli/shared/evidence.h"
#include "client/cli/shared/home.h"
#include "client/cli/shared/json.h"
#include "client/cli/shared/log_source.h"
#include "client/cli/shared/mine_text.h"
#include "client/cli/shared/refusal_file.h"
#include "client/cli/shared/relay_address.h"
#include "client/cli/shared/roll_file.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/slip_link.h"
#include "client/cli/shared/text.h"
#include "client/cli/shared/vkey_lines.h"
#include "client/cli/shared/web_list.h"
#include "client/cli/trustee/paper_count.h"
#include "client/cli/trustee/run.h"
#include "election/crockford.h"
#include "net/gzip.h"
#include "tests/client/conference_toml.h"
#include "tests/hostile/decoders.h"
#include "tests/support/folder.h"

namespace vouch::testing {
namespace {

using namespace client;
using namespace election;

template <class T>
Result<Again> no_mistakes(const client::Checked<T>& read) {
    if (!read.ok()) return {Reason::malformed, to_string(read.mistakes)};
    return Again{};
}
template <class T, class Write>
Result<Again> no_mistakes(const client::Checked<T>& read, Write write) {
    if (!read.ok()) return {Reason::malformed, to_string(read.mistakes)};
    return Again{text(write(read.value))};
}

/// Tables as JSON, an array a row: what both clients' readers are compared by.
std::string rows_of(const std::vector<CsvRecord>& records) {
    Json out = Json::array();
    for (const CsvRecord& record : records) out.push_back({record.line, record.fields});
    return out.dump();
}
std::string rows_of(const std::vector<RollPerson>& people) {
    Json out = Json::array();
    for (const RollPerson& person : people)
        out.push_back({person.number, person.name, person.unit, person.hall});
    return out.dump();
}
std::string named_roll_of(const std::vector<NamedPerson>& people) {
    return write_named_roll(people);
}

SecretBytes<32> rollkey() {
    return SecretBytes<32>(Bytes32{5});
}

const Vkey& log_vkey() {
    static const Vkey vkey =
        *Vkey::make("log.example/a", NoteKeyType::log, SigningKey{SecretBytes<32>()}.public_key());
    return vkey;
}

std::vector<NamedPerson> people() {
    std::vector<NamedPerson> out;
    for (std::uint32_t number = 1; number <= 3; ++number)
        out.push_back({{number, "Nguyễn Thị Ánh " + std::to_string(number), "Hà Nội, \"1\"",
                        number == 1 ? "Hội trường \"A\", 2" : ""},
                       Bytes32{7}});
    return out;
}

/// With rules of its own in the place of a profile's.
std::string own_conference() {
    const std::string organizer = "An " + to_base64(SigningKey{SecretBytes<32>()}.public_key());
    return replaced(conference_toml(organizer), "profile = \"party\"\n", "") + R"([rules]
base = "collected"
quorum = "2/3"
quorum_measured = "open"
level_names = [["Thấp", "Low"], ["Tín nhiệm", "Confidence"], ["Cao", "High"]]
[[rules.threshold]]
name = "more_than_half_low"
level = "low"
share = "1/2"
strictly_more = true
consequence = ["Có thể từ chức", "may resign"]
)";
}

constexpr std::string_view kDossier = R"([[document]]
file = "review.pdf"
title = ["Tự kiểm điểm", "Self-review"]
[[target]]
indicator = ["BHXH bắt buộc", "Compulsory insurance"]
target = "1,732,319"
achieved = "1,733,185"
percent = "100.05"
)";

/// A conference's folder in which one file is what the decoder is given.
struct ConferenceFolder {
    TemporaryFolder folder;
    ConferenceFolder() {
        std::filesystem::create_directories(folder / "a");
        write("conference.toml", bytes_of(own_conference()));
        write("a/dossier.toml", bytes_of(kDossier));
        write("a/review.pdf", bytes_of("%PDF"));
    }
    /// Without waiting for the disk, as write_file would.
    void write(const std::string& file, ByteView content) const {
        std::ofstream out(folder / file, std::ios::binary);
        out.write(reinterpret_cast<const char*>(content.data()),
                  static_cast<std::streamsize>(content.size()));
    }
};

std::vector<Decoder> folder_decoders() {
    const auto at = std::make_shared<ConferenceFolder>(), record = std::make_shared<ConferenceFolder>();
    keep_record(record->folder.path(),
                {"https://vote.example/c/0123456789abcdef", "", Bytes32{1}, Seen{5, {}}});
    const Bytes record_sample = disk::read_file(record->folder / "conference.json");
    return {
        {"conference.toml",
         {text(own_conference())},
         [at](ByteView bytes) {
             at->write("conference.toml", bytes);
             return no_mistakes(read_conference(at->folder / "conference.toml"));
         },
         false,
         8},
        {"dossier.toml",
         {text(kDossier)},
         [at](ByteView bytes) {
             at->write("a/dossier.toml", bytes);
             client::Checked<Dossier> read;
             read.value = read_dossier(at->folder / "a", 2, "official 1", read.mistakes);
             return no_mistakes(read);
         },
         false,
         8},
        {"conference record",
         {record_sample},
         [record](ByteView bytes) {
             record->write("conference.json", bytes);
             return taken(read_record(record->folder.path()));
         },
         false,
         4},
    };
}

std::vector<Decoder> roll_decoders() {
    const Bytes named = text(write_named_roll(people()));
    return {
        {"csv",
         {text("a;\"b;\"\"c\"\r\n\n1;2\r\n"), named},
         [](ByteView bytes) {
             return no_mistakes(parse_csv(text_of(bytes)), [](const auto& read) { return rows_of(read); });
         }},
        {"roll",
         {text("number,name,unit\n1,Trần Văn A,Sở Y tế\n3,B,\"Huế, 2\"\n2,C,D\n"),
          text("\xEF\xBB\xBF"
               "1;A;B\r\n"),
          text("no,name,unit,hall\n1,A,B,Bắc\n2,C,D,\n")},
         [](ByteView bytes) {
             return no_mistakes(read_roll(text_of(bytes)), [](const auto& read) { return rows_of(read); });
         }},
        {"named roll",
         {named},
         [](ByteView bytes) { return no_mistakes(read_named_roll(text_of(bytes)), named_roll_of); }},
        {"sealed named roll",
         {seal_named_roll(rollkey(), people())},
         [](ByteView bytes) { return taken(open_named_roll(rollkey(), bytes)); },
         true},
        {"sealed named roll's plaintext",
         {copy(open_secretbox(rollkey(), seal_named_roll(rollkey(), people()))->view())},
         [](ByteView bytes) {
             return taken(open_named_roll(rollkey(), seal_secretbox(rollkey(), bytes)),
                          [](const auto& people) { return text(named_roll_of(people)); });
         }},
        {"how far an audit checked",
         {text(resume_text(log_vkey(), {1234, Bytes32{5}}))},
         [](ByteView bytes) { return taken(read_resume(text_of(bytes), log_vkey())); }},
        {"results table",
         {text("position,high,medium,low\n\"Chair, A\",19,2,25\nB,1,2,3\n")},
         [](ByteView bytes) { return no_mistakes(read_results_table(text_of(bytes))); }},
        {"paper count",
         {text("issued,12\ncollected,11\ninvalid,1\n1,5,3,2,0\n2,4,4,2,0\n")},
         [](ByteView bytes) { return no_mistakes(read_paper_count(text_of(bytes), 2)); }},
    };
}

MineKey mine_key() {
    return {Point::generator(), {Point::generator(), Scalar(2)}};
}
MineProof mine_proof() {
    const Point& G = Point::generator();
    return {G, G, Point(), Scalar(1), Scalar(2), Scalar(3), Scalar(4)};
}
ChallengedBallot challenged() {
    const Point& G = Point::generator();
    return {{{G, Point()}, {G, G}}, {Level::low, Level::high}, {Scalar(5), Scalar(6)}, Bytes32{9}};
}

/// What goes from one device or person to another as text.
/// What witnesses, and those who ask them, read.
std::vector<Decoder> witness_decoders() {
    return {
        {"witness's statement",
         {text(Evidence{Lie::fork, log_vkey(), "a\n", "b\n", {Bytes32{1}}, "tile/0/000", 7, {1}}.text())},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(evidence, Evidence::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(evidence.text()));
         }},
        {"request for a cosignature",
         {text(AddCheckpoint{3, {Bytes32{1}, Bytes32{2}}, "note"}.to_string())},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(asked, AddCheckpoint::parse(text_of(bytes)));
             return one_spelling(bytes, bytes_of(asked.to_string()));
         }},
        {"web client's list",
         {text(std::string(64, 'a') + "  index.html\n")},
         [](ByteView bytes) { return taken(read_web_list(text_of(bytes))); }},
        {"verifier keys",
         {text("# ours\n" + log_vkey().to_string() + " https://w.example\n")},
         [](ByteView bytes) { return taken(read_vkey_lines(text_of(bytes), NoteKeyType::log)); }},
        {"relay",
         {text("https://relay.example"), text("https://[::1]:8444 " + std::string(64, 'a'))},
         [](ByteView bytes) { return taken(parse_relay(text_of(bytes))); }},
        {"gzip",
         {*from_hex("1f8b08000000000002ff2bcb2f4dce0000927e768c05000000")},
         [](ByteView bytes) { return taken(net::gunzip(bytes, 1 << 16)); }},
    };
}

std::vector<Decoder> text_decoders() {
    const SlipLink link{*net::Endpoint::parse("https://vote.example:8443/c/0123456789abcdef"), Bytes(32, 1),
                        482, *read_code("0123456789ABCDEFGHJK"), rollkey()};
    return {
        {"slip link",
         {copy(slip_link(link).view())},
         [](ByteView bytes) {
             return taken(parse_slip_link(text_of(bytes)),
                          [](const SlipLink& read) { return copy(slip_link(read).view()); });
         }},
        {"refusal file",
         {text(refusal_text({Bytes32{1}, Bytes(40, 1), Bytes32{2}, Reason::bad_proof, Bytes64{3}}))},
         [](ByteView bytes) { return taken(parse_refusal(text_of(bytes))); }},
        {"receipt file",
         {text(receipt_text({Bytes(40, 1), Bytes32{2}, "c2sp.org/tlog-proof@v1\n"}))},
         [](ByteView bytes) { return taken(parse_receipt(text_of(bytes))); }},
        {"challenge file",
         {text(challenge_text(challenged()))},
         [](ByteView bytes) {
             return taken(parse_challenge(text_of(bytes)),
                          [](const ChallengedBallot& read) { return text(challenge_text(read)); });
         }},
        {"mine key",
         {text(mine_key_text(mine_key()))},
         [](ByteView bytes) {
             return taken(parse_mine_key(text_of(bytes)),
                          [](const MineKey& read) { return text(mine_key_text(read)); });
         }},
        {"mine proof",
         {text(mine_proof_text(mine_proof()))},
         [](ByteView bytes) {
             return taken(parse_mine_proof(text_of(bytes)),
                          [](const MineProof& read) { return text(mine_proof_text(read)); });
         }},
        {"invitation",
         {text("https://vote.example/c/0123456789abcdef/board#token")},
         [](ByteView bytes) { return taken(parse_invitation(text_of(bytes))); }},
        {"log url",
         {text("https://vote.example/c/0123456789abcdef")},
         [](ByteView bytes) { return taken(log_endpoint(text_of(bytes))); }},
        {"typed tracker",
         {text(in_groups(tracker_characters(Bytes32{7}))), text(tracker_characters(Bytes32{3}))},
         [](ByteView bytes) {
             return taken(read_typed_text(text_of(bytes), kTypedTracker),
                          [](const std::string& read) { return text(read); });
         }},
        {"text",
         {text(" Nguyễn Thị Ánh "), {}},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(clean, clean_text(text_of(bytes)));
             VOUCH_TRY(again, clean_text(clean));
             return one_spelling(bytes_of(clean), bytes_of(again));
         }},
    };
}

}    // namespace

std::vector<Decoder> client_decoders() {
    std::vector<Decoder> all = folder_decoders();
    std::ranges::move(roll_decoders(), std::back_inserter(all));
    std::ranges::move(text_decoders(), std::back_inserter(all));
    std::ranges::move(witness_decoders(), std::back_inserter(all));
    return all;
}

}    // namespace vouch::testing
