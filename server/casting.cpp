#include "server/casting.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>

#include "server/messages.h"

namespace vouch::server {
namespace {

using Request = pb::Request;
using Response = pb::Response;

/// Places for requests under way: acquiring one waits until there is one.
using Places = asio::experimental::channel<void(boost::system::error_code)>;

/// One connection; everything on its executor.
class Casting : public std::enable_shared_from_this<Casting> {
public:
    Casting(Service& service, std::shared_ptr<Conference> conference, std::shared_ptr<net::WebSocket> socket)
        : service_(service),
          conference_(std::move(conference)),
          socket_(std::move(socket)),
          places_(socket_->executor(), kCastsUnderWayMax) {}

    asio::awaitable<void> run() {
        for (;;) {
            co_await acquire();
            socket_->cut_after(kCastConnectionTime);
            const auto message = co_await socket_->receive();
            if (!message || over_) break;
            begin(wire::parse<Request>(*message));
        }
        release();
        for (std::size_t i = 0; i < kCastsUnderWayMax; ++i) co_await acquire();    // until all are answered
    }

private:
    /// Answers by and by, in a coroutine of its own.
    void begin(Result<Request> request) {
        if (unanswered_++ == 0) socket_->keep_place(true);
        asio::co_spawn(socket_->executor(), answer(std::move(request)),
                       [self = shared_from_this()](const std::exception_ptr& thrown) {
                           const bool answered = within_edge("a cast", [&] {
                               if (thrown) std::rethrow_exception(thrown);
                           });
                           if (!answered) self->socket_->close();
                           self->release();
                       });
    }

    asio::awaitable<void> answer(Result<Request> request) {
        Response response;
        std::optional<Reason> refused;    // in the sealed reply
        if (request && request->has_cast()) {
            Bytes envelope = copy(bytes_of(request->cast().envelope()));
            const CastAnswer given = co_await conference_->cast(std::move(envelope));
            if (const auto* sealed = std::get_if<SealedReply>(&given)) {
                response.mutable_cast()->set_sealed(text_of(sealed->bytes));
                refused = sealed->refused;
            } else {
                *response.mutable_refusal() = refusal_of(std::get<election::CastRefusal>(given));
            }
        } else if (request && request->has_lookup() && request->lookup().tracker().size() == 32) {
            const Bytes32 tracker = *exactly<32>(bytes_of(request->lookup().tracker()));
            const auto found = co_await conference_->look_up(tracker);
            tell(response, found);
        } else if (request && request->has_heartbeat()) {
            response.mutable_heartbeat();
        } else {
            *response.mutable_refusal() =
                refusal_of(Rejection{Reason::malformed, "here a ballot is cast or looked up, nothing else"});
        }
        if (request) response.set_id(request->id());
        send(response, refused);
    }

    static void tell(Response& response, const Result<election::Lookup>& found) {
        if (!found) {
            *response.mutable_refusal() = refusal_of(found.rejection());
            return;
        }
        pb::Found& out = *response.mutable_found();
        if (found->standing == election::Standing::counted) out.set_state(1);
        if (found->standing == election::Standing::superseded) out.set_state(2);
        out.set_index(found->index);
    }

    void send(const Response& response, std::optional<Reason> refused) {
        if (refused == Reason::bad_proof || refused == Reason::malformed) over_ = true;
        if (response.has_refusal()) {
            refused = static_cast<Reason>(response.refusal().reason());
            over_ = true;
        }
        if (refused) service_.count(*refused);
        socket_->send(wire::serialize(response));
        if (--unanswered_ > 0) return;
        socket_->keep_place(false);
        if (over_) socket_->close();
    }

    asio::awaitable<void> acquire() {
        co_await places_.async_send(boost::system::error_code(), asio::use_awaitable);
    }
    void release() {
        places_.try_receive([](boost::system::error_code) {});
    }

    Service& service_;
    std::shared_ptr<Conference> conference_;
    std::shared_ptr<net::WebSocket> socket_;
    Places places_;
    std::size_t unanswered_ = 0;
    bool over_ = false;    // nothing more is read
};

}    // namespace

asio::awaitable<void> serve_cast(Service& service, std::shared_ptr<Conference> conference,
                                 std::shared_ptr<net::WebSocket> socket) {
    const auto casting = std::make_shared<Casting>(service, std::move(conference), std::move(socket));
    co_await casting->run();
}

}    // namespace vouch::server
