// What the program says on its two streams. Every verb runs with --json in a conference whose names are
// hostile: standard output is one JSON value, and on neither stream is there anything that a terminal obeys.

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <regex>
#include <thread>

#include "client/cli/shared/mine_text.h"
#include "tests/client/hall.h"
#include "tests/client/program.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

/// Sets a title, clears the screen, adds a line that looks like ours, turns the order of letters around; the
/// last is ESC [ in one character.
const std::string kHostile = "\x1b]0;X\x07\x1b[2J\nForged line\r\u202e\u2066\u009b31m";

Conference hostile(Conference conference) {
    el::Manifest& manifest = conference.manifest;
    for (el::Text* text : {&manifest.title, &manifest.body, &manifest.place})
        for (std::string& one : *text) one += kHostile;
    for (el::Official& official : manifest.officials) {
        official.name += kHostile;
        for (std::string& one : official.position) one += kHostile;
    }
    for (el::Text& level : manifest.rules.level_names)
        for (std::string& one : level) one += kHostile;
    return conference;
}

/// What a stream would do to a terminal, beside the colours of our own QR codes; empty where it is nothing.
std::string obeyed_in(const std::string& written) {
    const std::string text = std::regex_replace(written, std::regex("\x1b\\[30;47m|\x1b\\[0m"), "");
    std::string out;
    for (const unsigned char byte : text)
        if ((byte < 0x20 && byte != '\n') || byte == 0x7f) out += "a control character; ";
    for (const char* character : {"\u202e", "\u2066", "\u009b"})
        if (text.find(character) != std::string::npos) out += "a character of Unicode's; ";
    if (text.find("\nForged line") != std::string::npos) out += "a line of somebody else's; ";
    return out;
}

/// Runs verbs of one conference, each for the person whose folder is named.
class People {
public:
    explicit People(Hall& hall) : hall_(hall) {
        disk::write_file(file("passphrase"), kPassphrase.view(), disk::Access::owner);
    }
    std::string file(const std::string& name) const { return (hall_.folder / name).string(); }
    std::string pin() const { return " --pin " + hall_.server->pin(); }
    std::string server() const { return "https://" + hall_.endpoint().authority(); }

    /// With the passphrase, and that text as standard input.
    Ran run(const std::string& words, const Path& home, const std::string& typed = "") const {
        disk::write_file(file("typed"), typed);
        const Ran ran = vouch_command(words + " --home '" + home.string() + "' --passphrase-fd 3 3<" +
                                      file("passphrase") + " <" + file("typed"));
        CAPTURE(words, ran.status, ran.out, ran.errors);
        CHECK(obeyed_in(ran.out) == "");
        CHECK(obeyed_in(ran.errors) == "");
        return ran;
    }
    /// The one JSON value that the verb says.
    Json answer(const std::string& words, const Path& home, const std::string& typed = "") const {
        const Ran ran = run(words + " --json", home, typed);
        CAPTURE(words, ran.out, ran.errors);
        CHECK(ran.status == 0);
        const Json value = Json::parse(ran.out, nullptr, false);
        REQUIRE_FALSE(value.is_discarded());
        return value;
    }

private:
    Hall& hall_;
};

/// The verbs that need no key.
Json audited(const People& people, const std::string& words) {
    const Ran ran = vouch_command("audit " + words + people.pin() + " --json");
    CAPTURE(words, ran.out, ran.errors);
    CHECK(ran.status == 0);
    CHECK(obeyed_in(ran.out) == "");
    CHECK(obeyed_in(ran.errors) == "");
    const Json value = Json::parse(ran.out, nullptr, false);
    REQUIRE_FALSE(value.is_discarded());
    return value;
}

/// The text of a file that another process writes, once it holds a match; its first group.
std::string awaited(const Path& file, const std::regex& wanted) {
    constexpr auto kLookEvery = std::chrono::milliseconds(20);
    for (int looks = 0; looks < 5'000; ++looks) {    // a program that fails never says it
        const auto content = disk::read_file_if_there(file);
        const std::string text = content ? text_of(*content) : "";
        std::smatch match;
        if (std::regex_search(text, match, wanted)) return match[1];
        std::this_thread::sleep_for(kLookEvery);
    }
    FAIL("not said: " << disk::read_text_file(file));
    return "";
}

/// `audit mine` and `participant mine` talk to each other: the key is on standard error, the answer alone on
/// the other stream.
void prove_mine(const People& people, const std::string& source, const Path& home,
                const std::string& tracker) {
    const std::string answers = people.file("answers"), errors = people.file("asked"),
                      out = people.file("proven");
    REQUIRE(::mkfifo(answers.c_str(), 0600) == 0);
    const std::string command = std::string(VOUCH_BINARY) + " audit mine " + source + people.pin() +
                                " --number 1 --json --tracker " + tracker + " <" + answers + " >" + out +
                                " 2>" + errors;
    auto status = std::async(std::launch::async, [&] { return std::system(command.c_str()); });
    std::ofstream typing(answers);
    const std::string key = awaited(errors, std::regex("--key (vouch:mine-key:[-_A-Za-z0-9]+)\n"));
    typing << people.answer("participant mine --key " + key, home)["answer"].get<std::string>() << std::endl;
    CHECK(status.get() == 0);
    const Json value = Json::parse(disk::read_text_file(out), nullptr, false);
    CHECK(value == Json{{"number", 1}, {"standing", "counted"}});
}

}    // namespace

TEST_CASE("with --json standard output is one value and nothing else, and hostile names do nothing") {
    Hall hall;
    const People people(hall);
    const Path organizer = hall.folder / "organizer";
    hall.prepare(hostile(hall.conference()));
    const std::string source = hall.organizer->place().url() + " --vkey " + (organizer / "log.vkey").string();

    CHECK(people.answer("organizer board --invite 1 --out " + people.file("invitations"), organizer)["joined"]
              .empty());
    hall.seat_board("Trustee" + kHostile.substr(0, kHostile.find('\r')));
    const Json joined = people.answer("organizer board", organizer)["joined"];
    REQUIRE(joined.size() == 3);
    CHECK(joined[0]["name"].get<std::string>().find("Trustee\x1b]0;X") ==
          0);    // programs read what was there
    CHECK(people.run("organizer board", organizer).out.find("  Trustee]0;X[2J Forged line 1\n") !=
          std::string::npos);
    CHECK(people.answer("organizer slips --out " + people.file("slips.html"), organizer)["slips"] == 7);
    CHECK(people.answer("organizer revoke 7 --yes", organizer)["revoked"] == 7);
    CHECK(people.answer("organizer paper 7", organizer)["paper"] == 7);
    const auto home_of = [&](std::size_t i) { return hall.board[i].keys().home(); };
    CHECK(people.answer("trustee join", home_of(0))["done"] == true);

    const auto slip = [&](std::uint32_t number) {
        disk::write_file(people.file("slip"), (slip_link(hall.slip(number)) << "\n\n").view());
        return " --slip-fd 4 4<" + people.file("slip");
    };
    CHECK(people.answer("trustee check-slips" + slip(1), home_of(0))["good"] == 1);
    const Path first = hall.folder / "first";
    CHECK(people.answer("participant enrol --yes" + people.pin() + slip(1), first)["checked_in"] == true);
    std::vector<Device> others;
    for (std::uint32_t number = 2; number <= 6; ++number) {
        others.push_back(hall.scanned(number));
        must(others.back().check_in());
    }
    CHECK(people.answer("organizer open --yes", organizer).contains("opening_number"));
    const auto confirm_by_all = [&] {
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(people.answer("trustee confirm --yes", home_of(i))["confirmed"] == true);
    };
    confirm_by_all();

    const Json challenged =
        people.answer("participant challenge --yes --out " + people.file("challenge.json"), first, "3\n1\n");
    const Json inside = people.answer("participant challenge --check " + people.file("challenge.json") +
                                          people.pin() + " --url " + hall.organizer->place().url() +
                                          " --tracker " + challenged["tracker"].get<std::string>(),
                                      first);
    CHECK(inside["levels"] == Json{3, 1});
    // A ballot to check this device with, and then one that is cast; every question is answered.
    const Json cast = people.answer("participant cast", first, "3\n2\nyes\ncheck\n2\n0\nyes\ncast\n");
    const std::string tracker = cast["tracker"];
    CHECK(people.answer("participant receipt", first)[0]["tracker"] == tracker);
    prove_mine(people, source, first, tracker);
    for (Device& device : others) {
        must(device.update());
        must(device.cast(must(device.seal(std::vector<el::Level>{el::Level::low, el::Level::high}))));
    }

    CHECK(people.answer("organizer close --last-call 0 --yes", organizer)["ballots"] == 6);
    confirm_by_all();
    disk::write_file(people.file("paper.csv"), "issued,1\ncollected,1\ninvalid,0\n1,1,0,0,0\n2,0,0,0,1\n");
    const std::string count = "trustee paper-count --yes " + people.file("paper.csv");
    CHECK(people.answer(count + " --sign " + people.file("sign-0"), home_of(0)) ==
          Json{{"signed", true}, {"submitted", false}});
    CHECK(people.answer(count + " --sign " + people.file("sign-1") + " --submit " + people.file("sign-0") +
                            " --submit " + people.file("sign-1"),
                        home_of(1)) == Json{{"signed", true}, {"submitted", true}});
    for (std::size_t i = 0; i < 2; ++i)
        CHECK(people.answer("trustee count --yes", home_of(i))["shares"] == i + 1);
    CHECK(people.answer("organizer announce --yes", organizer)["announced"] == true);

    CHECK(audited(people,
                  "fetch " + hall.organizer->place().url() + " --out " + people.file("copy"))["there"] == 0);
    CHECK(audited(people, "verify " + source)["holds"] == true);
    CHECK(audited(people, "lookup " + tracker + " " + source)["standing"] == "counted");
    CHECK(audited(people, "lookup " + std::string(64, '0') + " " + source)["standing"] == "absent");
    for (const std::string& words :
         {"verify " + source, "minutes " + source, "minutes --language en " + source}) {
        CAPTURE(words);
        const Ran ran = vouch_command("audit " + words + people.pin());
        CHECK(ran.status == 0);
        CHECK(ran.out.find("]0;X") != std::string::npos);    // the names are there, and harmless
        CHECK(obeyed_in(ran.out) == "");
    }
}

TEST_CASE("with --json whoever makes a conference hears one value a verb") {
    Hall hall;
    const People people(hall);
    const Path organizer = hall.folder / "organizer";
    CHECK(people.answer("organizer keygen --name An", hall.folder / "an").contains("line"));
    CHECK(people.answer("trustee keygen --name Chi", hall.folder / "chi").contains("characters"));
    hall.conference();    // writes its file
    CHECK(people
              .answer("organizer create --rehearsal --yes " + people.file("conference.toml") + people.pin() +
                          " --server " + people.server(),
                      organizer)
              .contains("election_id"));
    disk::write_file(people.file("roll.csv"), "1,An,A\n2,Ba,A\n3,Chi,B\n4,Em,B\n5,Hai,B\n6,Tu,B\n");
    CHECK(people.answer("organizer roll --yes " + people.file("roll.csv"), organizer)["summoned"] == 6);
    CHECK(people.answer("organizer annul --yes --reason ill", organizer)["annulled"] == true);
    disk::write_file(people.file("results.csv"), "position,high,medium,low\nA,3,2,1\nB,0,0,6\n");
    CHECK(people.answer("rehearse --roll 6 " + people.server() + people.pin() + " --results " +
                            people.file("results.csv") + " --out " + people.file("rehearsal"),
                        organizer)["receipts"] == 6);

    // What is refused has no value, and its one sentence is not on standard output.
    const Ran refused = people.run("organizer annul --yes --reason ill --json", organizer);
    CHECK(refused.status == 1);
    CHECK(refused.out == "");
    CHECK(refused.errors.find("vouch: ") == 0);
}
