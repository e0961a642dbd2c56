#include "client/cli/terminal.h"

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
