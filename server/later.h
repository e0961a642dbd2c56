#pragma once
// A value that another thread will give to a coroutine.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

namespace vouch::server {

namespace asio = boost::asio;

/// How the parts of the server that are no coroutines answer: called exactly once, from any thread.
template <class T>
using Then = std::function<void(T)>;

template <class T>
class Later {
public:
    /// `executor` is the coroutine's own, a strand.
    explicit Later(const asio::any_io_executor& executor) : slot_(std::make_shared<Slot>(executor)) {}

    Then<T> then() const {
        return [slot = slot_](T value) {
            asio::post(slot->wake.get_executor(), [slot, held = std::move(value)]() mutable {
                slot->value = std::move(held);
                slot->wake.cancel();
            });
        };
    }
    /// Waits without a limit: whoever holds then() calls it.
    asio::awaitable<T> get() {
        const auto slot = slot_;
        while (!slot->value) {
            slot->wake.expires_at(asio::steady_timer::time_point::max());
            boost::system::error_code cancelled;
            co_await slot->wake.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        }
        T value = std::move(*slot->value);
        co_return value;
    }

private:
    struct Slot {
        explicit Slot(const asio::any_io_executor& executor) : wake(executor) {}
        asio::steady_timer wake;
        std::optional<T> value;
    };
    std::shared_ptr<Slot> slot_;
};

}    // namespace vouch::server
