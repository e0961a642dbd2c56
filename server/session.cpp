#include "server/session.h"

#include <spdlog/spdlog.h>

#include "server/incoming_file.h"
#include "server/messages.h"
#include "wire/bulletin.h"
#include "wire/clock.h"
#include "wire/limits.h"
#include "wire/signed_request.h"

namespace vouch::server {
namespace {

using boost::asio::awaitable;
using Request = pb::Request;
using Response = pb::Response;

class Session {
public:
    Session(Service& service, At at, std::shared_ptr<net::WebSocket> socket)
        : service_(service),
          conference_(std::move(at.conference)),
          path_(std::move(at.path)),
          socket_(std::move(socket)) {}
    /// A freeze ends with the connection that asked for it.
    ~Session() {
        if (freeze_) conference_->end_freeze(*freeze_);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    awaitable<void> run() {
        system_rng().fill(challenge_);
        Response greeting;
        greeting.mutable_greeting()->set_challenge(text_of(challenge_));
        greeting.mutable_greeting()->set_name(service_.public_name());
        greeting.mutable_greeting()->set_time(wire::time_of_day());
        greeting.mutable_greeting()->set_program(service_.program());
        socket_->send(wire::serialize(greeting));
        for (;;) {
            const auto message = co_await socket_->receive();
            if (!message) break;
            auto request = wire::parse<Request>(*message);
            if (!request) {
                refuse_session(service_, *socket_, request.rejection());
                break;
            }
            Request asked = *std::move(request);
            const std::uint64_t id = asked.id();
            Response response = co_await answer(std::move(asked));
            response.set_id(id);
            if (response.has_refusal())
                service_.metrics().refused(static_cast<Reason>(response.refusal().reason()));
            socket_->send(wire::serialize(response));
        }
    }

private:
    awaitable<Response> answer(Request request) {
        Response response;
        const auto what = request.what_case();
        if (request.id() == 0) {
            refuse(response, {Reason::malformed, "a request without an id"});
        } else if (what == Request::kHeartbeat) {
            response.mutable_heartbeat();
        } else if (what == Request::kSigned) {
            pb::Signed signed_request = std::move(*request.mutable_signed_());
            response = co_await answer_organizer(std::move(signed_request));
        } else if (!conference_) {
            refuse(response, {Reason::not_fitting, "here a conference is created, nothing else"});
        } else if (what == Request::kSubmit) {
            Bytes entry = copy(bytes_of(request.submit().entry()));
            response = co_await submit(std::move(entry));
        } else if (what == Request::kFollow) {
            response = co_await follow();
        } else if (what == Request::kJoin) {
            pb::Join join = std::move(*request.mutable_join());
            response = co_await answer_join(std::move(join));
        } else if (what == Request::kPost) {
            pb::Bulletin bulletin = std::move(*request.mutable_post());
            response = co_await post(std::move(bulletin));
        } else if (what == Request::kListBulletins) {
            response = co_await list_bulletins(request.list_bulletins().after());
        } else if (what == Request::kCast || what == Request::kLookup) {
            refuse(response, {Reason::not_fitting, "ballots have a connection of their own, at /cast"});
        } else {
            refuse(response, {Reason::malformed, "no request that this server knows"});
        }
        co_return response;
    }

    awaitable<Response> submit(Bytes entry) {
        EntryQueue::From from;
        from.host = socket_->host();
        from.organizers = service_.organizers();
        from.freeze = freeze_;
        const auto submitted = co_await conference_->submit(std::move(entry), std::move(from));
        Response response;
        if (submitted) {
            *response.mutable_submitted() = wire::message_of(*submitted);
        } else {
            refuse(response, submitted.rejection());
        }
        co_return response;
    }

    awaitable<Response> follow() {
        auto published = conference_->published();
        if (!follower_) {
            // Called on the conference's strand: passes on to the socket's.
            follower_ = std::make_shared<Follower>([weak = std::weak_ptr<net::WebSocket>(socket_)](
                                                       const std::shared_ptr<const Published>& news) {
                const auto socket = weak.lock();
                if (!socket) return;
                post_within_edge(socket->executor(), "news of the log", [socket, news] {
                    const bool sent = within_edge("news of the log", [&] {
                        Response response;
                        *response.mutable_progress() = progress_of(*news);
                        socket->send(wire::serialize(response));
                    });
                    if (!sent) socket->close();    // so that it does not wait for what was lost
                });
            });
            const auto followed = co_await conference_->follow(follower_);
            if (!followed) {
                follower_.reset();
                Response response;
                refuse(response, followed.rejection());
                co_return response;
            }
            published = *followed;
        }
        Response response;
        *response.mutable_progress() = progress_of(*published);
        co_return response;
    }

    awaitable<Response> answer_join(pb::Join join) {
        Response response;
        auto card = wire::key_card_in(join.card());
        if (!card || join.token().size() > wire::kTokenBytesMax) {
            refuse(response, {Reason::malformed, "no key card, or no token"});
            co_return response;
        }
        const Status joined = co_await conference_->archive().join(join.token(), *std::move(card));
        if (joined)
            response.mutable_joined();
        else
            refuse(response, joined.rejection());
        co_return response;
    }

    awaitable<Response> post(pb::Bulletin bulletin) {
        Response response;
        auto kept = check_bulletin(bulletin);
        if (!kept) {
            refuse(response, kept.rejection());
            co_return response;
        }
        const Status posted = co_await conference_->post(*std::move(kept));
        if (posted)
            response.mutable_posted();
        else
            refuse(response, posted.rejection());
        co_return response;
    }

    /// The key is looked up before its signature is checked, so that a stranger costs no more than that.
    Result<KeptBulletin> check_bulletin(const pb::Bulletin& bulletin) {
        const auto published = conference_->published();
        VOUCH_TRY(key, exactly<32>(bytes_of(bulletin.key())));
        const auto is_of = [&key](const std::vector<Bytes32>& keys) {
            return std::ranges::find(keys, key) != keys.end();
        };
        if (!is_of(published->organizers) && !is_of(published->trustees))
            return {Reason::bad_signature, "not the key of an organizer or trustee"};
        VOUCH_TRY(checked, wire::check_bulletin(bulletin, published->election_id));
        return KeptBulletin{key, static_cast<std::uint8_t>(checked.kind), checked.content.number(),
                            wire::serialize(bulletin)};
    }

    awaitable<Response> list_bulletins(std::uint64_t after) {
        Response response;
        const auto listed = co_await conference_->archive().bulletins(after);
        if (!listed) {
            refuse(response, listed.rejection());
            co_return response;
        }
        pb::Bulletins& out = *response.mutable_bulletins();
        for (const Bytes& bytes : listed->bytes) {
            const auto bulletin = wire::parse<pb::Bulletin>(bytes);
            if (bulletin) *out.add_bulletins() = *bulletin;
        }
        out.set_last(listed->last);
        co_return response;
    }

    // What organizers ask, beside their entries.

    awaitable<Response> answer_organizer(pb::Signed signed_request) {
        Response response;
        auto checked = check_organizer(signed_request);
        if (!checked) {
            refuse(response, checked.rejection());
            co_return response;
        }
        socket_->hold_slot(true);    // from here on it is an organizer's
        pb::OrganizerRequest request = *std::move(checked);
        const auto what = request.what_case();
        const bool creates = what == pb::OrganizerRequest::kCreate;
        if (what == pb::OrganizerRequest::WHAT_NOT_SET) {
            refuse(response, {Reason::malformed, "no organizer's request that this server knows"});
        } else if (creates != (conference_ == nullptr)) {
            refuse(response, {Reason::not_fitting,
                              "a conference is created at /session, and nothing else is asked there"});
        } else if (creates) {
            create(response);
        } else if (what == pb::OrganizerRequest::kFreeze) {
            response = co_await freeze();
        } else if (what == pb::OrganizerRequest::kInvite) {
            response = co_await invite(request.invite().count());
        } else if (what == pb::OrganizerRequest::kListKeyCards) {
            response = co_await list_key_cards();
        } else if (what == pb::OrganizerRequest::kLastCall) {
            response = co_await last_call(request.last_call().seconds());
        } else {
            pb::Upload part = std::move(*request.mutable_upload());
            response = co_await upload(std::move(part));
        }
        co_return response;
    }

    /// Signed for this connection and this place, by an organizer of the conference; before the manifest
    /// names those, and for a new conference, by an organizer of the server.
    Result<pb::OrganizerRequest> check_organizer(const pb::Signed& message) {
        std::vector<Bytes32> allowed;
        if (conference_) allowed = conference_->published()->organizers;
        if (allowed.empty()) allowed = service_.organizers();
        VOUCH_TRY(request, wire::check_request(message, {challenge_, message.address()}, allowed));
        VOUCH_REQUIRE(service_.check_address(message.address(), path_));
        return request;
    }

    void create(Response& response) {
        const auto id = service_.create();
        const auto made = id ? service_.conference(*id) : Result<std::shared_ptr<Conference>>(id.rejection());
        if (!made) return refuse(response, made.rejection());
        const ConferenceKeys& keys = (*made)->keys();
        *response.mutable_created() =
            wire::message_of(wire::Created{*id, keys.vkey().to_string(), keys.box_public_key()});
    }

    awaitable<Response> freeze() {
        const auto frozen = co_await conference_->freeze();
        Response response;
        if (frozen) {
            freeze_ = frozen->number;
            *response.mutable_frozen() = wire::message_of(frozen->frozen);
        } else {
            refuse(response, frozen.rejection());
        }
        co_return response;
    }

    awaitable<Response> invite(std::uint32_t count) {
        Response response;
        if (count == 0 || count > wire::kInvitationsAtOnceMax) {
            refuse(response, {Reason::malformed, "invitations for 1 to 100 trustees"});
            co_return response;
        }
        const auto tokens = co_await conference_->archive().invite(count);
        if (tokens) {
            for (const std::string& token : *tokens) response.mutable_invited()->add_tokens(token);
        } else {
            refuse(response, tokens.rejection());
        }
        co_return response;
    }

    awaitable<Response> list_key_cards() {
        const auto cards = co_await conference_->archive().key_cards();
        Response response;
        if (!cards) {
            refuse(response, cards.rejection());
            co_return response;
        }
        for (const KeyCard& card : *cards)
            *response.mutable_key_cards()->add_cards() = wire::message_of(card);
        co_return response;
    }

    awaitable<Response> last_call(std::uint32_t seconds) {
        Response response;
        if (seconds > wire::kLastCallSecondsMax) {
            refuse(response, {Reason::malformed, "a last call of at most an hour"});
            co_return response;
        }
        const auto followers = co_await conference_->last_call(std::chrono::seconds(seconds));
        if (followers)
            response.mutable_last_called()->set_followers(*followers);
        else
            refuse(response, followers.rejection());
        co_return response;
    }

    awaitable<Response> upload(pb::Upload part) {
        Response response;
        if (!incoming_) incoming_.emplace(conference_->archive(), service_.incoming_files(), socket_->host());
        const Status taken = incoming_->take(part, service_.limits().file_bytes);
        if (!taken) {
            refuse(response, taken.rejection());
            co_return response;
        }
        pb::Uploaded& uploaded = *response.mutable_uploaded();
        uploaded.set_received(incoming_->received());
        if (!incoming_->whole()) co_return response;

        IncomingFile::Taken file = incoming_->release();
        const Status stored =
            co_await conference_->archive().put_file(std::move(file.name), std::move(file.content));
        if (stored)
            uploaded.set_sha256(text_of(file.sha256));
        else
            refuse(response, stored.rejection());
        co_return response;
    }

    static void refuse(Response& response, const Rejection& rejection) {
        *response.mutable_refusal() = refusal_of(rejection);
    }

    Service& service_;
    std::shared_ptr<Conference> conference_;    // null at /session
    std::string path_;                          // "/c/ID", or empty
    std::shared_ptr<net::WebSocket> socket_;
    Bytes32 challenge_{};
    std::shared_ptr<Follower> follower_;      // while it lives, the conference tells it
    std::optional<IncomingFile> incoming_;    // once something was uploaded here
    std::optional<std::uint64_t> freeze_;     // that was asked for here
};

}    // namespace

awaitable<void> serve_session(Service& service, At at, std::shared_ptr<net::WebSocket> socket) {
    Session session(service, std::move(at), std::move(socket));
    co_await session.run();
}

void refuse_session(Service& service, net::WebSocket& socket, const Rejection& rejection) {
    service.metrics().refused(rejection.reason);
    Response response;
    *response.mutable_refusal() = refusal_of(rejection);
    socket.send(wire::serialize(response));
}

}    // namespace vouch::server
