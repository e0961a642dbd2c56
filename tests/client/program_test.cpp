// The program itself: what it answers to the shell, and that it says what to do next.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/client/program.h"
#include "tests/support/vectors.h"

using namespace vouch;
using vouch::testing::Ran;
using vouch::testing::vouch_command;

namespace {

std::string verify_command(const Path& log) {
    return "audit verify " + log.string() + " --vkey " +
           (testing::tests_dir() / "vectors/log/log.vkey").string();
}

/// What those words say of a file with that content.
Ran said_of_file(const std::string& words, const std::string& content) {
    const testing::TemporaryFolder folder;
    disk::write_file(folder / "file.csv", content);
    return vouch_command(words + " " + (folder / "file.csv").string());
}

}    // namespace

TEST_CASE("the program says which one it is") {
    const Ran ran = vouch_command("--version");
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("vouch 0.1.0"));
    CHECK(ran.out.ends_with(", protocol 1\n"));
    const std::string program = ran.out.substr(0, ran.out.find(", protocol"));
    const std::string verify = verify_command(testing::tests_dir() / "vectors/log/tiles");
    CHECK(vouch_command(verify).out.find("checked by                " + program + "\n") != std::string::npos);
    CHECK(nlohmann::json::parse(vouch_command(verify + " --json").out)["program"] == program);
}

TEST_CASE("an arithmetic that cannot be had is said, with those that can") {
    const Ran ran =
        vouch_command(verify_command(testing::tests_dir() / "vectors/log/tiles"), "VOUCH_BACKEND=abacus");
    CHECK(ran.status == 1);
    CHECK(ran.errors.find("VOUCH_BACKEND=abacus") != std::string::npos);
    CHECK(ran.errors.find("portable") != std::string::npos);
    CHECK(vouch_command(verify_command(testing::tests_dir() / "vectors/log/tiles"), "VOUCH_BACKEND=portable")
              .status == 0);
}

TEST_CASE("every verb explains itself, with an example") {
    for (const char* verb : {"organizer keygen",
                             "organizer create",
                             "organizer roll",
                             "organizer slips",
                             "organizer revoke",
                             "organizer board",
                             "organizer open",
                             "organizer close",
                             "organizer announce",
                             "organizer annul",
                             "organizer paper",
                             "organizer attach",
                             "organizer hand-over",
                             "organizer status",
                             "witness keygen",
                             "witness attach",
                             "witness confirm",
                             "witness status",
                             "trustee check",
                             "trustee status",
                             "trustee keygen",
                             "trustee join",
                             "trustee confirm",
                             "trustee count",
                             "trustee paper-count",
                             "participant enrol",
                             "participant cast",
                             "participant challenge",
                             "participant receipt",
                             "audit fetch",
                             "audit verify",
                             "audit lookup",
                             "audit minutes",
                             "rehearse",
                             "relay"}) {
        CAPTURE(verb);
        const Ran ran = vouch_command(verb + std::string(" --help"));
        CHECK(ran.status == 0);
        CHECK(ran.out.find("Example:\n    vouch " + std::string(verb)) != std::string::npos);
    }
}

TEST_CASE("exit status 2 is wrong usage") {
    for (const char* words :
         {"", "vote", "organizer", "audit verify", "audit verify log", "trustee confirm --no",
          "organizer revoke", "organizer board --invite 0 --out x"}) {
        CAPTURE(words);
        const Ran ran = vouch_command(words);
        CHECK(ran.status == 2);
        CHECK_FALSE(ran.errors.empty());
    }
}

TEST_CASE("exit status 0 is a log that holds, 1 one that does not, and the entry is named") {
    const Ran good = vouch_command(verify_command(testing::tests_dir() / "vectors/log/tiles"));
    CHECK(good.status == 0);
    CHECK(good.out.find("Everything holds") != std::string::npos);
    CHECK(good.errors.empty());

    const vouch::testing::TemporaryFolder folder;
    std::filesystem::copy(testing::tests_dir() / "vectors/log/tiles", folder / "log",
                          std::filesystem::copy_options::recursive);
    const Path entries = folder / "log" / "tile/entries/000.p/45";
    Bytes changed = disk::read_file(entries);
    changed[changed.size() / 2] ^= 1;
    disk::write_file(entries, changed);
    const Ran bad = vouch_command(verify_command(folder / "log"));
    CHECK(bad.status == 1);
    CHECK(bad.out.find("entry ") != std::string::npos);
    CHECK(bad.out.find("Everything holds") == std::string::npos);
    CHECK(bad.errors.find("vouch: ") == 0);

    const Ran json = vouch_command(verify_command(folder / "log") + " --json");
    CHECK(json.status == 1);
    CHECK(testing::Json::parse(json.out)["holds"] == false);
}

TEST_CASE("what cannot be done is refused in one sentence, and nothing is asked of a missing terminal") {
    const vouch::testing::TemporaryFolder folder;
    for (const std::string& words :
         {"trustee confirm --home " + (folder / "home").string(),
          "organizer slips --out " + (folder / "slips.html").string() + " --home " +
              (folder / "home").string(),
          std::string("audit fetch https://127.0.0.1:1/c/0123456789abcdef --out ") +
              (folder / "copy").string()}) {
        CAPTURE(words);
        const Ran ran = vouch_command(words);
        CHECK(ran.status == 1);
        CHECK(ran.errors.find("vouch: ") == 0);
        CHECK(std::count(ran.errors.begin(), ran.errors.end(), '\n') == 1);
    }
}

TEST_CASE("a path that leads nowhere is wrong usage, and no log that does not hold") {
    const vouch::testing::TemporaryFolder folder;
    const std::string good = (testing::tests_dir() / "vectors/log/tiles").string();
    for (const std::string& words : {verify_command(folder / "nothing"), verify_command(folder.path()),
                                     "audit verify " + good + " --vkey " + (folder / "nothing").string()}) {
        CAPTURE(words);
        const Ran ran = vouch_command(words);
        CHECK(ran.status == 2);
        CHECK(ran.errors.find("vouch: there is no ") == 0);
        CHECK(ran.errors.find("counting board") == std::string::npos);
    }
}

TEST_CASE("a tracker that is not there ends with 1") {
    const std::string log = (testing::tests_dir() / "vectors/log/tiles").string() + " --vkey " +
                            (testing::tests_dir() / "vectors/log/log.vkey").string();
    const Ran ran = vouch_command("audit lookup " + std::string(64, '0') + " " + log);
    CHECK(ran.status == 1);
    CHECK(ran.out.find("absent: ") == 0);
}

TEST_CASE("a mistyped tracker is told by place before a log is read") {
    const auto said = [](const std::string& tracker) {
        const Ran ran = vouch_command("audit lookup " + tracker + " nowhere --vkey nothing");
        CHECK(ran.status == 2);
        return ran.errors;
    };
    CHECK(said("YDXV-BKW5-HSFT-34TE-SCYD-Y3YH-5CAQ").find("the fourth character of the seventh group") !=
          std::string::npos);
    CHECK(said("YDXV-BKW5-HSFT-34TE-SCYD-Y3YH-5C").find("the last two characters are missing") !=
          std::string::npos);
    CHECK(said("YDXV-BKW5-HSFT-34TE-SCYD-Y3YH-5CAP").find("there is no ") != std::string::npos);
}

TEST_CASE("a mistyped code is told by place, without its characters, before a server is asked") {
    const vouch::testing::TemporaryFolder folder;
    const auto said = [&](const std::string& code) {
        disk::write_file(folder / "code", code);
        const Ran ran = vouch_command(
            "participant enrol --url https://vote.example/c/0011223344556677 "
            "--number 17 --slip-fd 3 3<" +
            (folder / "code").string() + " --home " + (folder / "home").string());
        CHECK(ran.status == 1);
        CHECK(ran.errors.find("85X2") == std::string::npos);
        return ran.errors;
    };
    CHECK(said("FWSB-85X2-32SJ-YZ8Q-M8C5-KG").find("look again at the third character of the fourth group") !=
          std::string::npos);
    CHECK(said("FWSB-85X2-32SJ-YĐSQ-M8C5-KG")
              .find("the second character of the fourth group is not a "
                    "character of a code") != std::string::npos);
    CHECK(said("FWSB-85X2-32SJ-YZSQ-M8C5").find("the last two characters are missing") != std::string::npos);
}

TEST_CASE("minutes and tables are written, and never over a file that is there") {
    const vouch::testing::TemporaryFolder folder;
    const std::string words = "audit minutes " + (testing::tests_dir() / "vectors/log/tiles").string() +
                              " --vkey " + (testing::tests_dir() / "vectors/log/log.vkey").string();
    const auto option = [&](const char* name, const char* file) {
        return std::string(" --") + name + " " + (folder / file).string();
    };
    const std::string all = words + option("out", "minutes") + option("csv", "csv") +
                            option("spreadsheet", "sheet") + " --language en";
    CHECK(vouch_command(all).status == 0);
    CHECK(disk::read_text_file(folder / "csv") ==
          disk::read_text_file(testing::tests_dir() / "vectors/log/results.csv"));
    CHECK(disk::read_text_file(folder / "sheet").find("\ufeffNo,Name,Position,high confidence,") == 0);
    for (const std::string& one :
         {option("out", "minutes"), option("csv", "csv"), option("spreadsheet", "sheet")}) {
        CAPTURE(one);
        const Ran again = vouch_command(words + one);
        CHECK(again.status == 1);
        CHECK(again.out.empty());
        CHECK(again.errors.find("is not replaced") != std::string::npos);
    }
    disk::write_file(folder / "report", "mine");
    const Ran report = vouch_command(verify_command(testing::tests_dir() / "vectors/log/tiles") +
                                     option("report", "report"));
    CHECK(report.status == 1);
    CHECK(disk::read_text_file(folder / "report") == "mine");
}

TEST_CASE("an audit with a file of its own leaves out, the second time, what it checked the first time") {
    const vouch::testing::TemporaryFolder folder;
    const std::string words = verify_command(testing::tests_dir() / "vectors/log/tiles") + " --resume " +
                              (folder / "mine").string();
    const Ran first = vouch_command(words);
    CHECK(first.status == 0);
    CHECK(first.out.find("earlier") == std::string::npos);
    const Ran second = vouch_command(words);
    CHECK(second.status == 0);
    CHECK(second.out.find("proofs of 0 checked in this run, of 9 in an earlier one") != std::string::npos);
    disk::write_file(folder / "mine", "something else");
    const Ran third = vouch_command(words);
    CHECK(third.status == 0);
    CHECK(third.out.find("is left as it is: all proofs were checked now") != std::string::npos);
    CHECK(disk::read_text_file(folder / "mine") == "something else");
}

TEST_CASE("an answer that cannot be written is no success, and is said") {
    const std::string good = verify_command(testing::tests_dir() / "vectors/log/tiles");
    for (const std::string& words :
         {good, good + " --json", std::string("--help"), std::string("audit verify --help")}) {
        CAPTURE(words);
        CHECK(vouch_command(words).status == 0);
        for (const char* nowhere : {" >/dev/full", " >&-"}) {
            CAPTURE(nowhere);
            const Ran ran = vouch_command(words + nowhere);
            CHECK(ran.status == 1);
            CHECK(ran.errors.find("vouch: standard output cannot be written") == 0);
            CHECK(std::count(ran.errors.begin(), ran.errors.end(), '\n') == 1);
        }
    }
    CHECK(vouch_command("vote >/dev/full").status == 2);    // it has nothing to say there
}

TEST_CASE("a pipe that nobody reads any more ends no verb, and is said") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    const Ran ran = vouch_command(verify_command(testing::tests_dir() / "vectors/log/tiles") + " >&" +
                                  std::to_string(ends[1]));
    ::close(ends[1]);
    CHECK(ran.status == 1);
    CHECK(ran.errors.find("vouch: standard output cannot be written") == 0);
}

TEST_CASE("a roll is checked without key or server, and what is doubtful ends with 1") {
    const auto check = [](const std::string& csv) { return said_of_file("organizer roll --check", csv); };
    const Ran good = check("STT;Tên;Đơn vị\n1;An;Huế\n2;Ba;\n");
    CHECK(good.status == 0);
    CHECK(good.out.find("1. An, Huế") != std::string::npos);
    const Ran doubtful = check("1,Nguy?n An,Huế\n");
    CHECK(doubtful.status == 1);
    CHECK(doubtful.out.find("line 1: \"Nguy?n An\" has a question mark") != std::string::npos);
    const Ran wrong = check("1,An,Huế\n3,Ba,Huế\n");
    CHECK(wrong.status == 1);
    CHECK(wrong.errors.find("line 2: the number 2 is missing") != std::string::npos);
}

TEST_CASE("a paper count is checked without conference or passphrase, and it is said what that leaves open") {
    const auto check = [](const std::string& csv) {
        return said_of_file("trustee paper-count --check", csv);
    };
    const Ran good = check("issued;2;;;\ncollected;2;;;\ninvalid;1;;;\n1;1;0;0;0\n2;0;0;0;1\n");
    CHECK(good.status == 0);
    CHECK(good.out.find("2 issued, 2 collected, 1 invalid\n  1.: high 1") != std::string::npos);
    CHECK(good.out.find("Not checked") != std::string::npos);
    const Ran wrong = check("issued,2\ncollected,2\ninvalid,1\n1,1,0,0,0\n2,1,0,0,1\n");
    CHECK(wrong.status == 1);
    CHECK(wrong.errors.find("line 5: high, medium, low and blank make 2, and 1 ballots are valid") !=
          std::string::npos);
    CHECK(vouch_command("trustee paper-count --check").status == 2);
}

TEST_CASE(
    "a member of the board sees the day before that the key opens, and a wrong passphrase that it does not") {
    const testing::TemporaryFolder folder;
    const std::string home =
        " --home " + (folder / "t").string() + " --passphrase-fd 3 3<" + (folder / "p").string();
    disk::write_file(folder / "p", "correct horse battery\n");
    CHECK(vouch_command("trustee check" + home).errors.find("make one") != std::string::npos);
    REQUIRE(vouch_command("trustee keygen --name 'Lê Chi'" + home).status == 0);
    const Ran opens = vouch_command("trustee check" + home);
    CHECK(opens.status == 0);
    CHECK(opens.out.find("The key of Lê Chi") != std::string::npos);
    CHECK(opens.out.find("belongs to no conference yet") != std::string::npos);
    disk::write_file(folder / "p", "wrong horse battery\n");
    const Ran closed = vouch_command("trustee check" + home);
    CHECK(closed.status == 1);
    CHECK(closed.errors.find("wrong passphrase") != std::string::npos);
    CHECK(vouch_command("trustee status --home " + (folder / "t").string()).status == 1);
}
