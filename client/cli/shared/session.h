#pragma once
// A session with a tally server: entries are submitted, organizers' requests signed, growth of the log
// awaited. proto/service.proto; docs/architecture.md, "Transport". One connection, one thread. Throws
// net::NetError where the network fails, and for an answer that is none.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/signature.h"
#include "net/client.h"
#include "wire/answers.h"
#include "wire/key_card.h"

namespace vouch::v1 {
class Bulletin;
}

namespace vouch::client {

/// Where a conference is, and whom to believe about the server.
struct ConferenceAddress {
    net::Endpoint conference;    // its path is "/c/ID"
    net::Trust trust;

    std::string url() const { return "https://" + conference.authority() + conference.path; }
};
/// From "https://HOST/c/ID" and a pin, which is empty where the system's authorities decide.
Result<ConferenceAddress> conference_address(std::string_view url, std::string_view pin);

using wire::Created, wire::Frozen, wire::KeyCard, wire::Submitted;

/// The server's word on how far things are; for showing and for knowing when to look.
struct ServerProgress {
    std::uint64_t size = 0;
    std::string phase;
    std::uint32_t summoned = 0, enrolled = 0, papers = 0, ballots = 0;
    std::uint32_t confirmations = 0, confirmations_needed = 0, shares = 0;
    std::uint32_t last_call_ms = 0;    // until the close that was called; 1 where it is overdue, 0 for none
};

/// For how long one answer is waited for.
inline constexpr auto kAnswerTime = std::chrono::seconds(60);

/// For how long a server that says "later" is asked again.
inline constexpr auto kPatience = std::chrono::seconds(90);

class Session {
public:
    /// At "/c/ID/session" of a conference, or at "/session" to make one.
    static Session with_conference(const ConferenceAddress& address);
    static Session with_server(const net::Endpoint& server, const net::Trust& trust);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    /// In the log and on stable storage when it returns. Waits and tries again where the server says when.
    Result<Submitted> submit(ByteView entry);

    /// HOST[:PORT], the server's own word: how people reach it, and what the logs made on it are called
    /// after.
    const std::string& server_name() const;
    /// The server's time of day now, in POSIX seconds: as it said on greeting, and what has passed since.
    std::uint64_t server_time() const;

    // What organizers ask for, signed by theirs.
    Result<Created> create(const SigningKey& organizer);
    Status upload(const SigningKey& organizer, const std::string& name, ByteView content);
    Result<Frozen> freeze(const SigningKey& organizer);
    /// Tells everybody who follows that the vote closes after that time; 0 takes it back. Returns how many
    /// connections follow at that moment.
    Result<std::uint32_t> last_call(const SigningKey& organizer, std::chrono::seconds time);
    Result<std::vector<std::string>> invite(const SigningKey& organizer, std::uint32_t count);
    Result<std::vector<KeyCard>> key_cards(const SigningKey& organizer);

    /// Hands a trustee's key card in, under the token of its invitation, which is used up by it.
    Status join(const SecretBuffer& token, const KeyCard& card);

    /// Keeps it in the place of the last of its key and kind, and tells everybody who follows.
    Status post(const v1::Bulletin& bulletin);
    /// All that the server keeps, as they came, unchecked.
    Result<std::vector<v1::Bulletin>> bulletins();

    /// From now on the server tells how the log grows.
    Result<ServerProgress> follow();
    /// The next word of it, or nothing where none comes in that time.
    std::optional<ServerProgress> next_progress(std::chrono::milliseconds time_limit);

private:
    struct Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}    // namespace vouch::client
