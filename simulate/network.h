#pragma once
// The network between people and the server, above TLS: connections that carry messages in order, and GETs.
// What net/client.h does over sockets is done here (net_client.cpp), and the server's code is given a
// net::WebSocket whose messages come from here.

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "net/client.h"
#include "simulate/machine.h"

namespace vouch::simulation {

class ServerEnd;

/// One connection, as both sides see it.
struct Link {
    std::uint64_t number = 0;
    std::string path;
    std::shared_ptr<ServerEnd> server;    // null until it is connected, and once it is over
    std::deque<Bytes> to_client;
    bool refused = false, over = false;          // as the client sees it
    bool stalled = false;                        // nothing comes through any more
    bool listens = false;                        // the client waits for a message, and so answers pings
    TimePoint client_hears{}, server_hears{};    // no message before the last one
    TimePoint heard_of{};                        // the client, by the server
    Person* waits = nullptr;
    std::uint64_t wait = 0;
};

/// Where and what was said: a checkpoint that left the server.
struct SeenCheckpoint {
    std::string path;
    std::string note;
};

class Network {
public:
    Network(World& world, Faults& faults, Machine& machine);
    ~Network();

    // By people, who wait. All throw net::NetError.

    std::shared_ptr<Link> connect(const std::string& path);
    void send(Link& link, ByteView message);
    /// Nothing where none comes in that time.
    std::optional<Bytes> receive(Link& link, Duration time);
    void close(Link& link);
    net::HttpReply get(const std::string& path);

    // By the world.

    /// The machine has ended: no connection is left.
    void lost_server();
    /// Everything is over for the server that winds up.
    void end_all();
    void deliver(const std::shared_ptr<Link>& link, Bytes message);
    void close_for_client(const std::shared_ptr<Link>& link);
    World& world() { return world_; }
    Life* life() { return machine_.life(); }

    /// Is called when nothing is left to do for a while.
    void quiet() { casts_most_ = std::max(casts_most_, casts_in_hand_); }
    /// The most casts that waited in the server for an answer at such a time.
    std::size_t casts_most() const { return casts_most_; }
    /// What the server said of its logs, in the order in which it left.
    const std::vector<SeenCheckpoint>& checkpoints() const { return checkpoints_; }

private:
    friend class ServerEnd;
    Duration latency();
    struct Passage {
        bool lost = false;
        Duration time{};
    };
    Passage pass(const std::shared_ptr<Link>& link, std::string_view what);
    void begin(const std::shared_ptr<Link>& link);
    void cut(const std::shared_ptr<Link>& link);
    void look_after(const std::shared_ptr<Link>& link);
    void tell_client(Link& link);
    void arrive(const std::shared_ptr<Link>& link, const Bytes& message);
    void repeat_cast(const std::string& path, const Bytes& message, Duration after);

    struct Got {
        std::optional<net::HttpReply> reply;
        bool failed = false;
        Person* waits = nullptr;
        std::uint64_t wait = 0;
    };
    void answer_get(const std::string& path, const std::shared_ptr<Got>& got);
    void finish_get(const std::shared_ptr<Got>& got, std::optional<net::HttpReply> reply, Duration time);

    World& world_;
    Faults& faults_;
    Machine& machine_;
    Draw draw_;
    std::map<std::uint64_t, std::shared_ptr<Link>> links_;
    /// That the client has left, or that were cut, since the last start. Nothing of the server outlives it.
    std::vector<std::shared_ptr<Link>> over_;
    std::vector<std::shared_ptr<Got>> gets_;    // that have no answer yet
    std::uint64_t last_link_ = 0;
    std::vector<SeenCheckpoint> checkpoints_;
    std::size_t casts_in_hand_ = 0, casts_most_ = 0;
};

/// The network of the simulated world; null where there is none.
Network* network_now();

}    // namespace vouch::simulation
