#include "server/casting.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <deque>

#include "election/puzzle.h"
#include "server/messages.h"

namespace vouch::server {
namespace {

using Request = pb::Request;
using Response = pb::Response;

/// CastSlots for requests under way: acquiring one waits until there is one.
using CastSlots = asio::experimental::channel<void(boost::system::error_code)>;

/// One connection; everything on its executor.
class Casting : public std::enable_shared_from_this<Casting> {
public:
    Casting(Service& service, std::shared_ptr<Conference> conference, std::shared_ptr<net::WebSocket> socket)
        : service_(service),
          conference_(std::move(conference)),
          socket_(std::move(socket)),
          number_(draw_number()),
          slots_(socket_->executor(), kCastsUnderWayMax) {}

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
    /// The slot of a request under way. It is free again when the request's coroutine goes, answered or not.
    class CastSlot {
    public:
        explicit CastSlot(std::shared_ptr<Casting> of) : of_(std::move(of)) {}
        CastSlot(CastSlot&&) = default;
        CastSlot& operator=(CastSlot&&) = delete;
        ~CastSlot() {
            if (of_) within_edge("a slot", [this] { of_->release(); });
        }

    private:
        std::shared_ptr<Casting> of_;
    };

    /// Answers by and by, in a coroutine of its own.
    void begin(Result<Request> request) {
        if (unanswered_++ == 0) socket_->hold_slot(true);
        CastSlot slot(shared_from_this());
        asio::co_spawn(socket_->executor(), answer(std::move(request), std::move(slot)),
                       [self = shared_from_this()](const std::exception_ptr& thrown) {
                           within_edge("a cast", [&] {
                               if (!thrown) return;
                               self->socket_->close();
                               std::rethrow_exception(thrown);
                           });
                       });
    }

    asio::awaitable<void> answer(Result<Request> request, [[maybe_unused]] CastSlot slot) {
        Response response;
        std::optional<Reason> refused;    // in the sealed reply
        if (request && request->has_cast()) {
            pb::Cast cast = std::move(*request->mutable_cast());
            refused = co_await answer_cast(std::move(cast), response);
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

    /// Why it is refused, where only the sender can read that.
    asio::awaitable<std::optional<Reason>> answer_cast(pb::Cast cast, Response& response) {
        Bytes envelope = copy(bytes_of(cast.envelope()));
        Sender sender{socket_->host(), number_};
        std::optional<Reason> refused;
        if (!cast.puzzle_salt().empty()) {
            sender.has_worked = take_solution(cast, envelope);
            if (!sender.has_worked) {
                *response.mutable_refusal() =
                    refusal_of(Rejection{Reason::malformed, "no solution of a puzzle that was given here"});
                co_return refused;
            }
        }
        const TimePoint came = Clock::now();
        const CastAnswer given = co_await conference_->cast(std::move(envelope), sender);
        count(given, came);
        if (const auto* sealed = std::get_if<SealedReply>(&given)) {
            response.mutable_cast()->set_sealed(text_of(sealed->bytes));
            refused = sealed->refused;
        } else if (const auto* wanted = std::get_if<PuzzleWanted>(&given)) {
            give_puzzle(wanted->bits, response);
        } else {
            *response.mutable_refusal() = refusal_of(std::get<election::CastRefusal>(given));
        }
        co_return refused;
    }

    void count(const CastAnswer& given, TimePoint came) const {
        Metrics& metrics = service_.metrics();
        const auto* const sealed = std::get_if<SealedReply>(&given);
        if (sealed && !sealed->refused)
            metrics.receipt(Clock::now() - came);
        else if (sealed)
            metrics.refused_cast(*sealed->refused);
        else if (const auto* refusal = std::get_if<election::CastRefusal>(&given))
            metrics.refused_cast(refusal->rejection.reason);
        else
            metrics.refused_cast(Reason::puzzle_needed);
    }

    void give_puzzle(unsigned bits, Response& response) {
        election::Puzzle puzzle;
        system_rng().fill(puzzle.salt);
        puzzle.bits = bits;
        pb::Refusal& refusal = *response.mutable_refusal();
        refusal = refusal_of(Rejection{Reason::puzzle_needed, "work comes before this ballot"});
        refusal.mutable_puzzle()->set_salt(text_of(puzzle.salt));
        refusal.mutable_puzzle()->set_bits(bits);
        if (puzzles_.size() >= kCastsUnderWayMax) puzzles_.pop_front();
        puzzles_.push_back(puzzle);
    }
    /// Each puzzle is solved once.
    bool take_solution(const pb::Cast& cast, ByteView envelope) {
        const auto given = std::ranges::find_if(puzzles_, [&cast](const election::Puzzle& puzzle) {
            return equal(puzzle.salt, bytes_of(cast.puzzle_salt()));
        });
        if (given == puzzles_.end()) return false;
        const election::Puzzle puzzle = *given;
        puzzles_.erase(given);
        const auto solution = election::decode_solution(bytes_of(cast.puzzle_solution()));
        return solution && election::puzzle_solved(puzzle, envelope, *solution);
    }

    static void tell(Response& response, const Result<election::LookupResult>& found) {
        if (!found) {
            *response.mutable_refusal() = refusal_of(found.rejection());
            return;
        }
        pb::Found& out = *response.mutable_found();
        if (found->standing == election::Standing::counted) out.set_standing(1);
        if (found->standing == election::Standing::superseded) out.set_standing(2);
        out.set_index(found->index);
    }

    void send(const Response& response, std::optional<Reason> refused) {
        if (refused == Reason::bad_proof || refused == Reason::malformed) over_ = true;
        if (response.has_refusal()) {
            refused = static_cast<Reason>(response.refusal().reason());
            over_ = over_ || !may_come_again(*refused);
        }
        if (refused) service_.metrics().refused(*refused);
        socket_->send(wire::serialize(response));
        if (--unanswered_ > 0) return;
        socket_->hold_slot(false);
        if (over_) socket_->close();
    }

    /// What devices of ours are told when there are many of them.
    static bool may_come_again(Reason refused) {
        return refused == Reason::puzzle_needed || refused == Reason::over_capacity ||
               refused == Reason::too_early;
    }
    static std::uint64_t draw_number() {
        std::uint64_t number = 0;
        system_rng().fill({reinterpret_cast<std::uint8_t*>(&number), sizeof number});
        return number;
    }

    asio::awaitable<void> acquire() {
        co_await slots_.async_send(boost::system::error_code(), asio::use_awaitable);
    }
    void release() {
        slots_.try_receive([](boost::system::error_code) {});
    }

    Service& service_;
    std::shared_ptr<Conference> conference_;
    std::shared_ptr<net::WebSocket> socket_;
    const std::uint64_t number_;    // drawn, so that connections of one host take turns
    CastSlots slots_;
    std::deque<election::Puzzle> puzzles_;    // that were given and not solved yet
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
