// An honest server, and people who want it to sign a refusal that convicts it: whatever is sent to it, and
// when, no refusal that it signed is called wrong by its log. docs/protocol.md, section 7.

#include <atomic>
#include <map>
#include <mutex>

#include "client/cli/shared/draws.h"
#include "election/refusal.h"
#include "proto/service.pb.h"
#include "tests/client/hall.h"
#include "tests/server/caller.h"
#include "tests/support/sealing.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

constexpr std::size_t kAttackers = 4;

/// A vote of six, all of whom attack; and every refusal that the server signed.
class Attacked {
public:
    Attacked() : devices_(hall_.open_unconfirmed()) {
        for (Device& device : devices_) must(device.update());
    }
    void confirm() {
        hall_.confirm_by_all();
        for (Device& device : devices_) must(device.update());
    }
    void close() { must(hall_.organizer->close_vote(1'700'003'600)); }

    /// Sends all of it at once and in any order, each in an envelope of its own.
    void send(std::vector<Bytes> bodies) {
        std::ranges::shuffle(bodies, Draws{system_rng()});
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> attackers;
        for (std::size_t i = 0; i < kAttackers; ++i)
            attackers.emplace_back([&] {
                for (std::size_t at = next++; at < bodies.size(); at = next++) cast(bodies[at]);
            });
        for (std::thread& attacker : attackers) attacker.join();
    }
    /// Of each of the six: two ballots of one revision and the next two, some twice; and what is none.
    std::vector<Bytes> good_and_bad() const {
        std::vector<Bytes> out;
        for (const Device& device : devices_) {
            const Bytes first = sealed(device, 0), third = sealed(device, 2);
            for (const Bytes& body : {first, sealed(device, 0), sealed(device, 1), third})
                out.push_back(body);
            for (const Bytes& again : {first, third}) out.push_back(again);
            out.push_back(sealed(device, 101));    // more than may be
            out.push_back(spoilt(first));
            out.emplace_back(first.begin(), first.end() - 1);
        }
        return out;
    }
    std::vector<Bytes> first_ballots() const {
        std::vector<Bytes> out;
        for (const Device& device : devices_) out.push_back(sealed(device, 0));
        return out;
    }

    /// How the log judges what was signed; by reason and standing.
    std::map<std::pair<Reason, el::RefusalStanding>, std::size_t> judged() {
        must(hall_.organizer->update());
        const el::State& state = hall_.organizer->state();
        const Vkey vkey = must(Vkey::parse(state.manifest.log_vkey, NoteKeyType::log));
        std::map<std::pair<Reason, el::RefusalStanding>, std::size_t> out;
        for (const el::RefusalEvidence& evidence : signed_)
            ++out[{evidence.reason, must(el::judge_refusal(state, vkey.key(), evidence)).standing}];
        return out;
    }

    static Bytes spoilt(Bytes body) {
        body[body.size() - 40] ^= 1;
        return body;
    }

private:
    static Bytes sealed(const Device& device, std::uint32_t revision) {
        const el::Opening& opening = *device.view().state().opening;
        const auto credential = must(el::locate(opening, device.credential()->credential.clone()));
        std::vector<SecretDigit> levels;
        levels.emplace_back(std::uint8_t{3});
        levels.emplace_back(std::uint8_t{1});
        return sealed_ballot(opening, credential, levels, revision).body;
    }
    void cast(const Bytes& body) {
        const Bytes32 reply_key = system_rng().bytes32();
        const SecretBytes<32> secret_key{reply_key};
        const el::State& state = devices_.front().view().state();
        Caller caller(hall_.endpoint(), hall_.trust(), hall_.organizer->address().conference.path + "/cast");
        v1::Request request;
        request.mutable_cast()->set_envelope(
            text_of(must(el::seal_envelope(state.manifest.box_key, secret_key, body))));
        const v1::Response response = caller.ask(std::move(request));
        el::RefusalEvidence evidence{state.election_id, body, reply_key, Reason::malformed, {}};
        if (response.has_refusal()) {
            evidence.reason = static_cast<Reason>(response.refusal().reason());
            if (const auto signature = exactly<64>(bytes_of(response.refusal().signature())))
                evidence.signature = *signature;
        } else {
            const auto reply = el::open_reply(secret_key, bytes_of(response.cast().sealed()));
            if (const auto* refusal = std::get_if<el::CastRefusal>(&*reply)) {
                evidence.reason = refusal->rejection.reason;
                evidence.signature = refusal->signature;
            }
        }
        const std::lock_guard lock(mutex_);
        if (evidence.signature != Bytes64{}) signed_.push_back(std::move(evidence));
    }

    Hall hall_;
    std::vector<Device> devices_;
    std::mutex mutex_;
    std::vector<el::RefusalEvidence> signed_;
};

}    // namespace

TEST_CASE("an honest server signs no refusal that its log calls wrong, however it is attacked") {
    Attacked attacked;
    attacked.send(attacked.first_ballots());    // before the opening is confirmed
    attacked.confirm();
    attacked.send({Attacked::spoilt(attacked.first_ballots().front())});    // a first ballot is looked at
    attacked.send(attacked.good_and_bad());
    std::thread late([&] { attacked.send(attacked.good_and_bad()); });    // while it is closed
    attacked.close();
    late.join();
    attacked.send(attacked.first_ballots());

    std::map<Reason, std::size_t> reasons;
    for (const auto& [what, times] : attacked.judged()) {
        const auto& [reason, standing] = what;
        CAPTURE(name(reason), el::name(standing), times);
        CHECK(standing != el::RefusalStanding::wrong);
        reasons[reason] += times;
    }
    // Each kind of attack came through to it.
    for (const Reason reason :
         {Reason::malformed, Reason::bad_proof, Reason::wrong_revision, Reason::wrong_phase})
        CHECK(reasons[reason] > 0);
}
