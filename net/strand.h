#pragma once
// Strands that go on whatever becomes of memory. One of Asio's has its first work in its queue already when
// it asks its executor for a turn: where there is no memory for that turn it stays locked for ever.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <boost/asio/strand.hpp>
#include <chrono>
#include <concepts>
#include <new>
#include <thread>
#include <type_traits>
#include <utility>

namespace vouch::net {

namespace asio = boost::asio;

inline constexpr std::chrono::milliseconds kWithoutMemory{100};

/// Does work() as soon as there is memory for it. It must have changed nothing where it found none.
template <class Work>
void once_there_is_memory(Work&& work) {
    for (;;) try {
            return work();
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(kWithoutMemory);
        }
}

/// An executor that asks again, and again, where there is no memory for what it is to run.
template <class Inner>
class Patient {
public:
    /// Of exactly that type: where others may become one, whether a Patient is an executor depends on itself.
    template <std::same_as<Inner> Given>
    explicit Patient(Given inner) noexcept : inner_(std::move(inner)) {}

    /// Work that can be copied, since each attempt takes its copy along.
    template <class Work>
    void execute(Work work) const noexcept {
        once_there_is_memory([&] { inner_.execute(Work(work)); });
    }

    // The properties are those of the executor within.
    template <class Property>
    auto query(const Property& property) const
        -> decltype(asio::query(std::declval<const Inner&>(), property)) {
        return asio::query(inner_, property);
    }
    template <class Property>
    auto require(const Property& property) const
        -> Patient<std::decay_t<decltype(asio::require(std::declval<const Inner&>(), property))>> {
        return Patient<std::decay_t<decltype(asio::require(inner_, property))>>(
            asio::require(inner_, property));
    }
    template <class Property>
    auto prefer(const Property& property) const
        -> Patient<std::decay_t<decltype(asio::prefer(std::declval<const Inner&>(), property))>> {
        return Patient<std::decay_t<decltype(asio::prefer(inner_, property))>>(
            asio::prefer(inner_, property));
    }
    friend bool operator==(const Patient& one, const Patient& other) noexcept {
        return one.inner_ == other.inner_;
    }
    friend bool operator!=(const Patient& one, const Patient& other) noexcept { return !(one == other); }

private:
    Inner inner_;
};

/// Two handlers on it never run at the same time.
template <class Executor>
using StrandOn = asio::strand<Patient<Executor>>;
using Strand = StrandOn<asio::any_io_executor>;

template <class Executor>
StrandOn<Executor> strand_on(Executor executor) {
    return StrandOn<Executor>(Patient<Executor>(std::move(executor)));
}

}    // namespace vouch::net
