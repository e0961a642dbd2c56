#include "client/cli/shared/session.h"

#include <fmt/core.h>

#include <deque>
#include <thread>

#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"
#include "wire/limits.h"
#include "wire/messages.h"
#include "wire/signed_request.h"

namespace vouch::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kIdleTime = std::chrono::seconds(20);    // the server's patience is 40 s

std::string string_of(ByteView bytes) {
    return text_of(bytes);
}

ServerProgress progress_of(const v1::Progress& progress) {
    return {.size = progress.size(),
            .phase = progress.phase(),
            .summoned = progress.summoned(),
            .enrolled = progress.enrolled(),
            .papers = progress.papers(),
            .ballots = progress.ballots(),
            .confirmations = progress.confirmations(),
            .confirmations_needed = progress.confirmations_needed(),
            .shares = progress.shares(),
            .last_call_ms = progress.last_call_ms()};
}

Bytes32 bytes32_of(const std::string& bytes, const char* what) {
    const auto exact = exactly<32>(bytes_of(bytes));
    if (!exact.ok())
        throw net::NetError(net::Failure::bad_answer, says().failure.other_length({.what = what}));
    return *exact;
}

Rejection rejection_of(const v1::Refusal& refusal) {
    Rejection out = wire::rejection_in(refusal);
    out.detail = shown(out.detail);
    return out;
}

/// What an answer holds, as wire/messages.h reads it.
template <class T>
T good(Result<T> read) {
    if (!read) throw net::NetError(net::Failure::bad_answer, says().failure.other_form);
    return *std::move(read);
}

}    // namespace

Result<ConferenceAddress> conference_address(std::string_view url, std::string_view pin) {
    VOUCH_TRY(endpoint, net::Endpoint::parse(url));
    if (pin.empty()) return ConferenceAddress{std::move(endpoint), net::Trust::system()};
    VOUCH_TRY(trust, net::Trust::pinned(pin));
    return ConferenceAddress{std::move(endpoint), std::move(trust)};
}

struct Session::Impl {
    Impl(const net::Endpoint& at, const net::Trust& whom) : endpoint(at), trust(whom) { connect(); }

    void connect() {
        socket.emplace(endpoint, trust, endpoint.path + "/session");
        const v1::Response greeting = receive();
        if (!greeting.has_greeting())
            throw net::NetError(net::Failure::bad_answer, says().failure.no_greeting);
        challenge = bytes32_of(greeting.greeting().challenge(), "challenge");
        server_name = greeting.greeting().name();
        greeting_time = {greeting.greeting().time(), steady_clock::now()};
    }

    /// A server lets go of who does not answer its pings, and nobody answers them here between two calls.
    void connect_again_after_a_pause() {
        if (steady_clock::now() - last_used > kIdleTime) connect();
    }

    std::optional<v1::Response> receive_within(milliseconds time_limit) {
        const auto message = socket->receive(time_limit);
        last_used = steady_clock::now();
        if (!message) return std::nullopt;
        v1::Response response;
        if (!response.ParseFromArray(message->data(), static_cast<int>(message->size())))
            throw net::NetError(net::Failure::bad_answer, says().failure.no_message);
        return response;
    }
    v1::Response receive() {
        auto response = receive_within(kAnswerTime);
        if (!response) throw net::NetError(net::Failure::timed_out, says().failure.no_answer);
        return *std::move(response);
    }

    /// Sends the request and returns its answer; what is pushed meanwhile is kept for next_progress.
    v1::Response ask(v1::Request& request) {
        connect_again_after_a_pause();
        request.set_id(++last_id);
        socket->send(bytes_of(request.SerializeAsString()));
        for (;;) {
            v1::Response response = receive();
            if (response.id() == last_id) return response;
            keep(response);
        }
    }
    void keep(const v1::Response& response) {
        if (response.has_progress()) pushed.push_back(progress_of(response.progress()));
    }

    /// The same, asked again while the server says that it should be.
    Result<v1::Response> ask_patiently(v1::Request& request) {
        const auto deadline = steady_clock::now() + kPatience;
        for (;;) {
            v1::Response response = ask(request);
            if (!response.has_refusal()) return response;
            const v1::Refusal& refusal = response.refusal();
            const milliseconds pause(refusal.retry_after_ms());
            if (pause.count() == 0 || steady_clock::now() + pause > deadline) return rejection_of(refusal);
            std::this_thread::sleep_for(pause);
        }
    }

    Result<v1::Response> ask_signed(const SigningKey& organizer, const v1::OrganizerRequest& wanted) {
        connect_again_after_a_pause();    // before the challenge is signed
        v1::Request request;
        *request.mutable_signed_() =
            wire::sign_request(organizer, {challenge, endpoint.authority() + endpoint.path}, wanted);
        return ask_patiently(request);
    }

    net::Endpoint endpoint;
    net::Trust trust;
    std::optional<net::WebSocketClient> socket;
    std::string server_name;
    Bytes32 challenge{};
    steady_clock::time_point last_used = steady_clock::now();
    struct {
        std::uint64_t time = 0;    // the server's, in POSIX seconds
        steady_clock::time_point at;
    } greeting_time;
    std::uint64_t last_id = 0;
    std::deque<ServerProgress> pushed;
};

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Session Session::with_conference(const ConferenceAddress& address) {
    return Session(std::make_unique<Impl>(address.conference, address.trust));
}
Session Session::with_server(const net::Endpoint& server, const net::Trust& trust) {
    return Session(std::make_unique<Impl>(server, trust));
}

const std::string& Session::server_name() const {
    return impl_->server_name;
}
std::uint64_t Session::server_time() const {
    const auto& [time, at] = impl_->greeting_time;
    return time + static_cast<std::uint64_t>(
                      std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - at).count());
}

Result<Submitted> Session::submit(ByteView entry) {
    v1::Request request;
    request.mutable_submit()->set_entry(string_of(entry));
    VOUCH_TRY(response, impl_->ask_patiently(request));
    return good(wire::submitted_in(response.submitted()));
}

Result<Created> Session::create(const SigningKey& organizer) {
    v1::OrganizerRequest wanted;
    wanted.mutable_create();
    VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
    return good(wire::created_in(response.created()));
}

Status Session::upload(const SigningKey& organizer, const std::string& name, ByteView content) {
    if (content.empty()) return refused(Reason::malformed, says().failure.empty_upload({.name = name}));
    for (std::size_t at = 0; at < content.size(); at += wire::kUploadPartBytesMax) {
        const ByteView part = content.subspan(at, std::min(wire::kUploadPartBytesMax, content.size() - at));
        v1::OrganizerRequest wanted;
        v1::Upload& upload = *wanted.mutable_upload();
        upload.set_name(name);
        upload.set_content(string_of(part));
        upload.set_offset(at);
        upload.set_length(content.size());
        VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
        const v1::Uploaded& uploaded = response.uploaded();
        const bool last = at + part.size() == content.size();
        if (uploaded.received() != at + part.size() ||
            (last && bytes32_of(uploaded.sha256(), "digest") != sha256(content)))
            return refused(Reason::malformed, says().failure.stored_otherwise({.name = name}));
    }
    return accepted();
}

Result<Frozen> Session::freeze(const SigningKey& organizer) {
    v1::OrganizerRequest wanted;
    wanted.mutable_freeze();
    VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
    return good(wire::frozen_in(response.frozen()));
}

Result<std::uint32_t> Session::last_call(const SigningKey& organizer, std::chrono::seconds time) {
    v1::OrganizerRequest wanted;
    wanted.mutable_last_call()->set_seconds(static_cast<std::uint32_t>(time.count()));
    VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
    return response.last_called().followers();
}

Result<std::vector<std::string>> Session::invite(const SigningKey& organizer, std::uint32_t count) {
    v1::OrganizerRequest wanted;
    wanted.mutable_invite()->set_count(count);
    VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
    const auto& tokens = response.invited().tokens();
    return std::vector<std::string>(tokens.begin(), tokens.end());
}

Result<std::vector<KeyCard>> Session::key_cards(const SigningKey& organizer) {
    v1::OrganizerRequest wanted;
    wanted.mutable_list_key_cards();
    VOUCH_TRY(response, impl_->ask_signed(organizer, wanted));
    std::vector<KeyCard> out;
    for (const v1::KeyCard& card : response.key_cards().cards()) out.push_back(good(wire::key_card_in(card)));
    return out;
}

Status Session::join(const SecretBuffer& token, const KeyCard& card) {
    v1::Request request;
    request.mutable_join()->set_token(string_of(token.view()));
    *request.mutable_join()->mutable_card() = wire::message_of(card);
    VOUCH_REQUIRE(impl_->ask_patiently(request));
    return accepted();
}

Status Session::post(const v1::Bulletin& bulletin) {
    v1::Request request;
    *request.mutable_post() = bulletin;
    VOUCH_REQUIRE(impl_->ask_patiently(request));
    return accepted();
}

Result<std::vector<v1::Bulletin>> Session::bulletins() {
    std::vector<v1::Bulletin> out;
    for (std::uint64_t after = 0;;) {
        v1::Request request;
        request.mutable_list_bulletins()->set_after(after);
        VOUCH_TRY(response, impl_->ask_patiently(request));
        const v1::Bulletins& listed = response.bulletins();
        out.insert(out.end(), listed.bulletins().begin(), listed.bulletins().end());
        if (listed.bulletins().empty() || listed.last() <= after) return out;
        after = listed.last();
    }
}

Result<ServerProgress> Session::follow() {
    v1::Request request;
    request.mutable_follow();
    VOUCH_TRY(response, impl_->ask_patiently(request));
    return progress_of(response.progress());
}

std::optional<ServerProgress> Session::next_progress(milliseconds time_limit) {
    if (impl_->pushed.empty())
        if (const auto response = impl_->receive_within(time_limit)) impl_->keep(*response);
    if (impl_->pushed.empty()) return std::nullopt;
    ServerProgress next = impl_->pushed.front();
    impl_->pushed.pop_front();
    return next;
}

}    // namespace vouch::client
