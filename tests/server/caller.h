#pragma once
// A client for the tests of server/: requests and answers as proto/service.proto has them, nothing hidden.

#include <deque>

#include "crypto/signature.h"
#include "net/client.h"
#include "wire/signed_request.h"

namespace vouch::testing {

namespace pb = vouch::v1;

/// How long what comes at once may take on a machine that is busy.
inline constexpr auto kLong = std::chrono::seconds(60);

class Caller {
public:
    Caller(const net::Endpoint& endpoint, const net::Trust& trust, const std::string& path)
        : socket(endpoint, trust, path), address(endpoint.authority() + path.substr(0, path.rfind('/'))) {}

    void send(const pb::Request& request) { socket.send(bytes_of(request.SerializeAsString())); }
    pb::Response receive() {
        const auto message = socket.receive(patience);
        if (!message) throw std::runtime_error("no answer");
        pb::Response response;
        if (!response.ParseFromArray(message->data(), static_cast<int>(message->size())))
            throw std::runtime_error("an answer that is none");
        return response;
    }
    /// The answer to this request; what is pushed meanwhile is kept.
    pb::Response ask(pb::Request request) {
        request.set_id(++last_id);
        send(request);
        for (;;) {
            pb::Response response = receive();
            if (response.id() == last_id || response.has_refusal()) return response;
            pushed.push_back(std::move(response));
        }
    }
    pb::Response submit(ByteView entry) {
        pb::Request request;
        request.mutable_submit()->set_entry(text_of(entry));
        return ask(std::move(request));
    }

    /// A session begins with the server's challenge.
    void greet() { challenge = text_bytes(receive().greeting().challenge()); }
    pb::Signed sign(const SigningKey& key, const pb::OrganizerRequest& request) const {
        return wire::sign_request(key, {*exactly<32>(challenge), address}, request);
    }
    pb::Response ask(const SigningKey& key, const pb::OrganizerRequest& organizer_request) {
        pb::Request request;
        *request.mutable_signed_() = sign(key, organizer_request);
        return ask(std::move(request));
    }

    static Bytes text_bytes(const std::string& text) { return copy(bytes_of(text)); }

    net::WebSocketClient socket;
    std::chrono::seconds patience = kLong;
    std::string address;    // of the server or the conference
    Bytes challenge;
    std::uint64_t last_id = 0;
    std::deque<pb::Response> pushed;
};

}    // namespace vouch::testing
