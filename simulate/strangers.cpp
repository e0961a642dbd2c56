// Whoever sends what no device of ours sends: garbage, ballots whose proofs do not hold, other people's
// ballots once more, ballots by the dozen at the close.

#include <proto/service.pb.h>

#include "client/cli/participant/device_view.h"
#include "election/envelope.h"
#include "simulate/hall.h"

namespace vouch::simulation {
namespace {

using namespace std::chrono_literals;

class Stranger {
public:
    Stranger(Hall& hall, std::uint32_t number) : hall_(hall), draw_(hall.draw.branch()), number_(number) {}

    void live() {
        while (!hall_.address && !hall_.over) hall_.world.sleep(5s);
        while (!hall_.over) {
            hall_.world.sleep(draw_.between(1s, 30s));
            try {
                act();
            } catch (const std::exception&) {
                // A stranger does not mind.
            }
        }
    }

private:
    void act() {
        view_.emplace(client::log_of(*hall_.address), std::nullopt);
        static_cast<void>(view_->update());
        if (view_->state().phase == election::Phase::first) return;    // there is no key yet
        const std::uint64_t what = draw_.below(5);
        const std::uint64_t how_often = draw_.one_in(4) ? draw_.between(5, 20) : 1;
        for (std::uint64_t i = 0; i < how_often; ++i) send(what);
    }

    void send(std::uint64_t what) {
        if (what == 0) return session(garbage(draw_.between(0, 300)));
        if (what == 1) return cast(garbage(draw_.between(0, 4000)));
        if (what == 2) return cast(enveloped(garbage(draw_.between(0, 3000))));
        if (hall_.meant.empty()) return;
        Bytes body = hall_.meant[draw_.below(hall_.meant.size())].body;    // as it stands in the log
        if (what == 3) body[draw_.below(body.size())] ^= static_cast<std::uint8_t>(1u << draw_.below(8));
        cast(enveloped(body));
    }

    Bytes garbage(std::uint64_t size) {
        Bytes out(size);
        for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(draw_.next());
        return out;
    }
    /// Another envelope each time, also of the same body.
    Bytes enveloped(ByteView body) {
        Bytes32 reply_key{};
        std::ranges::copy(le64(++envelopes_), reply_key.begin());
        return *election::seal_envelope(view_->state().manifest.box_key, SecretBytes<32>(reply_key), body);
    }
    /// Without waiting for an answer.
    void cast(const Bytes& envelope) const {
        v1::Request request;
        request.set_id(1);
        request.mutable_cast()->set_envelope(vouch::text_of(envelope));
        say("/cast", copy(bytes_of(request.SerializeAsString())));
    }
    void session(const Bytes& message) const { say("/session", message); }
    void say(const char* where, const Bytes& message) const {
        const auto link = hall_.network.connect(hall_.address->conference.path + where);
        hall_.network.send(*link, message);
        hall_.network.close(*link);
    }

    Hall& hall_;
    Draw draw_;
    const std::uint32_t number_;
    std::uint64_t envelopes_ = 0;
    std::optional<client::DeviceView> view_;
};

}    // namespace

void be_a_stranger(Hall& hall, std::uint32_t number) {
    Stranger(hall, number).live();
}

}    // namespace vouch::simulation
