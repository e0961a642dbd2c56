#include "client/cli/shared/terminal.h"

#include <unistd.h>
#include <catch2/catch.hpp>

using namespace vouch;
using namespace vouch::client;

namespace {
/// A pipe that holds the text, its writing end closed.
class Pipe {
public:
    explicit Pipe(std::string_view text) {
        REQUIRE(::pipe(ends_) == 0);
        REQUIRE(::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(ends_[1]);
    }
    ~Pipe() { ::close(ends_[0]); }
    int descriptor() const { return ends_[0]; }

private:
    int ends_[2];
};
}    // namespace

TEST_CASE("a passphrase is read line by line from a file descriptor") {
    const Pipe pipe("mật khẩu dài\r\nsecond one\nlast");
    const SecretSource source(pipe.descriptor());
    CHECK(equal(source.ask("?").view(), bytes_of("mật khẩu dài")));
    CHECK(equal(source.ask("?").view(), bytes_of("second one")));
    CHECK(equal(source.ask("?").view(), bytes_of("last")));
    CHECK_THROWS_WITH(source.ask("?"), Catch::Contains("no passphrase"));
}

TEST_CASE("a new passphrase has a least length, any passphrase a greatest") {
    const Pipe pipe("1234567\n12345678\n" + std::string(kSecretLineBytesMax + 1, 'x') + "\n");
    const SecretSource source(pipe.descriptor());
    CHECK_FALSE(source.ask_new("?").ok());
    CHECK(source.ask_new("?").ok());
    CHECK_THROWS_WITH(source.ask("?"), Catch::Contains("too long"));
    CHECK_THROWS(SecretSource(-1).ask("?"));
}

TEST_CASE("the progress bar fills its line and no more") {
    CHECK(Progress::line("Replay", 0, 10, 30) == "Replay [                ] 0/10");
    CHECK(Progress::line("Replay", 5, 10, 30) == "Replay [########        ] 5/10");
    CHECK(Progress::line("x", 0, 0, 10) == "x [    ] 0/0");
}

TEST_CASE("the bar says how fast ballots go and how long the rest takes, as far as it is known") {
    CHECK(Progress::pace_text(0, 0, 100) == "");
    CHECK(Progress::pace_text(0.2, 10, 95) == ", 10 s left");
    CHECK(Progress::pace_text(18340.4, 18340.4, 715'000) == ", 18340 ballots a second, 39 s left");
    CHECK(Progress::line("Verifying", 412'003, 1'131'210, 78, Progress::pace_text(18340, 18341, 719'207)) ==
          "Verifying [#####           ] 412003/1131210, 18340 ballots a second, 40 s left");
    CHECK(about_time(0) == "1 s");
    CHECK(about_time(119.5) == "2 min");
    CHECK(about_time(119) == "119 s");
    CHECK(about_time(601) == "11 min");
    CHECK(about_time(3 * 3600 + 5 * 60) == "3 h 5 min");
    CHECK(about_time(1e300) == about_time(1e9));
}

TEST_CASE("a pace is that of the last few seconds") {
    using namespace std::chrono_literals;
    Pace pace;
    const Pace::Clock::time_point start{};
    CHECK(pace.per_second() == 0);
    pace.at(start, 100);
    CHECK(pace.per_second() == 0);
    for (int i = 1; i <= 40; ++i) pace.at(start + i * 250ms, 100 + static_cast<std::uint64_t>(i) * 25);
    CHECK(pace.per_second() == Approx(100));
    for (int i = 41; i <= 64; ++i)
        pace.at(start + i * 250ms, 1100 + static_cast<std::uint64_t>(i - 40) * 250);
    CHECK(pace.per_second() == Approx(1000));
    pace.at(start + 16'001ms, 1'000'000);    // too soon after the last to be looked at
    CHECK(pace.per_second() == Approx(1000));
}
