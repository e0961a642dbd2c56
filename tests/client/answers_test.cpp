// What the program says on its two streams. Every verb runs with --json in a conference whose names are
// hostile: standard output is one JSON value, and on neither stream is there anything that a terminal obeys.

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <regex>
#include <thread>

#include "client/cli/shared/mine_text.h"
#include "tests/client/people.h"
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

/// The verbs that need no key.
Json audited(const People& people, const std::string& words, int status = 0) {
    const Ran ran = vouch_command("audit " + words + people.pin() + " --json");
    CAPTURE(words, ran.out, ran.errors);
    CHECK(ran.status == status);
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

/// One vote among hostile names, each part of it by the verbs of whoever does it.
class HostileVote {
public:
    HostileVote() { hall_.prepare(hostile(hall_.conference())); }

    void seat_board();
    void sign_again(const Json& joined);
    void check_in();
    void open();
    /// The tracker of the ballot that the first participant casts; the others cast theirs too.
    std::string cast();
    void close();
    void count_and_announce();
    void audit(const std::string& tracker) const;

private:
    Path home_of(std::size_t i) const { return hall_.board[i].keys().home(); }
    std::string url() const { return hall_.organizer->address().url(); }
    std::string source() const { return url() + " --vkey " + (organizer_ / "log.vkey").string(); }
    std::string with_slip(std::uint32_t number) {
        disk::write_file(people_.file("slip"), (slip_link(hall_.slip(number)) << "\n\n").view());
        return " --slip-fd 4 4<" + people_.file("slip");
    }
    void confirm_by_all() const {
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(people_.answer("trustee confirm --yes", home_of(i))["confirmed"] == true);
    }

    Hall hall_;
    const People people_{hall_};
    const Path organizer_ = hall_.folder / "organizer", first_ = hall_.folder / "first";
    std::vector<Device> others_;
};

void HostileVote::seat_board() {
    CHECK(people_
              .answer("organizer board --invite 1 --out " + people_.file("invitations"), organizer_)["joined"]
              .empty());
    const std::string more = "organizer board --invite 1 --out " + people_.file("invitations");
    CHECK(people_.run(more, organizer_, "no\n").status == 1);
    CHECK_FALSE(std::filesystem::exists(people_.file("invitations/invitation-2.txt")));
    people_.answer(more + " --yes", organizer_);
    CHECK(std::filesystem::exists(people_.file("invitations/invitation-2.txt")));
    hall_.seat_board("Trustee" + kHostile.substr(0, kHostile.find('\r')));
    const Json joined = people_.answer("organizer board", organizer_)["joined"];
    REQUIRE(joined.size() == 3);
    CHECK(joined[0]["name"].get<std::string>().find("Trustee\x1b]0;X") ==
          0);    // programs read what was there
    CHECK(people_.run("organizer board", organizer_).out.find("  Trustee]0;X[2J Forged line 1\n") !=
          std::string::npos);
    CHECK(people_.answer("trustee join", home_of(0))["done"] == true);
    sign_again(joined);
}

/// The board in the log is signed again, and in another order: the first changes nothing, the second asks.
void HostileVote::sign_again(const Json& joined) {
    std::string same = "organizer board --sign", turned = "organizer board --sign";
    for (const int i : {0, 1, 2}) {
        std::string typed = joined[i]["characters"];
        for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        same += " " + typed;
        turned += " " + joined[2 - i]["characters"].get<std::string>();
    }
    const auto entries = [&] {
        must(hall_.organizer->update());
        return hall_.organizer->state().log.size();
    };
    const auto before = entries();
    CHECK(people_.answer(same, organizer_)["signed"] == true);
    const Ran asked = people_.run(turned, organizer_, "no\n");
    CHECK(asked.status == 1);
    CHECK(asked.errors.find("The same board in another order takes its place: that key is dropped") !=
          std::string::npos);
    CHECK(entries() == before);
}

void HostileVote::check_in() {
    CHECK(people_.answer("organizer slips --out " + people_.file("slips.html"), organizer_)["slips"] == 7);
    CHECK(people_.answer("organizer revoke 7 --yes", organizer_)["revoked"] == 7);
    const Ran asked = people_.run("organizer paper 7", organizer_, "no\n");
    CHECK(asked.status == 1);
    CHECK(asked.errors.find("cannot be taken back") != std::string::npos);
    for (int i = 0; i < 2; ++i)    // the second time it was done already
        CHECK(people_.answer("organizer paper 7 --yes", organizer_)["paper"] == 7);
    CHECK(people_.answer("trustee check-slips" + with_slip(1), home_of(0))["good"] == 1);
    CHECK(people_.answer("participant enrol --yes" + people_.pin() + with_slip(1), first_)["checked_in"] ==
          true);
    for (std::uint32_t number = 2; number <= 6; ++number) {
        others_.push_back(hall_.scanned(number));
        must(others_.back().check_in());
    }
}

void HostileVote::open() {
    const Json opened = people_.answer("organizer open --yes", organizer_);
    CHECK(opened.contains("opening_number"));
    CHECK(people_.answer("organizer open", organizer_) == opened);
    confirm_by_all();
}

std::string HostileVote::cast() {
    const std::string file = people_.file("challenge.json");
    const Json challenged = people_.answer("participant challenge --yes --out " + file, first_, "3\n1\n");
    const Json inside = people_.answer("participant challenge --check " + file + people_.pin() + " --url " +
                                           url() + " --tracker " + challenged["tracker"].get<std::string>(),
                                       first_);
    CHECK(inside["levels"] == Json{3, 1});
    // A ballot to check this device with, and then one that is cast. A wrong mark is asked for again.
    const Json cast = people_.answer("participant cast", first_, "3\n7\n2\nYES\ncheck\n2\n0\nCó\ncast\n");
    const std::string tracker = cast["tracker"];
    CHECK(people_.answer("participant receipt", first_)[0]["tracker"] == tracker);
    prove_mine(people_, source(), first_, tracker);
    for (Device& device : others_) {
        must(device.update());
        must(device.cast(must(device.seal(std::vector<el::Level>{el::Level::low, el::Level::high}))));
    }
    return tracker;
}

void HostileVote::close() {
    CHECK(people_.answer("organizer close --last-call 0 --yes", organizer_)["ballots"] == 6);
    confirm_by_all();
}

void HostileVote::count_and_announce() {
    disk::write_file(people_.file("paper.csv"), "issued,1\ncollected,1\ninvalid,0\n1,1,0,0,0\n2,0,0,0,1\n");
    const std::string count = "trustee paper-count --yes " + people_.file("paper.csv");
    CHECK(people_.answer("trustee paper-count --check " + people_.file("paper.csv"), home_of(0)) ==
          Json{{"officials", 2}, {"compared", true}});
    disk::write_file(people_.file("other.csv"), "issued,2\ncollected,1\ninvalid,0\n1,1,0,0,0\n2,0,0,0,1\n");
    CHECK(people_.run("trustee paper-count --check " + people_.file("other.csv"), home_of(0))
              .errors.find("2 are issued here, and 1 in the log") != std::string::npos);
    CHECK(people_.run("trustee paper-count --yes", home_of(0))
              .errors.find("no member has signed figures yet; enter those of the board's sheet") !=
          std::string::npos);
    CHECK(people_.answer(count, home_of(0)) == Json{{"signed", true}, {"submitted", false}, {"signers", 1}});
    // Another member sees these figures, and refuses them at first.
    const Ran refused = people_.run("trustee paper-count", home_of(1), "no\n");
    CHECK(refused.status == 1);
    CHECK(refused.errors.find("Is this what the board's sheet says?") != std::string::npos);
    CHECK(people_.answer("trustee paper-count --yes", home_of(1)) ==
          Json{{"signed", true}, {"submitted", true}, {"signers", 2}});
    CHECK(people_.answer("trustee paper-count --yes", home_of(2)) ==
          Json{{"signed", false}, {"submitted", true}});
    for (std::size_t i = 0; i < 2; ++i)
        CHECK(people_.answer("trustee count --yes", home_of(i))["shares"] == i + 1);
    CHECK(people_.run("trustee count", home_of(0)).out.find("Your share was in the log already, 2 of 2") ==
          0);
    CHECK(people_.answer("organizer announce --yes", organizer_)["announced"] == true);
    CHECK(people_.answer("organizer announce", organizer_)["announced"] == true);
}

void HostileVote::audit(const std::string& tracker) const {
    CHECK(audited(people_, "fetch " + url() + " --out " + people_.file("copy"))["there"] == 0);
    CHECK(audited(people_, "verify " + source())["holds"] == true);
    CHECK(audited(people_, "lookup " + tracker + " " + source())["standing"] == "counted");
    CHECK(audited(people_, "lookup " + std::string(64, '0') + " " + source(), 1)["standing"] == "absent");
    for (const std::string& words :
         {"verify " + source(), "minutes " + source(), "minutes --language en " + source()}) {
        CAPTURE(words);
        const Ran ran = vouch_command("audit " + words + people_.pin());
        CHECK(ran.status == 0);
        CHECK(ran.out.find("]0;X") != std::string::npos);    // the names are there, and harmless
        CHECK(obeyed_in(ran.out) == "");
    }
}

/// On a roll of two people in the hall North, two in South and two in none.
void slips_of_halls(const People& people, const Path& organizer) {
    const std::string slips = "organizer slips --without-board --out ";
    CHECK(people.answer(slips + people.file("all.html"), organizer)["slips"] == 6);
    CHECK(people.answer(slips + people.file("north.html") + " --hall \" North\"", organizer)["slips"] == 2);
    const std::string page = disk::read_text_file(people.file("north.html"));
    for (const char* printed : {">An<", ">Chi<", "<b>North</b>"})
        CHECK(page.find(printed) != std::string::npos);
    for (const char* left_out : {">Ba<", ">Em<", "South"}) CHECK(page.find(left_out) == std::string::npos);
    for (const char* nobody : {"West", "north", "\"\""}) {
        const Ran refused = people.run(slips + people.file("none.html") + " --hall " + nobody, organizer);
        CHECK(refused.status == 1);
        CHECK(refused.errors.find("nobody on the roll has the hall") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(people.file("none.html")));
    }
    CHECK(people.run(slips + people.file("none.html") + " --hall North --number 1", organizer).status == 2);
}

}    // namespace

TEST_CASE("with --json standard output is one value and nothing else, and hostile names do nothing") {
    HostileVote vote;
    vote.seat_board();
    vote.check_in();
    vote.open();
    const std::string tracker = vote.cast();
    vote.close();
    vote.count_and_announce();
    vote.audit(tracker);
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
    disk::write_file(people.file("roll.csv"),
                     "1,An,A,North\n2,Ba,A,South\n3,Chi,B,North\n4,Em,B,\n5,Hai,B\n6,Tu,B,South\n");
    CHECK(people.answer("organizer roll --yes " + people.file("roll.csv"), organizer)["summoned"] == 6);
    slips_of_halls(people, organizer);
    CHECK(people.answer("organizer annul --yes --reason ill", organizer)["annulled"] == true);
    disk::write_file(people.file("results.csv"), "position,high,medium,low\nA,3,2,1\nB,0,0,6\n");
    CHECK(people.answer("rehearse --roll 6 " + people.server() + people.pin() + " --results " +
                            people.file("results.csv") + " --out " + people.file("rehearsal"),
                        organizer)["receipts"] == 6);

    // What is refused has no value, and its one sentence is not on standard output.
    CHECK(people.answer("organizer annul --reason ill", organizer)["annulled"] == true);    // already
    const Ran refused = people.run("organizer announce --yes --json", organizer);
    CHECK(refused.status == 1);
    CHECK(refused.out == "");
    CHECK(refused.errors.find("vouch: ") == 0);
}

TEST_CASE("a no to what slips would carry comes before the preview, and leaves nothing on the server") {
    Hall hall;
    const People people(hall);
    hall.conference();    // writes its file
    const auto made = [&] {
        std::size_t folders = 0;
        for (const auto& one : std::filesystem::directory_iterator(hall.folder / "data"))
            folders += one.is_directory() ? 1 : 0;
        return folders;
    };
    const auto before = made();
    const std::string words = "organizer create --rehearsal " + people.file("conference.toml") +
                              people.pin() + " --server " + people.server();
    const Ran asked = people.run(words, hall.folder / "organizer", "no\n");
    CHECK(asked.status == 1);
    CHECK(asked.errors.find("Slips and invitations carry 127.0.0.1:") == 0);
    CHECK(asked.errors.find("Title: ") == std::string::npos);
    const Ran preview = people.run(words, hall.folder / "organizer", "yes\nno\n");
    CHECK(preview.status == 1);
    CHECK(made() == before);
    CHECK_FALSE(read_record(hall.folder / "organizer").ok());
}

TEST_CASE("a second organizer takes codes and roll over with commands alone") {
    Hall hall;
    const People people(hall);
    const Path second = hall.folder / "second";
    people.answer("organizer keygen --name Ba", second);
    const OrganizerKeys keys = must(OrganizerKeys::open(second, kPassphrase));
    Conference conference = hall.conference();
    conference.manifest.organizers.push_back(keys.sign().public_key());
    hall.prepare(std::move(conference));
    const std::string attach = "organizer attach " + hall.organizer->address().url() + people.pin() +
                               " --codes " + people.file("usb");
    people.answer("organizer hand-over --out " + people.file("usb"), hall.folder / "organizer");
    CHECK(people.answer(attach, second)["codes"] == true);
    CHECK(people.answer("organizer slips --without-board --out " + people.file("slips.html"),
                        second)["slips"] == 7);
}

TEST_CASE("a close before the opening is confirmed is refused before anybody is asked, or called") {
    Hall hall;
    const People people(hall);
    hall.open_unconfirmed();
    const Path organizer = hall.folder / "organizer";
    const std::string needed = std::to_string(hall.organizer->state().confirmations_needed());
    const Ran refused = people.run("organizer close --last-call 60", organizer);
    CHECK(refused.status == 1);
    CHECK(refused.errors.find("its opening has 0 of " + needed + " confirmations") != std::string::npos);
    CHECK(refused.errors.find("[yes/no]") == std::string::npos);
    hall.confirm_by_all();
    const Ran asked = people.run("organizer close --last-call 0", organizer, "no\n");
    CHECK(asked.errors.find("confirmations") == std::string::npos);
}

TEST_CASE("a close with too few ballots says before and after that it ends the conference") {
    Hall hall;
    const People people(hall);
    hall.open_for_six();
    const Path organizer = hall.folder / "organizer";
    const Ran asked = people.run("organizer close --last-call 0", organizer, "no\n");
    CHECK(asked.status == 1);
    CHECK(asked.errors.find("only 0 ballots are in the box, and a result needs 5: closing now ENDS THE "
                            "CONFERENCE FOR EVER") != std::string::npos);
    const Ran closed = people.run("organizer close --last-call 0 --yes", organizer);
    CHECK(closed.status == 0);
    CHECK(closed.out.find("ended for ever, without a result (too few ballots)") != std::string::npos);
    CHECK(people.answer("organizer close", organizer)["phase"] == "too few ballots");
}
