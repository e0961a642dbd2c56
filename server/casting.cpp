#include "server/casting.h"

#include "server/messages.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::server {
namespace {

using Request = pb::Request;
using Response = pb::Response;

/// One connection; everything on its executor.
class Casting : public std::enable_shared_from_this<Casting> {
public:
    Casting(Service& service, std::shared_ptr<Conference> conference, std::shared_ptr<net::WebSocket> socket)
        : service_(service),
          conference_(std::move(conference)),
          socket_(std::move(socket)),
          answered_(socket_->executor()) {}

    asio::awaitable<void> run() {
        for (;;) {
            while (under_way_ >= kCastsUnderWayMax) co_await one_answer();
            socket_->cut_after(kCastConnectionTime);
            const auto message = co_await socket_->receive();
            if (!message || over_) break;
            ++under_way_;
            begin(parse<Request>(*message));
        }
        while (under_way_ > 0) co_await one_answer();
    }

private:
    void begin(const Result<Request>& request) {
        if (request && request->has_cast()) {
            cast(request->id(), copy(bytes_of(request->cast().envelope())));
        } else if (request && request->has_lookup() && request->lookup().tracker().size() == 32) {
            look_up(request->id(), *exactly<32>(bytes_of(request->lookup().tracker())));
        } else {
            Response response;
            if (request) response.set_id(request->id());
            *response.mutable_refusal() =
                refusal_of(Rejection{Reason::malformed, "here a ballot is cast or looked up, nothing else"});
            answer(response);
        }
    }

    void cast(std::uint64_t id, Bytes envelope) {
        conference_->cast(std::move(envelope), [self = shared_from_this(), id](const CastAnswer& given) {
            Response response;
            response.set_id(id);
            if (const auto* sealed = std::get_if<Bytes>(&given))
                response.mutable_cast()->set_sealed(text_of(*sealed));
            else
                *response.mutable_refusal() = refusal_of(std::get<election::CastRefusal>(given));
            self->answer_later(std::move(response));
        });
    }

    void look_up(std::uint64_t id, const Bytes32& tracker) {
        conference_->look_up(tracker, [self = shared_from_this(), id](const election::Lookup& found) {
            Response response;
            response.set_id(id);
            pb::Found& out = *response.mutable_found();
            if (found.standing == election::Standing::counted) out.set_state(1);
            if (found.standing == election::Standing::superseded) out.set_state(2);
            out.set_index(found.index);
            self->answer_later(std::move(response));
        });
    }

    /// From any thread.
    void answer_later(Response response) {
        asio::post(socket_->executor(),
                   [self = shared_from_this(), response = std::move(response)] { self->answer(response); });
    }

    void answer(const Response& response) {
        if (response.has_refusal()) {
            service_.count(static_cast<Reason>(response.refusal().reason()));
            over_ = true;
        }
        socket_->send(serialize(response));
        if (--under_way_ == 0 && over_) socket_->close();
        answered_.cancel();
    }

    /// Returns after an answer, or for no reason.
    asio::awaitable<void> one_answer() {
        answered_.expires_at(asio::steady_timer::time_point::max());
        boost::system::error_code cancelled;
        co_await answered_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }

    Service& service_;
    std::shared_ptr<Conference> conference_;
    std::shared_ptr<net::WebSocket> socket_;
    asio::steady_timer answered_;    // cancelled with every answer
    std::size_t under_way_ = 0;
    bool over_ = false;    // nothing more is read
};

}    // namespace

asio::awaitable<void> serve_cast(Service& service, std::shared_ptr<Conference> conference,
                                 std::shared_ptr<net::WebSocket> socket) {
    const auto casting = std::make_shared<Casting>(service, std::move(conference), std::move(socket));
    co_await casting->run();
}

}    // namespace vouch::server
