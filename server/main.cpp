// vouch-server: the tally server as a program.

#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <fmt/core.h>
#include <algorithm>
#include <iostream>

#include "crypto/locked_memory.h"
#include "crypto/sodium.h"
#include "net/server.h"
#include "server/backup.h"
#include "server/check.h"
#include "server/flags.h"
#include "wire/quiet_parser.h"

namespace {

using vouch::server::Finding;
using vouch::server::Instance;
using vouch::server::Limits;
using vouch::server::Settings;
using vouch::server::Task;

/// Every thread inherits this, so that the signals wait for take_stop_signal(). Before any thread starts.
sigset_t hold_back_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);    // a client that is gone is an error of its connection
    return signals;
}

void take_stop_signal(const sigset_t& signals) {
    int number = 0;
    sigwait(&signals, &number);
    spdlog::info("stopping");
}

/// As many connections as the system lets this process have.
void raise_open_files_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// What databases take must not be what connections left.
void limit_conferences(Limits& limits) {
    const std::size_t files = vouch::net::Server::open_files().others - vouch::server::kFilesOfNoConference;
    limits.conferences = std::min(limits.conferences, files / vouch::server::kFilesOfConference);
}

/// Three lines that a script can read, once what to do next, and what a real vote cannot do without.
void introduce(const Instance& server, const Settings& settings) {
    std::cout << "listening " << settings.listen_address << ":" << server.port() << "\n"
              << "pin " << server.pin() << "\n"
              << "room for " << vouch::net::Server::slots_for_files() << " connections at a time\n";
    if (settings.metrics)
        std::cout << "metrics at http://" << settings.metrics->address << ":" << server.metrics_port()
                  << "/metrics\n";
    if (server.made_certificate())
        std::cout
            << "\nA certificate of the server's own was made. Clients take it with --pin and the digits "
               "above.\n"
            << "Next: put a line `name key` for each organizer into "
            << (settings.data / "organizers").string() << "\n(vouch organizer keygen shows the key), then\n"
            << "  vouch organizer create conference.toml --server https://" << server.name() << " --pin "
            << server.pin() << "\n"
            << "A backup is made with: vouch-server backup --data " << settings.data.string() << " FOLDER\n";
    if (settings.name.empty())
        std::cout << "This server is called " << server.name()
                  << ", and slips would say so, which no phone can open.\n"
                     "For a real vote start it with the name that phones reach it by: --name HOST[:PORT]\n";
    std::cout << std::flush;
}

int run(const Settings& settings, const sigset_t& signals) {
    Instance server(settings);
    introduce(server, settings);
    take_stop_signal(signals);
    server.stop();
    return 0;
}

/// The exit status: 1 where something is wrong.
int say_findings(const std::vector<Finding>& findings) {
    const auto word = [](Finding::Verdict verdict) {
        if (verdict == Finding::Verdict::good) return "good";
        return verdict == Finding::Verdict::doubtful ? "look" : "WRONG";
    };
    for (const auto& [verdict, about, sentence] : findings)
        std::cout << fmt::format("{:<6}{}: {}\n", word(verdict), about, sentence);
    const bool wrong = std::ranges::any_of(
        findings, [](const Finding& one) { return one.verdict == Finding::Verdict::wrong; });
    std::cout << (wrong ? "The server would not run well: mend what is WRONG first.\n"
                        : "The server would run.\n");
    return wrong ? 1 : 0;
}

int say_copies(const std::vector<vouch::server::BackedUp>& copies) {
    for (const auto& [conference, head] : copies)
        std::cout << fmt::format("{}: {} entries, root {}\n", conference, head.size,
                                 vouch::to_base64(head.root));
    std::cout << fmt::format("{} conference{} copied, and read again from the copy.\n", copies.size(),
                             copies.size() == 1 ? "" : "s");
    return 0;
}

}    // namespace

int main(int argc, char** argv) {
    vouch::keep_memory_private();
    const sigset_t signals = hold_back_stop_signals();
    auto read = vouch::server::read_flags(argc, argv);
    if (const int* const status = std::get_if<int>(&read)) return *status;
    auto& [verb, settings, back_up_to] = std::get<Task>(read);
    settings.web_client = vouch::server::web_bundle();
    spdlog::set_default_logger(spdlog::stderr_color_mt("vouch-server"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
    try {
        vouch::initialize_crypto();
        vouch::wire::keep_parser_quiet();
        raise_open_files_limit();
        if (verb == Task::Verb::check) return say_findings(vouch::server::check(settings));
        if (verb == Task::Verb::back_up) return say_copies(vouch::server::back_up(settings.data, back_up_to));
        limit_conferences(settings.limits);
        return run(settings, signals);
    } catch (const std::invalid_argument& error) {
        std::cerr << error.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        spdlog::error("{}", error.what());
        return 1;
    }
}
