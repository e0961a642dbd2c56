#pragma once
// A conference without a network around it, which starts from the log of an election made elsewhere.

#include <sqlite3.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>

#include "server/conference.h"
#include "tests/server/made_log.h"
#include "tests/server/test_server.h"

namespace vouch::testing {

/// A conference that starts from the log of an election made elsewhere; no other keys but its own are needed.
class StartedConference {
public:
    StartedConference(const MadeElection& made, const server::Limits& limits) {
        spdlog::set_level(spdlog::level::off);
        server::Conference::make(folder_ / "c", "vote.example/c/0011223344556677/log");
        fill_store(folder_ / "c/log.db", folder_ / "signed", made);
        conference_ =
            server::Conference::open(folder_ / "c", folder_ / "signed",
                                     {sequencers_.get_executor(), verifiers_.get_executor(), 1}, limits);
    }
    ~StartedConference() {
        ask(conference_->stop()).wait();
        callers_.join();
        conference_.reset();
        sequencers_.join();
        verifiers_.join();
    }

    Bytes sealed(ByteView body) const {
        return *election::seal_envelope(conference_->keys().box_public_key(), reply_key_, body);
    }
    std::future<server::CastAnswer> cast(const Bytes& envelope) const {
        return ask(conference_->cast(envelope));
    }
    /// Begins in the order of the calls.
    template <class T>
    std::future<T> ask(boost::asio::awaitable<T> asked) const {
        const auto promise = std::make_shared<std::promise<T>>();
        boost::asio::co_spawn(callers_, answer(std::move(asked), promise), boost::asio::detached);
        return promise->get_future();
    }
    /// What the sealed reply says, once it is there.
    election::CastReply reply_to(const Bytes& envelope) const { return opened(cast(envelope).get()); }
    election::CastReply opened(const server::CastAnswer& answer) const {
        REQUIRE(std::holds_alternative<server::SealedReply>(answer));
        return *election::open_reply(reply_key_, std::get<server::SealedReply>(answer).bytes);
    }
    /// Why it is refused; the log signed that.
    Reason refusal_of(const MadeElection& made, const Bytes& envelope) const {
        return refused(made, envelope).rejection.reason;
    }
    election::CastRefusal refused(const MadeElection& made, const Bytes& envelope) const {
        const election::CastReply reply = reply_to(envelope);
        REQUIRE(std::holds_alternative<election::CastRefusal>(reply));
        const auto& refusal = std::get<election::CastRefusal>(reply);
        CHECK(election::refusal_holds(conference_->keys().vkey().key(), made.state().election_id, envelope,
                                      refusal));
        return refusal;
    }
    server::Conference& operator*() const { return *conference_; }
    server::Conference* operator->() const { return conference_.get(); }
    void lose_tiles() const {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((folder_ / "c/log.db").c_str(), &database) == SQLITE_OK);
        CHECK(sqlite3_exec(database, "DROP TABLE tiles", nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

private:
    template <class T>
    static boost::asio::awaitable<void> answer(boost::asio::awaitable<T> asked,
                                               std::shared_ptr<std::promise<T>> promise) {
        promise->set_value(co_await std::move(asked));
    }

    TemporaryFolder folder_;
    mutable boost::asio::thread_pool callers_{1};
    boost::asio::thread_pool sequencers_{1}, verifiers_{1};
    std::shared_ptr<server::Conference> conference_;
    SecretBytes<32> reply_key_ = SecretBytes<32>(Bytes32{7});
};

/// An election of five participants, who are checked in.
inline MadeElection five_checked_in() {
    MadeElection made({.summoned = 5, .officials = 1});
    made.set_up();
    for (std::uint32_t number = 1; number <= 5; ++number) made.enrol(number);
    return made;
}

inline void open_and_confirm(MadeElection& made) {
    made.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made.confirm_as_trustee(trustee);
    REQUIRE(made.state().open_confirmed());
}

}    // namespace vouch::testing
