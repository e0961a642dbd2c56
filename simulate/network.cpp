#include "simulate/network.h"

#include <fmt/core.h>
#include <boost/asio/co_spawn.hpp>

#include "net/error.h"
#include "net/strand.h"
#include "server/answer.h"

namespace vouch::simulation {

namespace asio = boost::asio;

namespace {

constexpr auto kPingEvery = std::chrono::seconds(20);
constexpr auto kSilenceMost = std::chrono::seconds(40);    // as net::Patience has it
constexpr auto kRepeatedFor = std::chrono::seconds(60);
constexpr unsigned kRoundsOfHandshake = 3;

Network* network_simulated = nullptr;

[[noreturn]] void fail(net::Failure failure) {
    throw net::NetError(failure, "the simulated network");
}

}    // namespace

Network* network_now() {
    return network_simulated;
}

/// A connection as the server has it.
class ServerEnd final : public net::WebSocket, public std::enable_shared_from_this<ServerEnd> {
public:
    ServerEnd(Network& network, Life& life, const std::shared_ptr<Link>& link)
        : network_(network),
          life_(life),
          strand_(net::strand_on(life.executor())),
          link_(link),
          casts_(link->path.ends_with("/cast")) {}

    asio::any_io_executor executor() override { return strand_; }
    net::Host host() const override { return 0; }    // a hall is one host
    asio::awaitable<std::optional<Bytes>> receive() override {
        using Message = std::optional<Bytes>;
        return server::answer_of(Message(), [self = shared_from_this()](server::Then<Message> then) {
            self->waiting_ = std::move(then);
            self->hand_over();
        });
    }
    void send(Bytes message) override {
        if (under_way_ > 0) --under_way_, --network_.casts_in_hand_;
        const auto link = link_.lock();
        if (over_ || !link || !life_.is_heard()) return;
        if (++unsent_ > net::kOutgoingMessagesMax) return network_.cut(link);
        network_.deliver(link, std::move(message));
    }
    void close() override {
        const auto link = link_.lock();
        if (!over_ && link && life_.is_heard()) network_.close_for_client(link);
        end();
    }
    void cut_after(std::chrono::steady_clock::duration time) override {
        network_.world().after(time, [weak = weak_from_this(), number = ++deadline_] {
            const auto self = weak.lock();
            if (!self || self->deadline_ != number || self->over_) return;
            if (const auto link = self->link_.lock()) self->network_.cut(link);
        });
    }
    void hold_slot(bool) override {}

    void arrive(const Bytes& message) {
        if (over_) return;
        inbox_.push_back(message);
        hand_over();
    }
    void one_sent() { --unsent_; }
    /// Nobody serves it any more.
    void gone() { network_.casts_in_hand_ -= std::exchange(under_way_, 0); }
    void end() {
        over_ = true;
        inbox_.clear();
        hand_over();
    }

private:
    void hand_over() {
        if (!waiting_ || (inbox_.empty() && !over_)) return;
        std::optional<Bytes> next;
        if (!inbox_.empty()) {
            next = std::move(inbox_.front());
            inbox_.pop_front();
            if (casts_) ++under_way_, ++network_.casts_in_hand_;
        }
        std::exchange(waiting_, nullptr)(std::move(next));
    }

    Network& network_;
    Life& life_;
    net::Strand strand_;
    std::weak_ptr<Link> link_;
    std::deque<Bytes> inbox_;
    server::Then<std::optional<Bytes>> waiting_;
    const bool casts_;
    std::size_t unsent_ = 0;
    std::size_t under_way_ = 0;    // casts without an answer
    std::uint64_t deadline_ = 0;
    bool over_ = false;
};

namespace {

/// The answer with all its pieces; one that ends early is none.
asio::awaitable<net::HttpAnswer> whole_answer(Life& life, std::string path) {
    net::HttpAnswer answer = co_await life.service().get(std::move(path));
    while (answer.pieces && answer.body.size() < answer.pieces_bytes) {
        const Bytes piece = co_await answer.pieces->next();
        if (piece.empty()) throw std::runtime_error("an answer ended early");
        append(answer.body, piece);
    }
    co_return answer;
}

asio::awaitable<void> serve(Life& life, std::string path, std::shared_ptr<ServerEnd> end) {
    std::shared_ptr<net::WebSocket> socket = end;
    co_await life.service().serve(std::move(path), std::move(socket));
    end->close();
    end->gone();
}

}    // namespace

Network::Network(World& world, Faults& faults, Machine& machine)
    : world_(world), faults_(faults), machine_(machine), draw_(world.draw().branch()) {
    network_simulated = this;
    machine.talks_over(*this);
}

Network::~Network() {
    network_simulated = nullptr;
}

Duration Network::latency() {
    using namespace std::chrono_literals;
    return draw_.one_in(40) ? draw_.between(40ms, 600ms) : draw_.between(1ms, 40ms);
}

Network::Passage Network::pass(const std::shared_ptr<Link>& link, std::string_view what) {
    Passage out{link && link->stalled, latency()};
    for (const Fault& fault : faults_.next(Faults::Count::message)) {
        world_.say(fmt::format("{}: {}", what, text_of(fault)));
        if (fault.kind == Kind::slow) out.time += std::chrono::seconds(fault.with);
        if (fault.kind == Kind::stall && link) link->stalled = true;
        if (fault.kind != Kind::slow) out.lost = true;
        if (fault.kind == Kind::cut && link) world_.after(out.time, [this, link] { cut(link); });
    }
    return out;
}

std::shared_ptr<Link> Network::connect(const std::string& path) {
    const auto link = std::make_shared<Link>();
    link->number = ++last_link_;
    link->path = path;
    links_[link->number] = link;
    link->waits = World::acting();
    link->wait = world_.next_wait();
    const bool lost = !faults_.next(Faults::Count::connection).empty();
    world_.say(fmt::format("connection {} to {}{}", link->number, path, lost ? " does not come about" : ""));
    if (!lost) world_.after(kRoundsOfHandshake * latency(), [this, link] { begin(link); });
    if (!world_.wait(link->wait, world_.now() + net::kConnectTime)) {
        link->over = true;
        links_.erase(link->number);
        fail(net::Failure::timed_out);
    }
    if (link->refused) fail(net::Failure::unreachable);
    return link;
}

void Network::begin(const std::shared_ptr<Link>& link) {
    if (link->over) return;
    Life* const life = machine_.life();
    if (!life || !life->is_heard() || !life->service().has_socket(link->path)) {
        link->refused = true;
        links_.erase(link->number);
        return tell_client(*link);
    }
    link->server = std::make_shared<ServerEnd>(*this, *life, link);
    link->heard_of = world_.now();
    const auto end = link->server;
    asio::co_spawn(end->executor(), serve(*life, link->path, end),
                   [this, weak = std::weak_ptr<Link>(link)](const std::exception_ptr& thrown) {
                       if (const auto of = weak.lock(); of && thrown) cut(of);
                   });
    look_after(link);
    tell_client(*link);
}

/// The server pings, and lets go of who does not answer. A client answers while it listens.
void Network::look_after(const std::shared_ptr<Link>& link) {
    world_.after(kPingEvery, [this, weak = std::weak_ptr<Link>(link)] {
        const auto of = weak.lock();
        if (!of || !of->server || of->over) return;
        if (of->listens && !of->stalled) of->heard_of = world_.now();
        if (world_.now() - of->heard_of >= kSilenceMost) {
            of->server->end();
            if (!of->stalled) cut(of);
            return;
        }
        look_after(of);
    });
}

void Network::tell_client(Link& link) {
    if (link.waits) world_.wake(*link.waits, link.wait);
}

void Network::cut(const std::shared_ptr<Link>& link) {
    if (link->server) link->server->end();
    link->over = true;
    tell_client(*link);
    links_.erase(link->number);
    if (link->server) over_.push_back(link);
}

void Network::send(Link& link, ByteView message) {
    if (link.over) fail(net::Failure::cut_off);
    const auto found = links_.find(link.number);
    if (found == links_.end()) return;    // the server has ended, and nobody told this client
    const auto of = found->second;
    const bool casts = link.path.ends_with("/cast");
    const Passage passage = pass(of, fmt::format("to the server on {}", link.number));
    if (casts)
        for (const Fault& fault : faults_.next(Faults::Count::cast)) {
            world_.say(text_of(fault));
            repeat_cast(link.path, copy(message), std::chrono::seconds(fault.with));
        }
    if (passage.lost) return;
    of->server_hears = std::max(of->server_hears, world_.now() + passage.time);
    world_.at(of->server_hears, [this, of, bytes = copy(message)] { arrive(of, bytes); });
}

void Network::arrive(const std::shared_ptr<Link>& link, const Bytes& message) {
    if (!link->server || link->stalled) return;
    world_.say(fmt::format("{} bytes to the server on {}: {}", message.size(), link->number,
                           to_hex(ByteView(sha256(message)).first(4))));
    link->heard_of = world_.now();
    link->server->arrive(message);
}

/// Somebody who saw a ballot's message sends it once more.
void Network::repeat_cast(const std::string& path, const Bytes& message, Duration after) {
    world_.after(after, [this, path, message] {
        const auto link = std::make_shared<Link>();
        link->number = ++last_link_;
        link->path = path;
        links_[link->number] = link;
        begin(link);
        if (link->refused) return;
        arrive(link, message);
        world_.after(kRepeatedFor, [this, link] {
            if (!link->over) cut(link);
        });
    });
}

void Network::deliver(const std::shared_ptr<Link>& link, Bytes message) {
    const Passage passage = pass(link, fmt::format("to the client on {}", link->number));
    if (passage.lost) return;
    link->client_hears = std::max(link->client_hears, world_.now() + passage.time);
    world_.at(link->client_hears, [this, link, bytes = std::move(message)]() {
        if (link->over || link->stalled) return;
        if (link->server) link->server->one_sent();
        world_.say(fmt::format("{} bytes to the client on {}: {}", bytes.size(), link->number,
                               to_hex(ByteView(sha256(bytes)).first(4))));
        link->to_client.push_back(bytes);
        tell_client(*link);
    });
}

void Network::close_for_client(const std::shared_ptr<Link>& link) {
    link->client_hears = std::max(link->client_hears, world_.now() + latency());
    world_.at(link->client_hears, [this, link] {
        if (!link->over && !link->stalled) cut(link);
    });
}

std::optional<Bytes> Network::receive(Link& link, Duration time) {
    const TimePoint latest = world_.now() + time;
    for (;;) {
        if (!link.to_client.empty()) {
            Bytes next = std::move(link.to_client.front());
            link.to_client.pop_front();
            return next;
        }
        if (link.over) fail(net::Failure::cut_off);
        link.waits = World::acting();
        link.wait = world_.next_wait();
        link.listens = true;
        const bool woken = world_.wait(link.wait, latest);
        link.listens = false;
        if (!woken) return std::nullopt;
    }
}

void Network::close(Link& link) {
    if (std::exchange(link.over, true)) return;
    const auto found = links_.extract(link.number);
    if (found.empty()) return;
    const std::shared_ptr<Link> of = found.mapped();
    of->waits = nullptr;
    const TimePoint then = std::max(of->server_hears, world_.now() + latency());
    if (!of->stalled)
        world_.at(then, [of] {
            if (of->server) of->server->end();
        });
    over_.push_back(of);
}

net::HttpReply Network::get(const std::string& path) {
    const auto got = std::make_shared<Got>();
    got->waits = World::acting();
    got->wait = world_.next_wait();
    const Passage passage = pass(nullptr, "GET " + path);
    if (!passage.lost) world_.after(passage.time, [this, path, got] { answer_get(path, got); });
    if (!world_.wait(got->wait, world_.now() + net::kRequestTime)) fail(net::Failure::timed_out);
    if (got->failed) fail(net::Failure::cut_off);
    return *std::move(got->reply);
}

void Network::answer_get(const std::string& path, const std::shared_ptr<Got>& got) {
    Life* const life = machine_.life();
    if (!life || !life->is_heard()) return finish_get(got, std::nullopt, latency());
    gets_.push_back(got);
    asio::co_spawn(
        life->executor(), whole_answer(*life, path),
        [this, life, path, got](const std::exception_ptr& thrown, net::HttpAnswer answer) {
            if (!life->is_heard() || std::erase(gets_, got) == 0) return;
            const Passage passage = pass(nullptr, "the answer to GET " + path);
            if (thrown || passage.lost) return finish_get(got, std::nullopt, passage.time);
            if (path.ends_with("/log/checkpoint") && answer.status == net::kStatusOk)
                checkpoints_.push_back({path, vouch::text_of(answer.body)});
            finish_get(got, net::HttpReply{answer.status, answer.content_type, answer.body}, passage.time);
        });
}

void Network::finish_get(const std::shared_ptr<Got>& got, std::optional<net::HttpReply> reply,
                         Duration time) {
    world_.after(time, [this, got, reply = std::move(reply)] {
        got->failed = !reply;
        got->reply = reply;
        world_.wake(*got->waits, got->wait);
    });
}

void Network::end_all() {
    for (const auto& [number, link] : links_)
        if (link->server) link->server->end();
    for (const auto& link : over_)
        if (link->server) link->server->end();
}

void Network::lost_server() {
    casts_in_hand_ = 0;
    for (const auto& link : std::exchange(over_, {})) link->server.reset();
    for (const auto& [number, link] : std::exchange(links_, {})) {
        if (!link->server) {
            links_[number] = link;    // it is on its way, and will find what is there then
            continue;
        }
        link->server.reset();
        if (link->stalled) continue;
        world_.after(latency(), [this, of = link] {
            of->over = true;
            tell_client(*of);
        });
    }
    for (const auto& got : std::exchange(gets_, {})) finish_get(got, std::nullopt, latency());
}

}    // namespace vouch::simulation
