// The roles' verbs against a real server: TLS at 127.0.0.1, SQLite in a folder of the test's own.

#include "client/cli/audit/results.h"
#include "client/cli/audit/verify.h"
#include "tests/client/hall.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

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
    std::vector<BallotReceipt> receipts;
    for (Device& device : devices) {
        must(device.update());
        const std::vector<Level> marks{Level::high, Level::low};
        receipts.push_back(must(device.cast(must(device.seal(marks)))));
        CHECK(check_receipt(receipts.back(), device.view().state()).ok());
    }
    const auto again =
        must(devices[0].cast_stored(receipts[0].body));    // a reply that was lost is asked for again
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

    const ConferenceAddress address = hall.organizer->address();
    const auto copied = must(copy_log(log_of(address), hall.folder / "audit/log"));
    CHECK(copied.files_fetched > 0);
    CHECK(must(copy_log(log_of(address), hall.folder / "audit/log")).files_fetched == 0);
    const Vkey vkey = must(Vkey::parse(hall.organizer->state().manifest.log_vkey, NoteKeyType::log));
    AuditOptions options;
    options.trackers = true;
    options.results_json = text_of(net::HttpsClient(address.conference, address.trust)
                                       .get(address.conference.path + "/results.json")
                                       .body);
    options.named_roll = read_named_roll(disk::read_text_file(hall.keys->home() / "named-roll.csv")).value;
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

TEST_CASE("a replacement that comes far too soon is refused, and is taken after the last call") {
    constexpr auto kLong = std::chrono::hours(1);    // longer than a device waits
    Hall hall({kLong, kLong, {}});
    Device device = std::move(hall.open_for_six().front());
    const std::vector<Level> marks{Level::high, Level::low};
    must(device.cast(must(device.seal(marks))));
    const Bytes body = must(device.seal(marks)).body;
    const auto refused = device.cast_stored(body);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection().reason == Reason::too_early);
    must(hall.organizer->last_call(kLong));
    must(device.cast_stored(body));
}

TEST_CASE("a ballot that comes too early is cast again by itself, and its owner hears of it") {
    Hall hall;
    Device device = std::move(hall.open_for_six().front());
    const std::vector<Level> marks{Level::high, Level::low};
    Session freezing = Session::with_conference(hall.organizer->address());    // the freeze ends with it
    must(freezing.freeze(hall.keys->sign()));
    std::vector<Reason> heard;
    CastHears hears;
    hears.waits = [&](const Rejection& why, std::chrono::milliseconds wait) {
        heard.push_back(why.reason);
        CHECK(wait.count() > 0);
        must(hall.organizer->close_vote(1'700'003'600));    // so the second time has another answer
    };
    const auto closed = device.cast(must(device.seal(marks)), hears);
    CHECK(heard == std::vector<Reason>{Reason::too_early});
    REQUIRE_FALSE(closed.ok());
    CHECK(closed.rejection().reason == Reason::wrong_phase);
}

TEST_CASE("who comes when half of a host's part of the queue is used works for its ballot, and is taken") {
    server::Limits limits = Hall::quick({{}, {}, {}});
    limits.queued_ballots = 6;
    limits.mix_ballots = 3;    // the third one is what the two others wait for
    limits.mix_wait = server::kMixWaitMax;
    Hall hall(limits);
    std::vector<Device> devices = hall.open_for_six();
    std::atomic<int> receipts = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 3; ++i)
        threads.emplace_back([&, &device = devices[i]] {
            auto sealed = device.seal(std::vector<Level>{Level::high, Level::low});
            if (sealed && device.cast(*std::move(sealed))) ++receipts;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(receipts == 3);
    CHECK(hall.server->service().metrics().refused_so_far(Reason::puzzle_needed) == 1);
}

TEST_CASE("a slip that was replaced, a number that is taken, a token that was used") {
    Hall hall;
    hall.prepare();
    CHECK(hall.organizer->slips({}).rejection().reason == Reason::too_early);    // no board yet
    hall.seat_board();
    SlipLink lost = hall.slip(1);
    must(hall.organizer->revoke(1));
    const auto refused = Device::scan(hall.organizer->address(), std::move(lost));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection().reason == Reason::bad_signature);
    CHECK(refused.rejection().detail.find("it was replaced; go to the desk") != std::string::npos);
    SlipLink mixed_up = hall.slip(2);
    mixed_up.number = 3;
    CHECK(Device::scan(hall.organizer->address(), std::move(mixed_up))
              .rejection()
              .detail.find("this code does not belong to number 3 of") == 0);
    Device device = hall.scanned(1);
    must(device.check_in());
    const auto taken = Device::scan(hall.organizer->address(), hall.slip(1));
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.rejection().reason == Reason::number_taken);
    CHECK(taken.rejection().detail.find("your slip can be replaced") != std::string::npos);
    must(hall.organizer->give_paper(2));
    const auto on_paper = Device::scan(hall.organizer->address(), hall.slip(2));
    CHECK(on_paper.rejection().reason == Reason::number_taken);
    CHECK(on_paper.rejection().detail.find("was given a paper ballot") != std::string::npos);
    CHECK_FALSE(hall.organizer->give_paper(1).ok());

    must(hall.organizer->revoke(1));    // the phone itself was lost, and comes back
    Device returned =
        must(Device::scan(hall.organizer->address(), hall.slip(1), {}, device.credential()->clone()));
    CHECK_FALSE(returned.checked_in());
    CHECK(returned.check_in().rejection().detail.find("was revoked") != std::string::npos);
    must(hall.scanned(1).check_in());

    const SecretBuffer token(bytes_of(must(hall.organizer->invite(1)).front()));
    const auto first = must(TrusteeKeys::make(hall.folder / "t1", "T1", kPassphrase, kKeyFileCostForTests));
    const auto second = must(TrusteeKeys::make(hall.folder / "t2", "T2", kPassphrase, kKeyFileCostForTests));
    must(join(first, hall.organizer->address(), token));
    CHECK_FALSE(join(second, hall.organizer->address(), token).ok());
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
    disk::write_file(hall.folder / "data/organizers", "");
    CHECK_FALSE(create_conference(*hall.keys, hall.endpoint(), hall.trust(), hall.conference(), true).ok());
    CHECK_FALSE(read_record(hall.keys->home()).ok());
}

TEST_CASE("what slips would carry is asked about where it is not the server's own name") {
    const net::Endpoint vote{"vote.example", 443, ""}, local{"127.0.0.1", 8443, ""};
    CHECK(question_of_name(vote, "vote.example").empty());
    CHECK(question_of_name(vote, "other.example").find("the server's own name is other.example") !=
          std::string::npos);
    CHECK(question_of_name(local, "vote.example")
              .find("leads other devices nowhere; the server's name is vote.example, so --server "
                    "https://vote.example is right") != std::string::npos);
    CHECK(question_of_name(local, "127.0.0.1:8443").find("started with --name") != std::string::npos);

    Hall hall;    // the name that it was started with, before anything is asked of it
    CHECK(Session::with_server(hall.endpoint(), hall.trust()).server_name() ==
          "localhost:" + std::to_string(hall.server->port()));
}

TEST_CASE("a conference is signed off with every text in all of its languages") {
    Hall hall;
    const auto lines = preview(hall.conference().manifest);
    const auto shows = [&](const std::string& text) {
        return std::ranges::any_of(
            lines, [&](const std::string& line) { return line.find(text) != std::string::npos; });
    };
    const el::Manifest manifest = hall.conference().manifest;
    REQUIRE(manifest.languages.size() == 2);
    std::vector<el::Text> texts{manifest.title, manifest.body, manifest.place};
    for (const auto& official : manifest.officials) texts.push_back(official.position);
    for (const auto& level : manifest.rules.level_names) texts.push_back(level);
    for (const auto& threshold : manifest.rules.thresholds) texts.push_back(threshold.consequence);
    for (const el::Text& text : texts)
        for (const std::string& in_one : text) {
            CAPTURE(in_one);
            CHECK(shows(in_one));
        }
}
