#pragma once
// Participants who go on casting whatever happens to the server: each sends the same envelope again until it
// has a receipt. All receipts are kept, to be held against the log.

#include <mutex>
#include <thread>

#include "crypto/tlog_proof.h"
#include "tests/server/test_server.h"
#include "tests/server/verified_log.h"

namespace vouch::testing {

class SteadyCasters {
public:
    SteadyCasters(AnyServer& server, TestConference& conference) : server_(server), conference_(conference) {}

    /// A ballot of each of the next `count` participants, under way; join() waits until each has its receipt.
    void begin(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto number = static_cast<std::uint32_t>(1 + next_ % conference_.summoned);
            const auto revision = static_cast<std::uint32_t>(next_ / conference_.summoned);
            ++next_;
            const Bytes body = conference_.seal(number, revision).body;
            threads_.emplace_back([this, body, casting = Casting(conference_.box_key(), body)] {
                cast_until_receipt(body, casting);
            });
        }
        under_way_ += count;
    }
    bool done() {
        const std::lock_guard lock(mutex_);
        return receipts_.size() + given_up_ == under_way_;
    }
    /// True where each has its receipt.
    bool join() {
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
        return given_up_ == 0;
    }
    /// While this is held nobody asks for the server's port, which a restart changes.
    std::mutex& restarting() { return mutex_; }
    std::size_t receipts() const { return receipts_.size(); }
    /// How often somebody was told to come again.
    std::size_t put_off() const { return put_off_; }

    /// Every receipt against that log: its ballot stands at its place, and the tree that its checkpoint
    /// signed is the beginning of this one.
    void hold_against(const std::vector<Bytes>& entries) const {
        std::vector<Bytes32> roots{MerkleFrontier().root()};
        MerkleFrontier frontier;
        for (const Bytes& entry : entries) {
            frontier.append(leaf_hash(entry));
            roots.push_back(frontier.root());
        }
        for (const auto& [body, receipt] : receipts_) {
            const Bytes entry = election::make_ballot_entry(body);
            const auto proven = verify_receipt(receipt.proof, leaf_hash(entry), conference_.log_vkey());
            REQUIRE(proven.ok());
            CHECK(entries.at(proven->index) == entry);
            CHECK(roots.at(proven->in.checkpoint.size) == proven->in.checkpoint.root);
        }
    }

private:
    static constexpr auto kPatience = std::chrono::seconds(90);
    static constexpr auto kComeAgainAfter = std::chrono::seconds(3);    // as a device does
    static constexpr auto kPause = std::chrono::milliseconds(20);

    void cast_until_receipt(const Bytes& body, const Casting& casting) {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (std::chrono::steady_clock::now() < deadline) {
            if (const auto receipt = ask(casting)) {
                const std::lock_guard lock(mutex_);
                receipts_.emplace_back(body, *receipt);
                return;
            }
            std::this_thread::sleep_for(kPause);
        }
        const std::lock_guard lock(mutex_);
        ++given_up_;
    }
    std::optional<election::Receipt> ask(const Casting& casting) {
        try {
            net::Endpoint endpoint;
            {
                const std::lock_guard lock(mutex_);
                endpoint = server_.endpoint();
            }
            Caller caller(endpoint, trust_, conference_.path + "/cast");
            caller.patience = kComeAgainAfter;
            pb::Request request;
            request.mutable_cast()->set_envelope(text_of(casting.envelope));
            const pb::Response answer = caller.ask(std::move(request));
            if (answer.has_cast())
                if (const auto reply = casting.reply(answer);
                    std::holds_alternative<election::Receipt>(reply))
                    return std::get<election::Receipt>(reply);
            ++put_off_;
        } catch (const std::runtime_error&) {
            // The server is gone for the moment, gave the connection up, or does not answer on it.
        }
        return {};
    }

    AnyServer& server_;
    TestConference& conference_;
    const net::Trust trust_ = server_.trust();
    std::mutex mutex_;    // guards what follows, and the server's port while it is restarted
    std::vector<std::pair<Bytes, election::Receipt>> receipts_;
    std::size_t given_up_ = 0;
    std::atomic<std::size_t> put_off_ = 0;
    std::size_t next_ = 0, under_way_ = 0;    // of the thread that begins
    std::vector<std::thread> threads_;
};

}    // namespace vouch::testing
