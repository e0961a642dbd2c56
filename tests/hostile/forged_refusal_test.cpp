// A server that refuses a good ballot, with the log's signature: what its participant keeps convicts it.
// docs/threat-model.md, "Lies, and who notices".

#include <sys/stat.h>

#include "client/cli/participant/home.h"
#include "client/cli/shared/refusal_file.h"
#include "election/envelope.h"
#include "server/keys.h"
#include "tests/client/hall.h"
#include "tests/client/program.h"
#include "tests/client/relay/standing.h"
#include "wire/messages.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

/// Has the conference's keys, opens every envelope and refuses it.
class Refuser : public net::Handler {
public:
    Refuser(const Path& folder, const Bytes32& election_id) : keys_(folder), election_id_(election_id) {}
    void refuse_for(Reason reason) { reason_ = reason; }

    asio::awaitable<net::HttpAnswer> get(std::string) override {
        net::HttpAnswer nothing_here;
        co_return nothing_here;
    }
    bool has_socket(const std::string&) const override { return true; }
    asio::awaitable<void> serve(std::string, std::shared_ptr<net::WebSocket> socket) override {
        const auto message = co_await socket->receive();
        if (message) socket->send(refusal_of(*message));
        co_await socket->receive();
    }
    void failed(std::string_view) noexcept override {}

private:
    Bytes refusal_of(const Bytes& message) const {
        v1::Request request;
        request.ParseFromArray(message.data(), static_cast<int>(message.size()));
        const Bytes envelope = copy(bytes_of(request.cast().envelope()));
        const auto opened = el::open_envelope(*keys_.box_key(), envelope);
        if (!opened.ok()) throw std::logic_error("an envelope that does not open");
        const el::CastRefusal refusal =
            el::sign_refusal(keys_.log_key(), election_id_, envelope, {reason_, "so"});
        v1::Response response;
        response.set_id(request.id());
        response.mutable_cast()->set_sealed(text_of(el::seal_reply(opened->reply_key, refusal)));
        return wire::serialize(response);
    }

    server::ConferenceKeys keys_;
    const Bytes32 election_id_;
    std::atomic<Reason> reason_ = Reason::bad_proof;
};

/// An open vote, and the server's other face, to which devices come.
struct Refused {
    Hall hall;
    std::vector<Device> devices = hall.open_for_six();
    Refuser refuser{hall.folder / "data" / hall.organizer->address().conference.path.substr(3),
                    hall.organizer->state().election_id};
    Standing standing{refuser};
    RelayAddress there{standing.endpoint(), standing.trust()};

    Refused() { disk::write_file(hall.folder / "vkey", hall.organizer->state().manifest.log_vkey + "\n"); }
    static el::SealedBallot sealed(Device& device) {
        return must(device.seal(std::vector{el::Level::high, el::Level::low}));
    }
    el::RefusalEvidence refuse(Device& device, const Bytes& body, Reason reason) {
        refuser.refuse_for(reason);
        std::optional<el::RefusalEvidence> shown;
        CastHears hears;
        hears.refused = [&](const el::RefusalEvidence& evidence) { shown = evidence; };
        // Not by cast_stored, which shows nothing after a close.
        const auto refused =
            cast_ballot(hall.organizer->address(), device.view().state(), body, hears, there);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.rejection().reason == reason);
        REQUIRE(shown);
        return *shown;
    }
    Ran audit(const std::string& refusal) const {
        disk::write_file(hall.folder / "refusal.json", refusal);
        return vouch_command("audit refusal --language en " + (hall.folder / "refusal.json").string() + " " +
                             hall.organizer->address().url() + " --vkey " + (hall.folder / "vkey").string() +
                             " --pin " + hall.server->pin());
    }
};

}    // namespace

TEST_CASE_METHOD(Refused, "a good ballot that is refused: the device's file proves it to everybody") {
    const Bytes body = sealed(devices[0]).body;
    for (const Reason reason : {Reason::malformed, Reason::bad_proof, Reason::wrong_revision,
                                Reason::wrong_phase, Reason::not_on_the_roll}) {
        const Ran ran = audit(refusal_text(refuse(devices[0], body, reason)));
        CAPTURE(name(reason), ran.out, ran.errors);
        CHECK(ran.status == 3);
        CHECK(ran.out.starts_with("THE REFUSAL IS WRONG"));
        CHECK(ran.errors.find("show the file to the counting board") != std::string::npos);
    }
    // The board lets the person vote in another way; nothing is left to be proven then.
    const std::string kept = refusal_text(refuse(devices[0], body, Reason::bad_proof));
    must(devices[0].cast_stored(body));
    const Ran ran = audit(kept);
    CHECK(ran.status == 0);
    CHECK(ran.out.find("it is recorded") != std::string::npos);
}

TEST_CASE_METHOD(Refused, "a file of a refusal that somebody makes up convicts nobody") {
    const el::RefusalEvidence good = refuse(devices[0], sealed(devices[0]).body, Reason::bad_proof);
    el::RefusalEvidence other_ballot = good;
    other_ballot.ballot_body = sealed(devices[1]).body;
    el::RefusalEvidence other_reason = good;
    other_reason.reason = Reason::malformed;
    for (const auto& made_up : {other_ballot, other_reason}) {
        const Ran ran = audit(refusal_text(made_up));
        CHECK(ran.status == 1);
        CHECK(ran.out.find("WRONG") == std::string::npos);
        CHECK(ran.errors.find("a signature does not hold") != std::string::npos);
    }
    for (const std::string& text : {std::string("{}"), refusal_text(good).substr(1), std::string()}) {
        const Ran ran = audit(text);
        CHECK(ran.status == 1);
        CHECK(ran.errors.find("no file of a refusal") != std::string::npos);
    }
}

TEST_CASE_METHOD(Refused, "a refusal that came after the close cannot be told, and is not called right") {
    const Bytes late = sealed(devices[5]).body;
    for (std::size_t i = 0; i < 5; ++i) must(devices[i].cast(sealed(devices[i])));
    must(hall.organizer->close_vote(1'700'003'600));
    const Ran ran = audit(refusal_text(refuse(devices[5], late, Reason::wrong_phase)));
    CAPTURE(ran.out, ran.errors);
    CHECK(ran.status == 1);
    CHECK(ran.out.starts_with("Not verified"));
}

TEST_CASE_METHOD(Refused, "a participant's folder keeps what shows a refusal, for its owner alone") {
    const Path folder = hall.folder / "participant";
    const ParticipantHome home = must(ParticipantHome::make(
        folder, hall.organizer->address(), *devices[0].credential(), kPassphrase, kKeyFileCostForTests));
    Device device = must(home.device());
    const el::SealedBallot ballot = sealed(device);
    std::vector<std::string> told;
    CastHears hears;
    hears.tells = [&told](const std::string& sentence) { told.push_back(sentence); };
    REQUIRE_FALSE(device.cast_stored(ballot.body, hears, there).ok());
    const Path file = folder / "refusals" / (to_hex(ballot.tracker.tracker) + ".json");
    REQUIRE(told.size() == 1);
    CHECK(told.front().find(file.string()) != std::string::npos);
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(must(parse_refusal(disk::read_text_file(file))).ballot_body == ballot.body);
    CHECK(audit(disk::read_text_file(file)).status == 3);
}
