// What the program takes from its settings file, and what `vouch-server check` says before a vote.

#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "net/certificate.h"
#include "tests/server/server_process.h"
#include "tests/support/program.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

Ran server_command(const std::string& words) {
    return run_program(VOUCH_SERVER_BINARY, words);
}

/// A folder with a settings file, and what the program says with it.
struct Office {
    TemporaryFolder folder;

    std::string data() const { return (folder / "data").string(); }
    void write(const std::string& name, const std::string& text, disk::Access access = disk::Access::owner) {
        disk::write_file(folder / name, bytes_of(text), access);
    }
    /// With those lines after that of the data folder.
    Ran check(const std::string& lines, const std::string& words = "") {
        write("server.toml", "data = \"" + data() + "\"\nlisten = \"127.0.0.1:0\"\n" + lines);
        return server_command("check --config '" + (folder / "server.toml").string() + "' " + words);
    }
    /// Whether such a line stands there.
    static bool says(const Ran& ran, const std::string& verdict_and_subject, const std::string& part) {
        const std::size_t at = ran.out.find("\n" + verdict_and_subject + ": ");
        const std::size_t begin = ran.out.starts_with(verdict_and_subject + ": ") ? 0 : at;
        if (begin == std::string::npos) return false;
        return ran.out.substr(begin, ran.out.find('\n', begin + 1) - begin).find(part) != std::string::npos;
    }
};

}    // namespace

TEST_CASE("a mistake in the settings file is said with its line and what stands there") {
    Office office;
    const std::pair<const char*, const char*> cases[] = {
        {"ticks = 5", "line 3: there is no setting \"ticks\"; see vouch-server --help"},
        {"# a remark\n\ntick = 5", "line 5: --tick: Value 5 not in range 10 to 10000"},
        {"tick = \"often\"", "line 3: --tick: Value often not in range"},
        {"tick = -5", "line 3: --tick: Value -5 not in range"},
        {"tick = 2.5", "line 3: tick: a text in \"quotes\", a whole number, or a list of these"},
        {"mix-ballots = true", "line 3: mix-ballots: a text in"},
        {"[tick]\nms = 5", "line 3: tick: a text in"},
        {"replace-after = [30, 60]", "line 3: --replace-after: At least 3 required but received 2"},
        {"replace-after = [30, [60], 10]", "line 3: replace-after: a text in"},
        {"relay = [\"http://relay.example\"]", "line 3: --relay: not of the form https://HOST[:PORT]"},
        {"restored = [\"0011:12\"]", "line 3: --restored"},
        {"config = \"other.toml\"", "line 3: there is no setting \"config\""},
        {"check = 1", "line 3: there is no setting \"check\""},
        {"tick = 100\ntick = 200", "line 4: "},
        {"name = \"vote.example", "line 3: "},
        {"cert = \"chain.pem\"", "--cert and --key go together"},
        {"name = \"\xff\"", "line 3: "},
    };
    for (const auto& [lines, said] : cases) {
        CAPTURE(lines);
        const Ran ran = office.check(lines);
        CHECK(ran.status == 2);
        CHECK(ran.out.empty());
        CHECK(ran.errors.find(said) != std::string::npos);
        CHECK(std::ranges::count(ran.errors, '\n') == 1);
    }
    CHECK(server_command("--config /nowhere/server.toml").status == 2);
    CHECK(server_command("--config /nowhere/server.toml").errors.find("/nowhere/server.toml") !=
          std::string::npos);
    CHECK(server_command("").errors.find("--data is missing") != std::string::npos);
}

TEST_CASE("the command line goes before the settings file") {
    Office office;
    CHECK(office.check("tick = 100\nreplace-after = [0, 0, 0]\nqueue = 64").status == 0);
    CHECK(office.check("listen = \"nonsense\"").status == 2);
    CHECK(office.check("name = \"a b\"").status == 1);
    CHECK(office.check("name = \"a b\"", "--name localhost:8443").status == 0);
}

TEST_CASE(
    "the settings file that is handed out names every flag, and holds as it is and with each line in force") {
    Office office;
    std::istringstream lines(disk::read_text_file(VOUCH_SETTINGS_FILE));
    std::string all_in_force, line;
    std::set<std::string> named;
    while (std::getline(lines, line)) {
        std::smatch parts;
        if (!std::regex_match(line, parts, std::regex("(?:# )?([a-z-]+) = .*"))) continue;
        named.insert("--" + parts[1].str());
        if (line.starts_with("# ")) all_in_force += line.substr(2) + "\n";
    }
    const std::string help = server_command("--help").out;
    const std::regex flag("\n  (?:-h,)?(--[a-z-]+)");
    for (std::sregex_iterator found(help.begin(), help.end(), flag), end; found != end; ++found) {
        const std::string name = (*found)[1].str();
        if (name == "--help" || name == "--version" || name == "--config") continue;
        CAPTURE(name);
        CHECK(named.erase(name) == 1);
    }
    CHECK(named.empty());
    office.write("server.toml", "data = \"" + office.data() + "\"\n" + all_in_force);
    const Ran ran = server_command("check --config '" + (office.folder / "server.toml").string() + "'");
    CAPTURE(ran.errors);
    CHECK(ran.status == 1);    // there is no such certificate
    CHECK(server_command("check --config " VOUCH_SETTINGS_FILE " --listen 127.0.0.1:0 --data '" +
                         office.data() + "'")
              .status == 0);
}

TEST_CASE("the server says which one it is, with --version and on greeting") {
    const Ran ran = server_command("--version");
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("vouch-server 0.1.0"));
    CHECK(ran.out.ends_with(", protocol 1, databases of schema 1\n"));
    ServerProcess server;
    Caller caller(server.endpoint(), server.trust(), "/session");
    CHECK(caller.receive().greeting().program() == ran.out.substr(0, ran.out.find(", protocol")));
}

TEST_CASE("a check of a place where nothing is ready yet says what to do, and makes nothing") {
    Office office;
    const Ran ran = office.check("");
    CHECK(ran.status == 0);
    CHECK(Office::says(ran, "good  data", "the first start makes it"));
    CHECK(Office::says(ran, "look  organizers", "vouch organizer keygen"));
    CHECK(Office::says(ran, "look  name", "give the name that phones reach"));
    CHECK(Office::says(ran, "look  certificate", "--cert and --key"));
    CHECK_FALSE(std::filesystem::exists(office.data()));
}

TEST_CASE("a check names what would keep a vote from being held") {
    Office office;
    CHECK(Office::says(office.check("name = \"nowhere.invalid\""), "WRONG name", "has no address here"));
    CHECK(Office::says(office.check("name = \"192.0.2.7:443\""), "look  name", "is an address"));
    CHECK(Office::says(office.check("name = \"https://vote.example\""), "WRONG name", "HOST[:PORT]"));
    CHECK(Office::says(office.check("", "--listen 192.0.2.7:8443"), "WRONG port", "192.0.2.7:8443"));
    std::filesystem::create_directory(office.data());
    office.write("data/organizers", "Hà nonsense\n");
    const Ran organizers = office.check("");
    CHECK(organizers.status == 1);
    CHECK(Office::says(organizers, "WRONG organizers", "line 1"));
    CHECK(organizers.out.ends_with("mend what is WRONG first.\n"));
    office.write("data/organizers", "# nobody\n");
    CHECK(Office::says(office.check(""), "look  organizers", "names 0"));
    office.write("file", "");
    CHECK(Office::says(server_command("check --data '" + (office.folder / "file").string() + "'"),
                       "WRONG data", "is no folder"));
    CHECK(Office::says(server_command("check --data /dev/shm"), "WRONG disk", "in memory"));
}

TEST_CASE("a check looks at the certificate that the server would greet with") {
    Office office;
    const auto made = net::make_self_signed({"vote.example"});
    office.write("chain.pem", made.certificate_pem);
    office.write("key.pem", text_of(made.key_pem.view()));
    const std::string pair = "cert = \"" + (office.folder / "chain.pem").string() + "\"\nkey = \"" +
                             (office.folder / "key.pem").string() + "\"\n";
    CHECK(Office::says(office.check(pair), "good  certificate", "holds for"));
    const Ran other = office.check(pair + "name = \"localhost:8443\"");
    CHECK(Office::says(other, "look  certificate", "is not for localhost"));
    std::filesystem::permissions(office.folder / "key.pem", std::filesystem::perms(0644));
    CHECK(Office::says(office.check(pair), "look  certificate", "can be read by everybody"));
    office.write("key.pem", text_of(net::make_self_signed({"vote.example"}).key_pem.view()));
    CHECK(Office::says(office.check(pair), "WRONG certificate", "chain.pem"));
    std::filesystem::remove(office.folder / "key.pem");
    CHECK(Office::says(office.check(pair), "WRONG certificate", "there is no"));
}

TEST_CASE("a check beside a running server leaves it alone") {
    ServerProcess server;
    const std::string listen = "127.0.0.1:" + std::to_string(server.port());
    const Ran beside = server_command("check --data '" + server.data().string() + "' --listen " + listen);
    CHECK(beside.status == 0);
    CHECK(Office::says(beside, "good  data", "a server runs with it"));
    CHECK(Office::says(beside, "good  port", "the server that runs has it"));
    Office office;
    const Ran taken = office.check("", "--listen " + listen);
    CHECK(taken.status == 1);
    CHECK(Office::says(taken, "WRONG port", "another program listens there"));
    CHECK(server.stop() == 0);
}
