#include "net/server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <sys/socket.h>

#include "net/connection_slots.h"
#include "net/server_connection.h"
#include "net/strand.h"

namespace vouch::net {
namespace {

using asio::awaitable;

std::shared_ptr<asio::ssl::context> make_context(const std::string& certificate_pem,
                                                 const SecretBuffer& key_pem) {
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* const raw = context->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_TICKET);    // nothing by which two connections could be joined
    SSL_CTX_set_num_tickets(raw, 0);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    context->use_certificate_chain(asio::buffer(certificate_pem));
    context->use_private_key(asio::buffer(key_pem.view().data(), key_pem.size()), asio::ssl::context::pem);
    return context;
}

constexpr auto kPauseAfterFailure = std::chrono::milliseconds(100);

/// Some connections share a strand. All are made at the start: where there is no memory for one, Asio does
/// not throw, it ends the process.
class Strands {
public:
    using One = StrandOn<asio::io_context::executor_type>;
    explicit Strands(asio::io_context& context) {
        for (std::size_t i = 0; i < kStrands; ++i) all_.push_back(strand_on(context.get_executor()));
    }
    const One& next() { return all_[next_++ % all_.size()]; }

private:
    static constexpr std::size_t kStrands = 256;
    std::vector<One> all_;
    std::size_t next_ = 0;
};

}    // namespace

struct Server::Impl : std::enable_shared_from_this<Impl> {
    Strands strands;    // of connections; used by the thread that lets them in
    Strands::One strand;
    Tcp::acceptor acceptor;
    Handler& handler;
    const Patience patience;
    const Hosts hosts;
    Budget budget;
    std::uint16_t port;
    std::atomic<std::size_t> count = 0;
    std::mutex mutex;                           // guards what follows
    std::shared_ptr<asio::ssl::context> tls;    // nothing where it speaks none
    ConnectionSlots slots;
    std::map<ConnectionSlots::Number, std::weak_ptr<Connection>> connections;
    std::atomic<bool> stopping = false;    // written under the mutex
    asio::steady_timer stop_timer;
    asio::executor_work_guard<asio::io_context::executor_type> until_stopped;

    Impl(asio::io_context& ctx, const Tcp::endpoint& at, std::shared_ptr<asio::ssl::context> tls_context,
         Handler& what, const Patience& how_long, std::size_t slots_max, std::size_t bytes_max)
        : strands(ctx),
          strand(strand_on(ctx.get_executor())),
          acceptor(strand, at, /*reuse_addr=*/true),
          handler(what),
          patience(how_long),
          budget(bytes_max, kBytesHeldParts),
          port(acceptor.local_endpoint().port()),
          tls(std::move(tls_context)),
          slots(slots_max),
          stop_timer(strand),
          until_stopped(ctx.get_executor()) {}

    /// Has a thread of its own, and waits in the system: where no memory is left, what Asio was to call would
    /// be lost, and nobody would be let in any more. Whatever fails here, the next connection is waited for.
    void accept_all() noexcept {
        while (!stopping) {
            within_edge([this] { accept_one(); });
        }
        error_code ignored;    // it no longer listens either way
        const std::lock_guard lock(mutex);
        acceptor.close(ignored);
        until_stopped.reset();
    }
    void accept_one() {
        error_code error;
        try {
            Tcp::socket socket(strands.next());
            acceptor.accept(socket, error);
            if (!error) begin(std::move(socket));
        } catch (const std::bad_alloc&) {
            pause();
            throw;
        }
        if (error) pause();    // no file descriptor was left
    }
    void pause() const {
        if (!stopping) std::this_thread::sleep_for(kPauseAfterFailure);
    }

    /// One connection that cannot be begun is no reason to take no other.
    template <class Work>
    void within_edge(Work&& work) noexcept {
        try {
            work();
        } catch (const std::exception& thrown) {
            handler.failed(thrown.what());
        } catch (...) {
            handler.failed("something that is no exception was thrown");
        }
    }

    /// A connection's slot, given back when nobody serves it any more, whatever the reason.
    class Served {
    public:
        Served(std::shared_ptr<Impl> server, ConnectionSlots::Number number)
            : server_(std::move(server)), number_(number) {}
        Served(Served&&) = default;
        Served& operator=(Served&&) = delete;
        ConnectionSlots::Number number() const { return number_; }
        ~Served() {
            if (server_) server_->within_edge([this] { server_->leave(number_); });
        }

    private:
        std::shared_ptr<Impl> server_;
        ConnectionSlots::Number number_;
    };

    std::unique_ptr<ByteStream> stream_of(Tcp::socket socket) {
        std::shared_ptr<asio::ssl::context> in_use;
        {
            const std::lock_guard lock(mutex);
            in_use = tls;
        }
        return in_use ? make_server_stream(std::move(socket), *in_use) : make_plain_stream(std::move(socket));
    }
    void begin(Tcp::socket socket) {
        error_code gone;
        const auto address = socket.remote_endpoint(gone).address();
        if (gone) return;
        const Host host = hosts.of(address);
        const auto connection =
            std::make_shared<Connection>(stream_of(std::move(socket)), handler, patience, host, budget);
        std::shared_ptr<Connection> gives_way;
        std::optional<Served> served;
        {
            const std::lock_guard lock(mutex);
            if (stopping) return;
            const auto taken = slots.take(host);
            if (!taken) return;
            ++count;
            served.emplace(shared_from_this(), taken->number);
            if (taken->gives_way) gives_way = connections.at(*taken->gives_way).lock();
            connections.emplace(taken->number, connection);
        }
        if (gives_way) call(gives_way, &Connection::cut);
        connection->tell_how_far([weak = weak_from_this(), number = served->number()](HowFar how_far) {
            const auto self = weak.lock();
            if (!self) return;
            const std::lock_guard lock(self->mutex);
            self->slots.advance(number, how_far);
        });
        asio::co_spawn(connection->executor(), run(connection, *std::move(served)), asio::detached);
    }
    void leave(ConnectionSlots::Number number) {
        {
            const std::lock_guard lock(mutex);
            slots.leave(number);
            connections.erase(number);
            --count;
            if (!stopping || !connections.empty()) return;
        }
        once_there_is_memory(
            [this] { asio::post(strand, [self = shared_from_this()] { self->stop_timer.cancel(); }); });
    }
    static awaitable<void> run(std::shared_ptr<Connection> connection, [[maybe_unused]] Served served) {
        co_await connection->run();
    }

    using Member = void (Connection::*)();
    /// On its strand.
    static void call(const std::shared_ptr<Connection>& connection, Member member) {
        once_there_is_memory(
            [&] { asio::post(connection->executor(), [connection, member] { ((*connection).*member)(); }); });
    }
    void each(Member member) {
        std::vector<std::shared_ptr<Connection>> all;
        once_there_is_memory([&] {
            const std::lock_guard lock(mutex);
            all.reserve(connections.size());
            for (const auto& [number, weak] : connections)
                if (auto connection = weak.lock()) all.push_back(std::move(connection));
        });
        for (const auto& connection : all) call(connection, member);
    }

    void stop() {
        {
            const std::lock_guard lock(mutex);
            if (stopping.exchange(true)) return;
            ::shutdown(acceptor.native_handle(), SHUT_RDWR);    // wakes who waits in accept()
        }
        once_there_is_memory(
            [this] { asio::post(strand, [self = shared_from_this()] { self->tell_to_stop(); }); });
    }
    void tell_to_stop() {
        each(&Connection::stop);
        {
            const std::lock_guard lock(mutex);
            if (connections.empty()) return;
        }
        stop_timer.expires_after(kStopTime);
        once_there_is_memory([this] {
            stop_timer.async_wait([self = shared_from_this()](error_code error) {
                if (!error) self->each(&Connection::cut);
            });
        });
    }
};

awaitable<HttpAnswer> Handler::post(std::string, Bytes) {
    HttpAnswer nothing_here;
    co_return nothing_here;
}

void run(asio::io_context& context, Handler& handler) noexcept {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& thrown) {
            handler.failed(thrown.what());
        } catch (...) {
            handler.failed("something that is no exception was thrown");
        }
    }
}

Server::Server(asio::io_context& context, const Tcp::endpoint& at, const std::string& certificate_pem,
               const SecretBuffer& key_pem, Handler& handler, const Patience& patience, std::size_t slots,
               std::size_t bytes_held_max)
    : impl_(std::make_shared<Impl>(context, at, make_context(certificate_pem, key_pem), handler, patience,
                                   slots, bytes_held_max)) {
    begin();
}
Server::Server(asio::io_context& context, const Tcp::endpoint& at, Handler& handler, const Patience& patience,
               std::size_t slots, std::size_t bytes_held_max)
    : impl_(std::make_shared<Impl>(context, at, nullptr, handler, patience, slots, bytes_held_max)) {
    begin();
}
void Server::begin() {
    std::signal(SIGPIPE, SIG_IGN);    // a client that is gone is an error of its connection
    accepting_ = std::thread([impl = impl_] { impl->accept_all(); });
}
Server::~Server() {
    stop();
    accepting_.join();
}
Server::OpenFiles Server::open_files() {
    constexpr std::size_t enough = kConnectionsMax + kOtherFilesMax;
    rlimit limit{};
    const bool known = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    const std::size_t files = known ? std::min<std::size_t>(limit.rlim_cur, enough) : enough;
    const std::size_t others = std::clamp(files / 4, kOtherFilesMin, kOtherFilesMax);
    return {std::min(files > others ? files - others : 1, kConnectionsMax), others};
}
void Server::use_certificate(const std::string& certificate_pem, const SecretBuffer& key_pem) {
    auto context = make_context(certificate_pem, key_pem);
    const std::lock_guard lock(impl_->mutex);
    impl_->tls.swap(context);
}
std::uint16_t Server::port() const {
    return impl_->port;
}
std::size_t Server::connections() const {
    return impl_->count;
}
void Server::stop() {
    impl_->stop();
}

}    // namespace vouch::net
