// vouch: what a verb's outcome means to the shell. Exit status 0 done, 1 refused, not verified, or an answer
// that could not be written, 2 wrong usage.

#include <fmt/core.h>

#include <csignal>

#include "client/cli/commands.h"
#include "client/cli/flags.h"
#include "client/cli/shared/screen.h"
#include "crypto/sodium.h"
#include "net/error.h"

namespace vouch::client {
namespace {

constexpr int kRefused = 1;

/// What to do about a certificate, in words.
std::string advice(const net::NetError& error) {
    if (error.failure() == net::Failure::untrusted_certificate)
        return "; if it is the server's own, name its pin with --pin, as whoever runs the server tells it";
    if (error.failure() == net::Failure::other_certificate)
        return "; ask whoever runs the server whether it was changed, and do not go on before";
    return "";
}

/// One sentence in one line, whatever stands in it: what is wrong and what to do next.
void complain(const std::string& sentence) {
    print(Stream::errors, "vouch: " + shown(sentence));
}

int run_verb(int count, char** words) {
    const auto asked = read_flags(count, words);
    if (const int* status = std::get_if<int>(&asked)) return *status;
    try {
        initialize_crypto();
        const Status done = std::get<Verb>(asked)();
        if (done.ok()) return 0;
        const Rejection& why = done.rejection();
        complain(why.detail.empty() ? std::string(name(why.reason))
                                    : fmt::format("{} ({})", why.detail, name(why.reason)));
    } catch (const WrongUsage& error) {
        complain(error.what());
        return kWrongUsage;
    } catch (const net::NetError& error) {
        complain(error.what() + advice(error));
    } catch (const std::exception& error) {
        complain(error.what());
    }
    return kRefused;
}

/// Says yes only where the answer has arrived.
int run(int count, char** words) {
    std::signal(SIGPIPE, SIG_IGN);    // a pipe that nobody reads is an error like a full disk
    const int status = run_verb(count, words);
    if (all_printed()) return status;
    complain(
        "standard output cannot be written: the answer is not complete, though what was asked for may be "
        "done");
    return status == 0 ? kRefused : status;
}

}    // namespace
}    // namespace vouch::client

int main(int count, char** words) {
    return vouch::client::run(count, words);
}
