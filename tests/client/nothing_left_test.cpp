// After a whole vote the bytes of everything that was written are searched for what must not be there: where
// the clients were, voting codes, credentials, keys, choices, passphrases. What is planted is found.
#include <arpa/inet.h>
#include <spdlog/sinks/basic_file_sink.h>

#include <array>

#include "client/cli/participant/home.h"
#include "client/cli/trustee/ceremony.h"
#include "server/sqlite.h"
#include "tests/client/comes_from.h"
#include "tests/client/hall.h"
#include "tests/support/raw_search.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

constexpr std::uint32_t kVoters = 6;
constexpr std::size_t kOfficials = 24;    // so many that a row of marks is nobody else's, nor there by chance

std::string address_of(std::uint32_t number) {
    return "127.83." + std::to_string(100 + number) + "." + std::to_string(200 + number);
}

std::vector<el::Level> marks_of(std::uint32_t number, std::uint32_t cast) {
    std::vector<el::Level> out;
    const Bytes32 drawn = sha256(bytes_of(std::to_string(number) + "/" + std::to_string(cast)));
    for (std::size_t j = 0; j < kOfficials; ++j) out.push_back(static_cast<el::Level>(drawn[j] % 4));
    return out;
}

void look_for_marks(RawSearch& search, const std::string& whose, const std::vector<el::Level>& marks) {
    constexpr std::array kNames{"blank", "low", "medium", "high"};
    Bytes digits;
    std::string text, with_commas, words;
    for (const el::Level level : marks) {
        digits.push_back(static_cast<std::uint8_t>(level));
        text += std::to_string(static_cast<int>(level));
        with_commas += (with_commas.empty() ? "" : ",") + text.substr(text.size() - 1);
        words += (words.empty() ? "" : ",") + std::string(kNames[static_cast<std::size_t>(level)]);
    }
    search.look_for(whose + "'s marks", digits);
    search.look_for_text(whose + "'s marks as a number", text);
    search.look_for_plain_text(whose + "'s marks with commas", with_commas);
    search.look_for_plain_text(whose + "'s marks as words", words);
}

/// A vote of six with the folder of each, and a list of all that is a secret in it.
struct Vote {
    Hall hall;
    RawSearch secrets;
    RawSearch addresses;    // and names: what the server's folder and its log must not hold
    std::vector<std::unique_ptr<ParticipantHome>> homes;

    Vote() {
        auto log = spdlog::basic_logger_st("all", log_file().string());
        log->set_level(spdlog::level::trace);
        log->flush_on(spdlog::level::trace);
        spdlog::set_default_logger(log);
        spdlog::set_level(spdlog::level::trace);
        Conference wanted = hall.conference();
        while (wanted.manifest.officials.size() < kOfficials) {
            el::Official another = wanted.manifest.officials.back();
            another.name += " " + std::to_string(wanted.manifest.officials.size());
            wanted.manifest.officials.push_back(std::move(another));
            wanted.dossiers.emplace_back();
        }
        hall.prepare(std::move(wanted));
        hall.seat_board();
        secrets.look_for("a passphrase", kPassphrase.view());
        for (const TrusteeAtWork& trustee : hall.board) {
            secrets.look_for("a trustee's seed", trustee.keys().seed().view());
            secrets.look_for("a trustee's share",
                             must(secret_share(trustee.state(), trustee.keys())).bytes().view());
        }
        for (std::uint32_t number = 1; number <= kVoters; ++number) check_in(number);
    }
    ~Vote() { spdlog::set_level(spdlog::level::off); }
    Path log_file() const { return hall.folder / "server.log"; }
    Path data() const { return hall.folder / "data"; }

    void check_in(std::uint32_t number) {
        comes_from = address_of(number);
        const std::string whose = "participant " + std::to_string(number);
        SlipLink slip = hall.slip(number);
        secrets.look_for_text(whose + "'s code", text_of(slip.code.view()));
        secrets.look_for_plain_text(whose + "'s code in groups", el::in_groups(text_of(slip.code.view())));
        addresses.look_for("the roll's key", slip.rollkey.view());
        addresses.look_for_text(whose + "'s address", comes_from);
        in_addr address{};
        inet_pton(AF_INET, comes_from.c_str(), &address);
        addresses.look_for_plain_text(
            whose + "'s address in hex",
            to_hex({reinterpret_cast<const std::uint8_t*>(&address), sizeof address}));
        Device device = must(Device::scan(hall.organizer->address(), std::move(slip)));
        addresses.look_for_text(whose + "'s name", must(device.who()).name);
        must(device.check_in());
        const DeviceCredential& kept = *device.credential();
        secrets.look_for(whose + "'s sk", kept.credential.sk.bytes().view());
        secrets.look_for(whose + "'s u", kept.credential.u.bytes().view());
        homes.push_back(std::make_unique<ParticipantHome>(
            must(ParticipantHome::make(hall.folder / ("p" + std::to_string(number)), device.address(), kept,
                                       kPassphrase, kKeyFileCostForTests))));
        comes_from.clear();
    }
    void cast(std::uint32_t number, std::uint32_t cast) {
        comes_from = address_of(number);
        Device device = must(homes[number - 1]->device());
        const auto marks = marks_of(number, cast);
        look_for_marks(secrets, "participant " + std::to_string(number), marks);
        must(device.cast(must(device.seal(marks))));
        comes_from.clear();
    }
    std::vector<std::string> found() const {
        const auto nothing = [](const Path&) { return false; };
        std::vector<std::string> out = secrets.found_below(hall.folder.path(), nothing);
        for (std::string& found : addresses.found_below(data(), nothing)) out.push_back(std::move(found));
        for (std::string& found : addresses.found_in("the log", disk::read_text_file(log_file())))
            out.push_back(std::move(found));
        return out;
    }
};

}    // namespace

TEST_CASE(
    "after a whole vote no address, code, credential, key or choice is in any file or line of the log") {
    Vote vote;
    must(vote.hall.organizer->open_vote(1'700'000'000, ""));
    vote.hall.confirm_by_all();
    for (std::uint32_t number = 1; number <= kVoters; ++number) vote.cast(number, 0);
    vote.cast(2, 1);
    CHECK(came_from_there >= 2 * kVoters);
    CHECK(vote.found() == std::vector<std::string>());    // with the write-ahead log as it stands
    bool write_ahead_log = false;
    for (const auto& file : std::filesystem::recursive_directory_iterator(vote.data()))
        write_ahead_log |= file.path().extension() == ".db-wal" && file.file_size() > 0;
    CHECK(write_ahead_log);

    const Path box_key = vote.data() / vote.hall.organizer->address().conference.path.substr(3) / "box-key";
    vote.secrets.look_for("the key of the envelopes' box, after the close", disk::read_file(box_key));
    must(vote.hall.organizer->close_vote(1'700'003'600));
    CHECK_FALSE(std::filesystem::exists(box_key));
    vote.hall.confirm_by_all();
    for (const std::size_t trustee : {0u, 2u}) must(vote.hall.board[trustee].send_shares());
    must(vote.hall.organizer->update());
    must(vote.hall.organizer->announce());
    vote.hall.server.reset();
    CHECK(vote.found() == std::vector<std::string>());
    CHECK(disk::read_text_file(vote.log_file()).find("announcement at ") != std::string::npos);

    // The control: in whatever spelling one of them is left, in a file or in a row over many pages, it is
    // found.
    std::size_t planted = 0;
    for (const std::string& spelling : vote.secrets.spellings()) {
        disk::write_file(vote.data() / "planted", "something " + spelling + " else");
        CHECK_FALSE(vote.found().empty());
        if (++planted == 12) break;    // each spelling of the first few
    }
    std::filesystem::remove(vote.data() / "planted");
    {
        server::Database database(vote.data() / "planted.db");
        database.execute("CREATE TABLE planted (content BLOB)");
        server::Statement row(database.handle(), "INSERT INTO planted VALUES (?)");
        for (std::size_t before = 4050; before < 4100; ++before) {    // over the end of a page
            Bytes content(before, 'x');
            append(content, bytes_of(vote.secrets.spellings()[1]));
            content.resize(9000, 'y');
            row.bind(ByteView(content)).run();
        }
    }
    const auto found = vote.found();
    CHECK(std::ranges::count_if(found,
                                [](const std::string& one) { return one.ends_with("table planted"); }) == 50);
}
