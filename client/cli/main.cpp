// vouch: what a verb's outcome means to the shell. Exit status 0 done, 1 refused, not verified, or an answer
// that could not be written, 2 wrong usage, 3 an alarm.

#include <fmt/core.h>

#include <csignal>

#include "client/cli/commands.h"
#include "client/cli/flags.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/screen.h"
#include "crypto/locked_memory.h"
#include "crypto/sodium.h"
#include "net/error.h"
#include "wire/quiet_parser.h"

namespace vouch::client {
namespace {

constexpr int kRefused = 1, kAlarm = 3;

/// How the network failed, and what to do.
std::string told_of_network(const net::NetError& error) {
    const auto& all = says().failure;
    switch (error.failure()) {
        case net::Failure::unreachable:
            return all.unreachable({.what = error.what()});
        case net::Failure::timed_out:
            return all.timed_out({.what = error.what()});
        case net::Failure::cut_off:
            return all.cut_off({.what = error.what()});
        case net::Failure::not_tls:
            return all.not_tls({.what = error.what()});
        case net::Failure::untrusted_certificate:
            return all.untrusted_certificate({.what = error.what()});
        case net::Failure::certificate_ended:
            return all.certificate_ended({.what = error.what()});
        case net::Failure::wrong_name:
            return all.wrong_name({.what = error.what()});
        case net::Failure::other_certificate:
            return all.other_certificate({.what = error.what()});
        case net::Failure::bad_answer:
            return all.bad_answer({.what = error.what()});
        case net::Failure::too_large:
            return all.too_large({.what = error.what()});
    }
    return error.what();
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
        wire::keep_parser_quiet();
        const Status done = std::get<Verb>(asked)();
        if (done.ok()) return 0;
        complain(told(done.rejection()));
    } catch (const WrongUsage& error) {
        complain(error.what());
        return kWrongUsage;
    } catch (const Alarmed& error) {
        complain(error.what());
        return kAlarm;
    } catch (const Failed& error) {
        complain(error.what());
    } catch (const net::NetError& error) {
        complain(told_of_network(error));
    } catch (const std::exception& error) {
        complain(says().failure.unforeseen({.what = error.what()}));
    }
    return kRefused;
}

/// Says yes only where the answer has arrived.
int run(int count, char** words) {
    speak(spoken_language(count, words));
    std::signal(SIGPIPE, SIG_IGN);    // a pipe that nobody reads is an error like a full disk
    const int status = run_verb(count, words);
    if (all_printed()) return status;
    complain(says().screen.output_lost);
    return status == 0 ? kRefused : status;
}

}    // namespace
}    // namespace vouch::client

int main(int count, char** words) {
    vouch::keep_memory_private();
    return vouch::client::run(count, words);
}
