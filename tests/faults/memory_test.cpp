// The memory of a running server or relay, as a core dump or swapped pages would hold it, is searched for
// what must not be there: where clients are, reply keys of ballots that were answered, participants' secrets,
// and after the close the key of the envelopes. Until then that key is found, which shows that the search
// finds what is there.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/client/comes_from.h"
#include "tests/client/relay/relay_process.h"
#include "tests/faults/orders.h"
#include "tests/server/server_process.h"
#include "tests/support/raw_search.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

constexpr std::uint32_t kWhoCast = 6;

/// While one is there, programs are started with the library before the C library that lets their user look
/// into them.
class Readable {
public:
    Readable() {
        ::setenv("LD_PRELOAD", VOUCH_PRELOAD, 1);
        ::setenv(kReadableVariable, "1", 1);
    }
    ~Readable() {
        ::unsetenv("LD_PRELOAD");
        ::unsetenv(kReadableVariable);
    }
    Readable(const Readable&) = delete;
    Readable& operator=(const Readable&) = delete;
};

/// All that it may write to: what it was loaded from holds nothing of a vote.
std::string memory_of(int process) {
    const std::string folder = "/proc/" + std::to_string(process) + "/";
    const int from = ::open((folder + "mem").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(from >= 0);
    std::string out;
    std::ifstream mappings(folder + "maps");
    for (std::string line; std::getline(mappings, line);) {
        std::istringstream words(line);
        std::uint64_t first = 0, end = 0;
        char dash = 0;
        std::string access;
        words >> std::hex >> first >> dash >> end >> access;
        if (access[1] != 'w') continue;
        const std::size_t before = out.size();
        out.resize(before + (end - first));
        const ssize_t read = ::pread(from, out.data() + before, end - first, static_cast<off_t>(first));
        out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(read, 0)));
    }
    ::close(from);
    REQUIRE(out.size() > 1'000'000);
    return out;
}

std::string address_of(std::uint32_t number) {
    return "127.83." + std::to_string(100 + number) + "." + std::to_string(200 + number);
}

sockaddr_in as_system_has_it(const std::string& address) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(50'000);
    REQUIRE(inet_pton(AF_INET, address.c_str(), &out.sin_addr) == 1);
    return out;
}
std::string bytes_in(const auto& object) {
    return {reinterpret_cast<const char*>(&object), sizeof object};
}

/// As text, and as the system gives it: with the family before it, and some port between.
bool holds_address(const std::string& memory, const std::string& address) {
    if (memory.find(address) != std::string::npos) return true;
    const sockaddr_in one = as_system_has_it(address);
    const std::string family = bytes_in(one.sin_family), bytes = bytes_in(one.sin_addr);
    constexpr std::size_t kBefore = offsetof(sockaddr_in, sin_addr);
    for (std::size_t at = memory.find(bytes); at != std::string::npos; at = memory.find(bytes, at + 1))
        if (at >= kBefore && memory.compare(at - kBefore, family.size(), family) == 0) return true;
    return false;
}

/// The file holds a seed; the secret key is made from it.
void look_for_box_key(RawSearch& search, ByteView seed) {
    search.look_for("the box key's seed", seed);
    Bytes32 public_key{}, secret_key{};
    crypto_box_seed_keypair(public_key.data(), secret_key.data(), seed.data());
    search.look_for("the box key", secret_key);
}

void close(ServerProcess& server, TestConference& conference) {
    Caller session = server.session(conference.path + "/session");
    const SigningKey& organizer = conference.election->organizer();
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    const pb::Frozen frozen = session.ask(organizer, freeze).frozen();
    const election::Close close{frozen.index(), *exactly<32>(bytes_of(frozen.root())), 1};
    const SigningKey* const signer = &organizer;
    const Bytes entry = election::make_entry(conference.election->state().election_id, close, {&signer, 1});
    REQUIRE(session.submit(entry).has_submitted());
}

/// A vote is open on that server; each of six casts through whatever listens there, from an address of its
/// own. What their devices keep to themselves goes to `secrets`.
void cast_at(const net::Endpoint& at, const net::Trust& trust, const TestConference& conference,
             RawSearch& secrets) {
    const std::size_t before = came_from_there;
    for (std::uint32_t number = 1; number <= kWhoCast; ++number) {
        const std::string whose = "participant " + std::to_string(number);
        secrets.look_for(whose + "'s sk", conference.election->credential(number).sk.bytes().view());
        secrets.look_for(whose + "'s u", conference.election->credential(number).u.bytes().view());
        const Casting casting(conference.box_key(), conference.seal(number).body);
        secrets.look_for(whose + "'s reply key", casting.reply_key.view());
        comes_from = address_of(number);
        Caller caller(at, trust, conference.path + "/cast");
        comes_from.clear();
        pb::Request request;
        request.mutable_cast()->set_envelope(text_of(casting.envelope));
        REQUIRE(std::holds_alternative<election::Receipt>(casting.reply(caller.ask(std::move(request)))));
    }
    CHECK(came_from_there - before == kWhoCast);
}

void check_no_address(const std::string& memory) {
    for (std::uint32_t number = 1; number <= kWhoCast; ++number) {
        INFO(address_of(number));
        CHECK_FALSE(holds_address(memory, address_of(number)));
    }
    CHECK(holds_address(memory + bytes_in(as_system_has_it(address_of(1))) + "more", address_of(1)));
}

/// Servers and relays of these tests, and a vote that is open.
struct Voting {
    Readable readable;
    ServerProcess server;
    TestConference conference{server, kWhoCast};
    RawSearch secrets;

    Voting() {
        Caller session = server.session(conference.path + "/session");
        REQUIRE(conference.open(session));
    }
};

}    // namespace

TEST_CASE(
    "a running server's memory holds no client's address, no reply key, and no box key after the close") {
    Voting voting;
    cast_at(voting.server.endpoint(), voting.server.trust(), voting.conference, voting.secrets);
    const std::filesystem::path key_file =
        voting.server.data() / voting.conference.path.substr(3) / "box-key";
    RawSearch box_key;
    look_for_box_key(box_key, disk::read_file(key_file));
    const std::string memory = memory_of(voting.server.id());
    CHECK_FALSE(box_key.found_in("memory", memory).empty());
    CHECK(voting.secrets.found_in("memory", memory) == std::vector<std::string>());
    check_no_address(memory);

    close(voting.server, voting.conference);
    REQUIRE_FALSE(std::filesystem::exists(key_file));
    CHECK(box_key.found_in("memory", memory_of(voting.server.id())) == std::vector<std::string>());
}

TEST_CASE("a running relay's memory holds no client's address and no reply key") {
    Voting voting;
    const RelayProcess relay(voting.server.endpoint(), voting.server.pin());
    cast_at(relay.endpoint(), relay.trust(), voting.conference, voting.secrets);
    const std::string memory = memory_of(relay.id());
    CHECK(memory.find(voting.server.pin()) != std::string::npos);    // in its arguments
    CHECK(voting.secrets.found_in("memory", memory) == std::vector<std::string>());
    check_no_address(memory);
}
