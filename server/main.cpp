// vouch-server: the tally server as a program.

#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "crypto/locked_memory.h"
#include "crypto/sodium.h"
#include "net/endpoint.h"
#include "net/server.h"
#include "server/instance.h"
#include "wire/quiet_parser.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using vouch::server::Instance;
using vouch::server::Limits;
using vouch::server::Settings;

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

/// When ballots are admitted, as the command line says it.
struct Admission {
    unsigned tick_ms, mix_ballots, mix_wait_ms, queue;
    std::vector<unsigned> replace_after_s;

    explicit Admission(const Limits& limits)
        : tick_ms(in<milliseconds>(limits.tick)),
          mix_ballots(static_cast<unsigned>(limits.mix_ballots)),
          mix_wait_ms(in<milliseconds>(limits.mix_wait)),
          queue(static_cast<unsigned>(limits.queued_ballots)),
          replace_after_s{in<seconds>(limits.replace_after.first), in<seconds>(limits.replace_after.third),
                          in<seconds>(limits.replace_after.last_call)} {}

    template <class Unit>
    static unsigned in(vouch::server::Duration time) {
        return static_cast<unsigned>(std::chrono::duration_cast<Unit>(time).count());
    }
    void add_to(CLI::App& app) {
        using namespace vouch::server;
        app.add_option("--tick", tick_ms, "Ballots are admitted every so many milliseconds, not in between")
            ->check(CLI::Range(in<milliseconds>(kTickMin), in<milliseconds>(kTickMax)))
            ->capture_default_str();
        app.add_option("--mix-ballots", mix_ballots,
                       "A ballot waits until those of so many participants can be admitted together,\n"
                       "so that nobody sees who cast when; 1: none waits")
            ->check(CLI::Range(1u, 1000u))
            ->capture_default_str();
        app.add_option("--mix-wait", mix_wait_ms, "But so many milliseconds at most")
            ->check(CLI::Range(0u, in<milliseconds>(kMixWaitMax)))
            ->capture_default_str();
        app.add_option(
               "--queue", queue,
               "So many ballots of a conference wait for their answers at most; of those one host has\n"
               "half, and from half of that on it works for each")
            ->check(CLI::Range(2u, kQueuedBallotsMax))
            ->capture_default_str();
        app.add_option("--replace-after", replace_after_s,
                       "Seconds from a participant's last ballot until it can be replaced: the first two\n"
                       "times, from the third on, and each during a last call; 0,0,0 for a demonstration")
            ->delimiter(',')
            ->expected(3)
            ->check(CLI::Range(0u, in<seconds>(kReplaceAfterMax)))
            ->capture_default_str();
    }
    void put_into(Limits& limits) const {
        limits.tick = milliseconds(tick_ms);
        limits.mix_ballots = mix_ballots;
        limits.mix_wait = milliseconds(mix_wait_ms);
        limits.queued_ballots = queue;
        limits.replace_after = {seconds(replace_after_s.at(0)), seconds(replace_after_s.at(1)),
                                seconds(replace_after_s.at(2))};
    }
};

void add_restored(CLI::App& app, std::vector<vouch::server::Restored>& restored) {
    app.add_option_function<std::vector<std::string>>(
        "--restored",
        [&restored](const std::vector<std::string>& said) {
            for (const std::string& text : said) {
                auto parsed = vouch::server::Restored::parse(text);
                if (!parsed.ok()) throw CLI::ValidationError("--restored", parsed.rejection().detail);
                restored.push_back(*std::move(parsed));
            }
        },
        "ID:SIZE:ROOT, the newest checkpoint that anybody outside holds of a log that was restored\n"
        "from a backup without signed/; once for each such conference");
}

void add_relays(CLI::App& app, std::vector<std::string>& relays) {
    app.add_option_function<std::vector<std::string>>(
        "--relay",
        [&relays](const std::vector<std::string>& said) {
            for (const std::string& text : said) {
                const auto parsed = vouch::net::Endpoint::parse(text);
                if (!parsed.ok() || !parsed->path.empty())
                    throw CLI::ValidationError("--relay", "not of the form https://HOST[:PORT]");
                relays.push_back(parsed->authority());
            }
        },
        "https://HOST[:PORT] of a relay that the pages may cast ballots through; once for each. Which of\n"
        "them a conference uses stands in its manifest");
}

/// Three lines that a script can read, once what to do next, and what a real vote cannot do without.
void introduce(const Instance& server, const Settings& settings) {
    std::cout << "listening " << settings.listen_address << ":" << server.port() << "\n"
              << "pin " << server.pin() << "\n"
              << "room for " << vouch::net::Server::slots_for_files() << " connections at a time\n";
    if (server.made_certificate())
        std::cout
            << "\nA certificate of the server's own was made. Clients take it with --pin and the digits "
               "above.\n"
            << "Next: put a line `name key` for each organizer into "
            << (settings.data / "organizers").string() << "\n(vouch organizer keygen shows the key), then\n"
            << "  vouch organizer create conference.toml --server https://" << server.name() << " --pin "
            << server.pin() << "\n"
            << "A backup is this folder without signed/ and lock, taken while the server stands still.\n";
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

}    // namespace

int main(int argc, char** argv) {
    vouch::keep_memory_private();
    const sigset_t signals = hold_back_stop_signals();
    Settings settings;
    settings.web_client = vouch::server::web_bundle();
    std::string listen = "0.0.0.0:8443";
    CLI::App app{
        "Holds confidence votes: keeps their logs, admits what fits, and publishes what was admitted.\n"
        "Example: vouch-server --data /var/lib/vouch --name vote.example:8443 --listen 0.0.0.0:8443",
        "vouch-server"};
    app.add_option("--data", settings.data, "Folder of the logs and keys; made where there is none")
        ->required();
    app.add_option("--name", settings.name, "Public HOST[:PORT]; part of every log's name for ever");
    app.add_option("--listen", listen, "ADDR:PORT to listen at; port 0 takes any")->capture_default_str();
    auto* const certificate = app.add_option(
        "--cert", settings.certificate, "Certificate chain in PEM; without it a self-signed one is made");
    auto* const key = app.add_option("--key", settings.key, "Its key in PEM");
    certificate->needs(key);
    key->needs(certificate);
    add_restored(app, settings.restored);
    add_relays(app, settings.relays);
    Admission admission(settings.limits);
    admission.add_to(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto listen_at = vouch::net::ListenAt::parse(listen);
    if (!listen_at) {
        std::cerr << "--listen: " << listen_at.rejection().detail << "\n";
        return 2;
    }
    settings.listen_address = listen_at->address;
    settings.listen_port = listen_at->port;
    admission.put_into(settings.limits);
    spdlog::set_default_logger(spdlog::stderr_color_mt("vouch-server"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
    try {
        vouch::initialize_crypto();
        vouch::wire::keep_parser_quiet();
        raise_open_files_limit();
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
