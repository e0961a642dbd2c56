// A whole conference in one thread, under a clock that stands still until the test moves it.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/execution/blocking.hpp>
#include <boost/asio/execution/context.hpp>
#include <catch2/catch.hpp>

#include "disk/files.h"
#include "server/conference.h"
#include "server/sqlite.h"
#include "tests/server/made_log.h"
#include "tests/server/own_time.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::server;
using namespace vouch::testing;
using namespace std::chrono_literals;

vouch::server::TimePoint vouch::server::Clock::now() noexcept {
    return OwnTime::now();
}

namespace {

/// Runs what is posted there at once, so that a caller hears an answer in the very moment when it is given.
class AtOnce {
public:
    explicit AtOnce(boost::asio::io_context& context) : context_(&context) {}
    boost::asio::execution_context& query(boost::asio::execution::context_t) const noexcept {
        return *context_;
    }
    static constexpr boost::asio::execution::blocking_t::never_t query(
        boost::asio::execution::blocking_t) noexcept {
        return {};
    }
    template <class Work>
    void execute(Work work) const {
        std::move(work)();
    }
    friend bool operator==(const AtOnce&, const AtOnce&) noexcept = default;

private:
    boost::asio::io_context* context_;
};

/// Five participants at the vote.
class OneThread {
public:
    /// The verifiers do what they have to at once, or only when they are told to.
    enum class Verifiers { at_once, when_told };
    explicit OneThread(Verifiers how = Verifiers::at_once)
        : verifiers(how == Verifiers::at_once ? time.context : waiting_) {
        made_.set_up();
        for (std::uint32_t number = 1; number <= 5; ++number) made_.enrol(number);
        made_.open();
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) made_.confirm_as_trustee(trustee);
        Conference::make(folder_ / "c", "vote.example/c/0011223344556677/log");
        fill_store(folder_ / "c/log.db", folder_ / "signed", made_);
        conference = Conference::open(folder_ / "c", folder_ / "signed",
                                      {time.context.get_executor(), verifiers.get_executor(), 1});
        size_at_start = size();
    }
    ~OneThread() {
        verifiers_work();
        CHECK(ask(conference->stop())->has_value());
    }

    /// What it will be answered is in what is returned, once it is.
    template <class T>
    std::shared_ptr<std::optional<T>> ask(boost::asio::awaitable<T> asked) {
        auto answer = std::make_shared<std::optional<T>>();
        boost::asio::co_spawn(time.context, take(std::move(asked), answer), boost::asio::detached);
        time.run();
        return answer;
    }
    auto cast(std::uint32_t number, const Sender& sender = {}) {
        return cast(sealed_by(made_, number).body, sender);
    }
    /// What is as long as a ballot, from a connection of its own and unlike the others; one host sends it
    /// all.
    auto garbage(std::uint64_t connection) {
        const auto& opening = *made_.state().opening;
        Bytes body(election::ballot_body_bytes(opening.officials, opening.m));
        std::ranges::copy(le64(connection), body.end() - 32);    // the last scalar
        return cast(body, Sender{.host = 1, .connection = connection, .has_worked = true});
    }
    /// How large the published log is when the ballot's receipt is given; nothing while there is none.
    std::shared_ptr<std::optional<std::uint64_t>> size_at_receipt(std::uint32_t number) {
        auto seen = std::make_shared<std::optional<std::uint64_t>>();
        Bytes envelope = *election::seal_envelope(conference->keys().box_public_key(), reply_key_,
                                                  sealed_by(made_, number).body);
        boost::asio::co_spawn(AtOnce(time.context), look(conference, std::move(envelope), seen),
                              boost::asio::detached);
        time.run();
        return seen;
    }
    Reason reason_in(const CastAnswer& answer) const {
        const auto reply = election::open_reply(reply_key_, std::get<SealedReply>(answer).bytes);
        return std::get<election::CastRefusal>(*reply).rejection.reason;
    }
    std::uint64_t size() const { return conference->published()->size; }
    std::uint64_t size_at_start = 0;
    void run(const char* sql) const { Database(folder_ / "c/log.db").execute(sql); }
    Path signed_state() const { return folder_ / "signed"; }

    void verifiers_work(std::size_t pieces = SIZE_MAX) {
        while (pieces-- > 0) {
            waiting_.restart();
            if (waiting_.poll_one() + time.context.poll() == 0) return;
        }
    }

    OwnTime time;
    std::shared_ptr<Conference> conference;

private:
    std::shared_ptr<std::optional<CastAnswer>> cast(const Bytes& body, const Sender& sender) {
        return ask(conference->cast(
            *election::seal_envelope(conference->keys().box_public_key(), reply_key_, body), sender));
    }
    template <class T>
    static boost::asio::awaitable<void> take(boost::asio::awaitable<T> asked,
                                             std::shared_ptr<std::optional<T>> answer) {
        answer->emplace(co_await std::move(asked));
    }

    static boost::asio::awaitable<void> look(std::shared_ptr<Conference> conference, Bytes envelope,
                                             std::shared_ptr<std::optional<std::uint64_t>> seen) {
        const Sender sender;
        co_await conference->cast(std::move(envelope), sender);
        seen->emplace(conference->published()->size);
    }

    boost::asio::io_context waiting_;
    boost::asio::io_context& verifiers;
    const SecretBytes<32> reply_key_{Bytes32{7}};
    MadeElection made_{{.summoned = 5, .officials = 1}};
    TemporaryFolder folder_;
};

}    // namespace

TEST_CASE("ballots of too few wait as long as the limits say, by the clock that is linked in") {
    OneThread hall;
    const std::uint64_t before = hall.size();
    const auto first = hall.cast(1), second = hall.cast(2);
    hall.time.advance(1s);
    CHECK_FALSE(*first);
    CHECK(hall.size() == before);
    hall.time.advance(2s + 250ms);    // the oldest has waited three seconds, and a tick came
    REQUIRE(*first);
    REQUIRE(*second);
    CHECK(std::holds_alternative<SealedReply>(**first));
    CHECK(hall.size() == before + 2);
}

TEST_CASE("whoever has a receipt finds the ballot in what is published") {
    OneThread hall;
    const auto seen = hall.size_at_receipt(1);
    CHECK_FALSE(*seen);
    hall.time.advance(3s + 250ms);
    REQUIRE(*seen);
    CHECK(**seen == hall.size_at_start + 1);
}

TEST_CASE("a ballot that comes when the conference has stopped is told at once to come again") {
    OneThread hall;
    REQUIRE(hall.ask(hall.conference->stop())->has_value());
    const auto answer = hall.cast(1);
    REQUIRE(*answer);
    CHECK(std::get<election::CastRefusal>(**answer).rejection.reason == Reason::over_capacity);
}

TEST_CASE("entries of hosts are decoded by turns, and a host has its share of the room") {
    OneThread hall(OneThread::Verifiers::when_told);
    const auto submit = [&](net::Host host) {
        EntryQueue::From from;
        from.host = host;
        return hall.ask(hall.conference->submit(Bytes(3, 0xff), std::move(from)));
    };
    const std::size_t share = Limits().queued_entries / kEntryParts;
    std::size_t waiting = 0;
    auto answer = submit(1);
    for (; !*answer && waiting <= share; ++waiting) answer = submit(1);
    CHECK(waiting > 1);
    CHECK(waiting <= share);
    REQUIRE(*answer);
    CHECK((*answer)->rejection().reason == Reason::over_capacity);
    const auto other = submit(2);
    CHECK_FALSE(*other);
    hall.verifiers_work(3);    // one that was begun before it came, and one before it in turn
    REQUIRE(*other);
    CHECK((*other)->rejection().reason == Reason::malformed);
}

TEST_CASE("a freeze lasts a minute from its request") {
    OneThread hall;
    const auto frozen = hall.ask(hall.conference->freeze());
    REQUIRE(*frozen);
    CHECK((**frozen)->frozen.for_ms == 60'000);
    hall.time.advance(59s);
    const auto again = hall.ask(hall.conference->freeze());
    REQUIRE(*again);
    CHECK((**again)->frozen.for_ms == 1'000);
    const auto late = hall.cast(1);
    REQUIRE(*late);    // refused at once
    hall.time.advance(1s);
    const auto cast = hall.cast(1);
    CHECK_FALSE(*cast);
    hall.time.advance(4s);
    REQUIRE(*cast);
}

TEST_CASE("a freeze waits for a flood no longer than it must, and what was opened is answered") {
    OneThread hall(OneThread::Verifiers::when_told);
    constexpr std::size_t kMany = 1000;    // more than are opened ahead of their verification
    std::vector<std::shared_ptr<std::optional<CastAnswer>>> answers;
    for (std::size_t i = 0; i < kMany; ++i) answers.push_back(hall.garbage(i));
    const auto honest = hall.cast(1, {.host = 7});
    const auto frozen = hall.ask(hall.conference->freeze());
    hall.verifiers_work(kMany / 2);
    hall.time.advance(1s);
    CHECK_FALSE(*frozen);
    hall.time.advance(500ms);
    hall.verifiers_work();
    REQUIRE(*frozen);
    CHECK(**frozen);
    REQUIRE(*honest);
    CHECK(hall.size() == hall.size_at_start + 1);    // it had its turn, among a thousand others
    const auto frozen_out = std::ranges::count_if(answers, [&](const auto& answer) {
        REQUIRE(*answer);
        return hall.reason_in(**answer) == Reason::too_early;
    });
    CHECK(frozen_out > 0);
    CHECK(frozen_out < static_cast<std::ptrdiff_t>(kMany));
}

TEST_CASE("the number of ballots moves in steps of ten seconds, and the followers hear of it") {
    OneThread hall;
    std::vector<std::uint32_t> told;
    const auto follower = std::make_shared<Follower>([&](const std::shared_ptr<const Published>& news) {
        told.push_back(news->ballots);
        if (told.size() == 1) throw std::runtime_error("a follower that fails");
    });
    REQUIRE(*hall.ask(hall.conference->follow(follower)));
    static_cast<void>(hall.cast(1));
    hall.time.advance(4s);
    CHECK(told == std::vector<std::uint32_t>{1});    // the first one is shown at once
    static_cast<void>(hall.cast(2));
    hall.time.advance(4s);
    CHECK(told.size() == 1);
    hall.time.advance(6s);
    CHECK(told == std::vector<std::uint32_t>{1, 2});    // though it threw before
}

TEST_CASE("a conference that is out of service is read, and goes on once the disk takes a write") {
    OneThread hall;
    const std::uint64_t before = hall.size();
    const Bytes signed_state = disk::read_file(hall.signed_state());
    hall.run("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(FAIL, 'disk full'); END");
    disk::write_file(hall.signed_state(),
                     "not a size and a root");    // so that it does not open again either
    const auto first = hall.cast(1);
    hall.time.advance(4s);
    REQUIRE(*first);
    const auto* put_off = std::get_if<election::CastRefusal>(&**first);
    REQUIRE(put_off);
    CHECK(put_off->signature == ByteArray<64>{});
    CHECK((*hall.ask(hall.conference->look_up({})))->rejection().reason == Reason::over_capacity);
    CHECK(hall.size() == before);
    const auto entries = hall.ask(hall.conference->archive().hashes(*LogFile::parse("tile/0/000.p/1")));
    REQUIRE(*entries);
    CHECK((*entries)->ok());

    disk::write_file(hall.signed_state(), signed_state);
    hall.run("DROP TRIGGER full");
    hall.time.advance(5s);
    CHECK((*hall.ask(hall.conference->look_up({})))->ok());
    const auto again = hall.cast(1);
    hall.time.advance(4s);
    REQUIRE(*again);
    CHECK(std::holds_alternative<SealedReply>(**again));
    CHECK(hall.size() == before + 1);
}
