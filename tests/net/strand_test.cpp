#include "net/strand.h"

#include <catch2/catch.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

using namespace vouch::net;

namespace {

/// An executor that has no memory so many times.
class Refusing {
public:
    Refusing(asio::any_io_executor inner, std::shared_ptr<int> refusals)
        : inner_(std::move(inner)), refusals_(std::move(refusals)) {}

    template <class Work>
    void execute(Work work) const {
        if (*refusals_ > 0) {
            --*refusals_;
            throw std::bad_alloc();
        }
        inner_.execute(std::move(work));
    }
    template <class Property>
    auto query(const Property& property) const
        -> decltype(asio::query(std::declval<const asio::any_io_executor&>(), property)) {
        return asio::query(inner_, property);
    }
    template <class Property>
    auto require(const Property& property) const
        -> std::enable_if_t<asio::can_require_v<asio::any_io_executor, Property>, Refusing> {
        return {asio::require(inner_, property), refusals_};
    }
    friend bool operator==(const Refusing& one, const Refusing& other) noexcept {
        return one.inner_ == other.inner_;
    }
    friend bool operator!=(const Refusing& one, const Refusing& other) noexcept { return !(one == other); }

private:
    asio::any_io_executor inner_;
    std::shared_ptr<int> refusals_;
};

}    // namespace

TEST_CASE("a strand that has no memory for its turn asks again, and goes on") {
    asio::io_context context;
    const auto refusals = std::make_shared<int>(0);
    const auto strand = strand_on(Refusing(context.get_executor(), refusals));
    int done = 0;
    for (const int refused : {0, 1, 3}) {
        CAPTURE(refused);
        *refusals = refused;
        for (int i = 0; i < 2; ++i) asio::post(strand, [&done] { ++done; });
        CHECK(*refusals == 0);
        context.restart();
        context.run();
        CHECK(std::exchange(done, 0) == 2);
    }
}

TEST_CASE("a strand of Asio's own is lost with the first turn that there is no memory for") {
    asio::io_context context;
    const auto refusals = std::make_shared<int>(1);
    const asio::strand<Refusing> strand(Refusing(context.get_executor(), refusals));
    bool done = false;
    const auto work = [&done] { done = true; };
    CHECK_THROWS_AS(asio::post(strand, work), std::bad_alloc);
    asio::post(strand, work);
    context.run();
    CHECK_FALSE(done);    // where this fails, Asio has mended it, and net/strand.h can go
}
