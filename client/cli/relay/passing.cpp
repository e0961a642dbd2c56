#include "client/cli/relay/passing.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "client/cli/shared/says.h"
#include "wire/messages.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::client {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;

/// A request as it came, and the number that its answer has.
struct Asked {
    Bytes message;
    std::uint64_t id = 0;
};

/// Both coroutines of a connection: one reads the client, so that heartbeats are answered at any time and a
/// client that leaves is noticed; the other passes one request on after the other.
class Passing : public std::enable_shared_from_this<Passing> {
public:
    Passing(std::shared_ptr<RelayWork> work, std::string path, std::shared_ptr<net::WebSocket> socket)
        : work_(std::move(work)),
          path_(std::move(path)),
          socket_(std::move(socket)),
          asked_(socket_->executor(), 1),
          turn_(socket_->executor(), 1) {}

    awaitable<void> read_all() {
        for (bool goes_on = true; goes_on;) {
            const auto message = co_await socket_->receive();
            goes_on = message && take(*message);
        }
        asked_.close();
        turn_.close();    // whoever waits for a batch leaves it
    }

    /// Where the system refuses memory or a descriptor: the client asks again, over another connection.
    void give_up() {
        ++work_->counts.unanswered;
        socket_->close();
    }

    awaitable<void> pass_all() {
        for (;;) {
            error_code over;
            std::shared_ptr<Asked> asked = co_await asked_.async_receive(redirect_error(use_awaitable, over));
            if (over) co_return;
            const UnderWay::Slot slot = work_->under_way.take(socket_->host());
            if (!slot) {
                full(asked->id);
                continue;
            }
            socket_->hold_slot(true);
            co_await pass(std::move(asked));
            socket_->hold_slot(false);
        }
    }

private:
    /// False where the client is to go.
    bool take(ByteView message) {
        const auto request = wire::parse<wire::pb::Request>(message);
        if (request && request->has_heartbeat()) {
            wire::pb::Response response;
            response.set_id(request->id());
            response.mutable_heartbeat();
            socket_->send(wire::serialize(response));
            return true;
        }
        if (!request || (!request->has_cast() && !request->has_lookup())) {
            ++work_->counts.refused;
            refuse(request ? request->id() : 0, Reason::malformed, says().relay.only_casts);
            return false;
        }
        socket_->cut_after(kRelayedConnectionTime);
        auto asked = std::make_shared<Asked>();
        asked->message = copy(message);
        asked->id = request->id();
        if (!asked_.try_send(error_code(), std::move(asked))) full(request->id());
        return true;
    }
    void full(std::uint64_t id) {
        ++work_->counts.refused;
        refuse(id, Reason::over_capacity, says().relay.full);
    }

    void refuse(std::uint64_t id, Reason reason, const char* sentence) {
        wire::pb::Response response;
        response.set_id(id);
        wire::pb::Refusal& refusal = *response.mutable_refusal();
        refusal.set_reason(static_cast<std::uint32_t>(reason));
        refusal.set_detail(sentence);
        if (reason == Reason::over_capacity) refusal.set_retry_after_ms(kRetryAfterMs);
        socket_->send(wire::serialize(response));
    }

    /// Whether the batch went with this connection in it; otherwise the client is gone.
    awaitable<bool> await_batch() {
        // The batch knows the connection weakly: one that nobody serves any more is not kept by it.
        const auto number = work_->batches->join([weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->turn_.try_send(error_code());
        });
        error_code left;
        co_await turn_.async_receive(redirect_error(use_awaitable, left));
        if (left) work_->batches->leave(number);
        co_return !left;
    }

    awaitable<void> pass(std::shared_ptr<Asked> asked) {
        const bool goes = co_await await_batch();
        if (!goes || work_->stopping) co_return;
        net::OutgoingSocket upstream(socket_->executor(), work_->trust);
        const Listed listed(*work_, upstream);
        upstream.cut_after(kUpstreamTime);
        net::Endpoint to = work_->to;
        std::string path = path_;
        bool goes_on = co_await upstream.open(std::move(to), std::move(path));
        if (!goes_on) unanswered(*asked);
        while (goes_on) {
            goes_on = co_await exchange(upstream, std::move(asked));
            if (!goes_on) break;
            error_code over;
            asked = co_await asked_.async_receive(redirect_error(use_awaitable, over));
            goes_on = !over;
        }
        co_await upstream.close();
    }

    /// Whether the server asks for work before it takes the ballot, and so goes on with this connection.
    awaitable<bool> exchange(net::OutgoingSocket& upstream, std::shared_ptr<Asked> asked) {
        Bytes message = std::move(asked->message);
        const bool sent = co_await upstream.send(std::move(message));
        for (bool waits = sent; waits;) {
            std::optional<Bytes> answer = co_await upstream.receive();
            if (!answer) break;
            const auto response = wire::parse<wire::pb::Response>(*answer);
            socket_->send(*std::move(answer));
            if (response && response->id() != asked->id) continue;
            ++work_->counts.passed;
            co_return response && response->has_refusal() && response->refusal().has_puzzle();
        }
        unanswered(*asked);
        co_return false;
    }
    void unanswered(const Asked& asked) {
        ++work_->counts.unanswered;
        refuse(asked.id, Reason::over_capacity, says().relay.server_away);
    }

    /// A connection to the server that can be cut when the relay stops.
    class Listed {
    public:
        Listed(RelayWork& work, net::OutgoingSocket& upstream) : work_(work), upstream_(upstream) {
            work_.upstreams.insert(&upstream_);
        }
        ~Listed() { work_.upstreams.erase(&upstream_); }
        Listed(const Listed&) = delete;
        Listed& operator=(const Listed&) = delete;

    private:
        RelayWork& work_;
        net::OutgoingSocket& upstream_;
    };

    std::shared_ptr<RelayWork> work_;
    const std::string path_;
    std::shared_ptr<net::WebSocket> socket_;
    asio::experimental::channel<void(error_code, std::shared_ptr<Asked>)> asked_;
    asio::experimental::channel<void(error_code)> turn_;
};

}    // namespace

awaitable<void> pass_on(std::shared_ptr<RelayWork> work, std::string path,
                        std::shared_ptr<net::WebSocket> socket) {
    socket->cut_after(kRelayedConnectionTime);
    asio::any_io_executor executor = socket->executor();
    const auto passing = std::make_shared<Passing>(std::move(work), std::move(path), std::move(socket));
    asio::co_spawn(executor, passing->pass_all(), [passing](const std::exception_ptr& thrown) {
        if (thrown) passing->give_up();
    });
    co_await passing->read_all();
}

}    // namespace vouch::client
