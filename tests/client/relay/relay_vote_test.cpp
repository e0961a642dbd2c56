// Votes that are cast through a relay: the program itself as relay, the command and the devices as clients,
// and an audit of what was published.

#include <set>

#include "client/cli/participant/home.h"
#include "client/cli/shared/says.h"
#include "tests/client/comes_from.h"
#include "tests/client/people.h"
#include "tests/client/relay/relay_process.h"
#include "tests/client/relay/standing.h"
#include "texts/texts.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

const std::vector<el::Level> kMarks{el::Level::high, el::Level::low};
constexpr const char* kNowhere = "https://127.0.0.1:1";

std::string address_of(std::size_t number) {
    return "127.84." + std::to_string(100 + number) + "." + std::to_string(200 + number);
}

/// A server, a listener before it to which relays pass ballots on, and a conference that names relays.
struct RelayedVote {
    Hall hall;
    Between between{hall.server->service()};
    Standing standing{between};
    RelayProcess relay{standing.endpoint(), standing.pin()};
    std::vector<Device> devices;

    explicit RelayedVote(const server::Limits& limits = Hall::quick({{}, {}, {}})) : hall(limits) {}
    void open(std::vector<std::string> relays) {
        Conference wanted = hall.conference();
        wanted.manifest.relays = std::move(relays);
        devices = hall.open_for_six(std::move(wanted));
    }
    /// All devices at a time, each from an address of its own.
    void cast_all(std::size_t count = 6) {
        std::vector<std::thread> threads;
        std::vector<std::string> refused(count);
        for (std::size_t i = 0; i < count; ++i)
            threads.emplace_back([this, i, &refused] {
                comes_from = address_of(i);
                auto sealed = devices[i].seal(kMarks);
                if (!sealed.ok()) refused[i] = to_string(sealed.rejection());
                if (!sealed.ok()) return;
                const auto receipt = devices[i].cast(*std::move(sealed));
                if (!receipt.ok()) refused[i] = to_string(receipt.rejection());
            });
        for (std::thread& thread : threads) thread.join();
        for (const std::string& why : refused) CHECK(why == "");
    }
    std::size_t ballots() {
        must(hall.organizer->update());
        return hall.organizer->state().ballots.size();
    }
    /// How many messages came to the listener that relays pass on to.
    std::size_t passed() { return between.came().size(); }
    std::string url() const { return hall.organizer->address().url(); }
    void count() {
        must(hall.organizer->close_vote(1'700'003'600));
        hall.confirm_by_all();
        for (const std::size_t trustee : {0u, 2u}) must(hall.board[trustee].send_shares());
        must(hall.organizer->update());
        must(hall.organizer->announce());
    }
    /// The folder of a participant, whose passphrase is that of the tests.
    Path home(std::size_t device) {
        const Path folder = hall.folder / ("p" + std::to_string(device));
        must(ParticipantHome::make(folder, devices[device].address(), *devices[device].credential(),
                                   kPassphrase, kKeyFileCostForTests));
        return folder;
    }
};

/// Changes a byte in the middle of a file of entries, wherever it lies.
void spoil_entries(const Path& log) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(log / "tile/entries"))
        if (file.is_regular_file()) {
            Bytes content = disk::read_file(file.path());
            content[content.size() / 2] ^= 1;
            disk::write_file(file.path(), content);
            return;
        }
    FAIL("no entries");
}

constexpr const char* kMarked = "3\n1\n";    // typed

}    // namespace

TEST_CASE("votes through a relay have their receipts and are counted, and the server saw no participant") {
    RelayedVote vote;
    vote.open({vote.relay.named()});
    vote.cast_all();
    CHECK(vote.ballots() == 6);
    CHECK(vote.passed() == 6);
    const auto addresses = addresses_at(vote.standing.endpoint().port);
    CHECK(addresses.size() == 6);
    CHECK(std::set(addresses.begin(), addresses.end()) == std::set<std::string>{"127.0.0.1"});

    vote.count();
    const Path copy = vote.hall.folder / "audit";
    CHECK(vouch_command("audit fetch " + vote.url() + " --pin " + vote.hall.server->pin() + " --out " +
                        copy.string())
              .status == 0);
    disk::write_file(vote.hall.folder / "vkey", vote.hall.organizer->state().manifest.log_vkey + "\n");
    const std::string verify =
        "audit verify " + (copy / "log").string() + " --vkey " + (vote.hall.folder / "vkey").string();
    const Ran good = vouch_command(verify + " --json");
    CHECK(good.status == 0);
    CHECK(client::Json::parse(good.out)["holds"] == true);
    spoil_entries(copy / "log");
    CHECK(vouch_command(verify).status == 1);

    CHECK(vote.relay.interrupt() == 0);
    for (std::size_t i = 0; i < 6; ++i) CHECK(vote.relay.said().find(address_of(i)) == std::string::npos);
}

TEST_CASE("the command casts through the relay that it is given, and no other way") {
    RelayedVote vote;
    vote.open({});
    const People people(vote.hall);
    const Path home = vote.home(0);
    // A certificate that nobody vouches for, and no pin.
    const std::string unpinned = vote.relay.address().url();
    const Ran failed =
        people.run("participant cast --yes --relay " + unpinned + " --language en", home, kMarked);
    CHECK(failed.status == 1);
    CHECK(failed.errors.find("the relay " + unpinned + " did not pass the ballot on") != std::string::npos);
    CHECK(failed.errors.find("The sealed ballot is kept") != std::string::npos);
    CHECK(vote.ballots() == 0);
    CHECK(vote.passed() == 0);

    // The ballot that was kept.
    const Ran cast = people.run("participant cast --relay '" + vote.relay.named() + "'", home);
    CAPTURE(cast.errors);
    CHECK(cast.status == 0);
    CHECK(cast.out.find(says().participant.casts_straight) == std::string::npos);
    CHECK(vote.ballots() == 1);
    CHECK(vote.passed() == 1);
    CHECK(people.run("participant receipt", home).status == 0);
}

TEST_CASE("where no relay of the manifest passes the ballot on, the command says so and casts straight") {
    RelayedVote vote;
    const std::string malformed = "wss://relay.example";
    vote.open({kNowhere, malformed});
    const People people(vote.hall);
    const std::string words = "participant cast --yes --language ";
    const Ran english = people.run(words + "en", vote.home(0), kMarked);
    CAPTURE(english.out, english.errors);
    CHECK(english.status == 0);
    CHECK(english.out.find(says().participant.casts_straight) != std::string::npos);
    CHECK(english.out.find("it is left out: " + malformed) != std::string::npos);
    const Ran vietnamese = people.run(words + "vi", vote.home(1), kMarked);
    CHECK(vietnamese.status == 0);
    CHECK(vietnamese.out.find(texts::commands_in("vi").participant.casts_straight) != std::string::npos);
    CHECK(vote.ballots() == 2);
}

TEST_CASE("of several relays one that works is found, and a false one is passed by") {
    RelayedVote vote;
    Between false_one(vote.hall.server->service());
    const Standing false_relay(false_one);
    false_one.change_answers([](Bytes& answer) { answer.back() ^= 1; });
    const std::string named_false = "https://" + false_relay.endpoint().authority() + " " + false_relay.pin();
    vote.open({kNowhere, named_false, vote.relay.named()});
    std::vector<std::string> told;
    CastHears hears;
    hears.tells = [&told](const std::string& sentence) { told.push_back(sentence); };
    for (std::size_t i = 0; i < 3; ++i) must(vote.devices[i].cast(must(vote.devices[i].seal(kMarks)), hears));
    CHECK(told.empty());    // nothing went straight
    CHECK(vote.passed() == 3);
    CHECK(vote.ballots() == 3);
}

TEST_CASE("the work that a busy server asks for is done through a relay") {
    server::Limits limits = Hall::quick({{}, {}, {}});
    limits.mix_ballots = 3;    // together; the third one of a host comes with a puzzle
    limits.mix_wait = server::kMixWaitMax;
    limits.queued_ballots = 6;
    RelayedVote vote(limits);
    vote.open({vote.relay.named()});
    vote.cast_all(3);
    CHECK(vote.hall.server->service().metrics().refused_so_far(Reason::puzzle_needed) > 0);
    CHECK(vote.ballots() == 3);
    CHECK(addresses_at(vote.standing.endpoint().port).size() == 3);    // on the connection of the cast
}

TEST_CASE("what the log refuses through a relay is refused with its signature") {
    RelayedVote vote;
    vote.open({vote.relay.named()});
    const el::SealedBallot first = must(vote.devices[0].seal(kMarks)),
                           late = must(vote.devices[5].seal(kMarks));
    must(vote.devices[0].cast_stored(first.body));
    must(vote.devices[0].cast_stored(first.body));    // a lost reply is no lost ballot
    CHECK(vote.ballots() == 1);
    for (std::size_t i = 1; i < 5; ++i) must(vote.devices[i].cast(must(vote.devices[i].seal(kMarks))));
    vote.count();
    const std::size_t before = vote.passed();
    const auto refused = vote.devices[5].cast_stored(late.body);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.rejection().reason == Reason::wrong_phase);
    CHECK(vote.passed() == before + 1);
}

TEST_CASE("a replacement that comes too soon through a relay is cast again in time") {
    RelayedVote vote(
        Hall::quick({std::chrono::seconds(6), std::chrono::seconds(6), std::chrono::seconds(6)}));
    vote.open({vote.relay.named()});
    Device& device = vote.devices[0];
    must(device.cast(must(device.seal(kMarks))));
    std::vector<Rejection> heard;
    CastHears hears;
    hears.waits = [&heard](const Rejection& why, std::chrono::milliseconds) { heard.push_back(why); };
    must(device.cast(must(device.seal(kMarks)), hears));
    REQUIRE_FALSE(heard.empty());
    CHECK(heard.front().reason == Reason::too_early);
}

TEST_CASE("what is no relay is wrong usage, in both languages") {
    for (const char* language : {"en", "vi"})
        for (const char* relay : {"relay.example", "http://relay.example", "https://relay.example/path",
                                  "'https://relay.example 12'", "'https://relay.example  '", "https://"}) {
            CAPTURE(language, relay);
            const Ran ran =
                vouch_command(std::string("participant cast --language ") + language + " --relay " + relay);
            CHECK(ran.status == 2);
            CHECK(ran.errors.find(texts::commands_in(language).relay.form) != std::string::npos);
        }
    CHECK(vouch_command("relay --help").out.find("Example:\n    vouch relay --listen") != std::string::npos);
    CHECK(vouch_command("relay --listen 127.0.0.1:0").status == 2);
    CHECK(vouch_command("relay --listen 127.0.0.1 --to https://vote.example").status == 2);
    const Ran to = vouch_command("relay --listen 127.0.0.1:0 --to https://vote.example/c --language vi");
    CHECK(to.status == 2);
    CHECK(to.errors.find(texts::commands_in("vi").relay.to_form) != std::string::npos);
}
