// The roles' verbs against a real server: TLS at 127.0.0.1, SQLite in a folder of the test's own.

#include <spdlog/spdlog.h>
#include <catch2/catch.hpp>

#include "client/cli/audit_results.h"
#include "client/cli/audit_verify.h"
#include "client/cli/device.h"
#include "client/cli/organizer.h"
#include "client/cli/trustee_run.h"
#include "server/instance.h"
#include "tests/support/folder.h"
#include "tests/support/passphrase.h"

using namespace vouch;
using namespace vouch::client;
using vouch::testing::kPassphrase;
using vouch::testing::TemporaryFolder;
namespace el = vouch::election;
using el::Level;

namespace {

/// A web client of two files; only the list matters here.
constexpr std::string_view kBundleList = "00  index.html\n";
const server::WebFile kWebFiles[] = {{"index.html", bytes_of("<html></html>"), {}, "00"},
                                     {"bundle.txt", bytes_of(kBundleList), {}, "01"}};

/// What was refused, where something was that should not have been.
template <class T>
T must(Result<T> result) {
    if (!result.ok()) FAIL(to_string(result.rejection()));
    return *std::move(result);
}

/// A server with one organizer and the conference of a file on it; seven people on the roll.
struct Hall {
    TemporaryFolder folder;
    std::optional<server::Instance> server;
    std::optional<OrganizerKeys> keys;
    std::optional<Organizer> organizer;
    std::vector<TrusteeAtWork> board;

    Hall() {
        spdlog::set_level(spdlog::level::off);
        server::Settings settings;
        settings.data = folder / "data";
        settings.listen_address = "127.0.0.1";
        settings.listen_port = 0;
        settings.web_client = kWebFiles;
        settings.limits.tick = std::chrono::milliseconds(20);
        server.emplace(settings);
        keys.emplace(
            must(OrganizerKeys::make(folder / "organizer", "An", kPassphrase, kKeyFileCostForTests)));
        write_file(settings.data / "organizers", keys->line() + "\n");
    }
    net::Endpoint endpoint() const { return {"127.0.0.1", server->port(), ""}; }
    net::Trust trust() const { return must(net::Trust::pinned(server->pin())); }

    Conference conference() const {
        Bytes32 seed{};
        seed.fill(3);
        const Vkey witness = must(Vkey::make("witness.example/w1", NoteKeyType::witness,
                                             SigningKey(SecretBytes<32>(seed)).public_key()));
        write_file(folder / "conference.toml", R"(languages = ["vi", "en"]
title = ["Lấy phiếu", "Vote"]
body = ["Cơ quan", "Body"]
place = ["Hà Nội", "Ha Noi"]
date = "2026-12-04"
profile = "party"
trustees = 3
threshold = 2
witnesses = [")" + witness.to_string() + R"("]
organizers = [")" + keys->line() + R"("]
[[official]]
name = "Nguyễn Văn A"
position = ["Tổng Giám đốc", "Director General"]
dossier = "a"
[[official]]
name = "Trần Thị B"
position = ["Phó Tổng Giám đốc", "Deputy Director General"]
)");
        // Longer than one part of an upload.
        write_file(folder / "a/review.txt", std::string(150'000, 'x'));
        write_file(folder / "a/dossier.toml",
                   "[[document]]\nfile = \"review.txt\"\ntitle = [\"Tự kiểm điểm\", \"Self-review\"]\n");
        auto read = read_conference(folder / "conference.toml");
        INFO(to_string(read.mistakes));
        REQUIRE(read.ok());
        return std::move(read.value);
    }
    static std::vector<RollPerson> people() {
        std::vector<RollPerson> out;
        for (std::uint32_t number = 1; number <= 7; ++number)
            out.push_back({number, "Người " + std::to_string(number), "Huế"});
        return out;
    }

    void prepare() {
        must(create_conference(*keys, endpoint(), trust(), conference(), true));
        organizer.emplace(must(Organizer::open(keys->clone())));
        must(organizer->submit_roll(people()));
    }
    void seat_board() {
        const auto tokens = must(organizer->invite(3));
        std::vector<TrusteeKeys> trustees;
        for (const std::string& token : tokens) {
            const std::string name = "Trustee " + std::to_string(trustees.size() + 1);
            trustees.push_back(
                must(TrusteeKeys::make(folder / name, name, kPassphrase, kKeyFileCostForTests)));
            must(join(trustees.back(), organizer->place(), SecretBuffer(bytes_of(token))));
        }
        must(organizer->sign_board(must(organizer->key_cards())));
        for (TrusteeKeys& trustee : trustees) board.push_back(must(TrusteeAtWork::open(std::move(trustee))));
        for (bool done = false; !done;) {
            done = true;
            std::string waiting_for;
            for (TrusteeAtWork& trustee : board) done = must(trustee.ceremony_round(waiting_for)) && done;
        }
    }
    SlipLink slip(std::uint32_t number) { return std::move(must(organizer->slips({&number, 1})).front()); }
    Device scanned(std::uint32_t number) { return must(Device::scan(organizer->place(), slip(number))); }
    void confirm_by_all() {
        for (TrusteeAtWork& trustee : board) {
            must(trustee.update());
            must(trustee.send_confirmation(must(trustee.sheet()).digest));
        }
    }
};

}    // namespace

TEST_CASE("a conference from its file to the audited result, over TLS") {
    Hall hall;
    hall.prepare();
    CHECK(hall.organizer->state().manifest.web_digest == sha256(bytes_of(kBundleList)));
    hall.seat_board();
    std::vector<Device> devices;
    for (std::uint32_t number = 1; number <= 6; ++number) {
        devices.push_back(hall.scanned(number));
        CHECK(must(devices.back().who()).name == "Người " + std::to_string(number));
        must(devices.back().check_in());
    }
    must(hall.organizer->open_vote(1'700'000'000, ""));
    hall.confirm_by_all();
    std::vector<CastReceipt> receipts;
    for (Device& device : devices) {
        must(device.update());
        const std::vector<Level> marks{Level::high, Level::low};
        receipts.push_back(must(device.cast(must(device.seal(marks)))));
        CHECK(check_receipt(receipts.back(), device.view().state()).ok());
    }
    const auto again =
        must(devices[0].cast_kept(receipts[0].body));    // a reply that was lost is asked for again
    CHECK(again.tracker == receipts[0].tracker);
    const std::vector<Level> changed{Level::medium, Level::blank};
    const auto second = must(devices[0].cast(must(devices[0].seal(changed))));

    must(hall.organizer->close_vote(1'700'003'600));
    hall.confirm_by_all();
    for (const std::size_t trustee : {0u, 2u}) must(hall.board[trustee].send_shares());
    must(hall.organizer->update());
    must(hall.organizer->announce());
    must(devices[0].update());
    CHECK(devices[0].view().close_confirmed());
    CHECK(devices[0].view().own_ballots().back().tracker == second.tracker);

    const Place place = hall.organizer->place();
    const auto copied = must(copy_log(log_of(place), hall.folder / "audit/log"));
    CHECK(copied.files_fetched > 0);
    CHECK(must(copy_log(log_of(place), hall.folder / "audit/log")).files_fetched == 0);
    const Vkey vkey = must(Vkey::parse(hall.organizer->state().manifest.log_vkey, NoteKeyType::log));
    AuditOptions options;
    options.trackers = true;
    options.results_json = text_of(
        net::HttpsClient(place.conference, place.trust).get(place.conference.path + "/results.json").body);
    options.named_roll = read_named_roll(read_text_file(hall.keys->home() / "named-roll.csv")).value;
    const AuditReport report = audit(log_in_folder(hall.folder / "audit/log"), vkey, options);
    INFO(report.text());
    CHECK(report.holds());
    REQUIRE(report.state.result);
    CHECK(report.state.manifest.rehearsal);
    CHECK(report.state.result->lines[0] == el::ResultLine{5, 1, 0, 0, "none"});
    CHECK(report.state.result->lines[1].low == 5);
    CHECK(report.trackers.find(receipts[0].tracker).standing == el::Standing::superseded);
    CHECK(report.trackers.find(second.tracker).standing == el::Standing::counted);
}

TEST_CASE("a slip that was replaced, a number that is taken, a token that was used") {
    Hall hall;
    hall.prepare();
    SlipLink lost = hall.slip(1);
    must(hall.organizer->revoke(1));
    const auto refused = Device::scan(hall.organizer->place(), std::move(lost));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection().reason == Reason::bad_signature);
    Device device = hall.scanned(1);
    must(device.check_in());
    const auto taken = Device::scan(hall.organizer->place(), hall.slip(1));
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.rejection().reason == Reason::number_taken);
    must(hall.organizer->give_paper(2));
    CHECK(Device::scan(hall.organizer->place(), hall.slip(2)).rejection().reason == Reason::number_taken);
    CHECK_FALSE(hall.organizer->give_paper(1).ok());

    must(hall.organizer->revoke(1));    // the phone itself was lost, and comes back
    Device returned =
        must(Device::scan(hall.organizer->place(), hall.slip(1), {}, device.credential()->clone()));
    CHECK_FALSE(returned.checked_in());
    CHECK(returned.check_in().rejection().detail.find("was revoked") != std::string::npos);
    must(hall.scanned(1).check_in());

    const SecretBuffer token(bytes_of(must(hall.organizer->invite(1)).front()));
    const auto first = must(TrusteeKeys::make(hall.folder / "t1", "T1", kPassphrase, kKeyFileCostForTests));
    const auto second = must(TrusteeKeys::make(hall.folder / "t2", "T2", kPassphrase, kKeyFileCostForTests));
    must(join(first, hall.organizer->place(), token));
    CHECK_FALSE(join(second, hall.organizer->place(), token).ok());
}

TEST_CASE("a roll is imported once, and goes on with the same people only") {
    Hall hall;
    hall.prepare();
    must(hall.organizer->submit_roll(Hall::people()));    // nothing is left to be said
    CHECK(hall.organizer->state().summoned() == 7);
    auto others = Hall::people();
    others[3].name = "Somebody Else";
    CHECK(hall.organizer->submit_roll(others).rejection().reason == Reason::not_fitting);
    CHECK_FALSE(create_conference(*hall.keys, hall.endpoint(), hall.trust(), hall.conference(), true).ok());
}

TEST_CASE("a server of another pin, and an organizer whom the server does not know") {
    Hall hall;
    const auto other = must(net::Trust::pinned(std::string(64, 'a')));
    CHECK_THROWS_AS(create_conference(*hall.keys, hall.endpoint(), other, hall.conference(), true),
                    net::NetError);
    write_file(hall.folder / "data/organizers", "");
    CHECK_FALSE(create_conference(*hall.keys, hall.endpoint(), hall.trust(), hall.conference(), true).ok());
    CHECK_FALSE(read_record(hall.keys->home()).ok());
}
