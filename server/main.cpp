// vouch-server: the tally server as a program.

#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <iostream>

#include "crypto/sodium.h"
#include "server/instance.h"

namespace {

using vouch::server::Instance;
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

/// "ADDR:PORT", an IPv6 address in brackets.
bool parse_listen(const std::string& text, Settings& settings) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return false;
    std::string address = text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, settings.listen_port);
    settings.listen_address = address;
    return error == std::errc() && stop == end;
}

/// Two lines that a script can read, and once what to do next.
void introduce(const Instance& server, const Settings& settings) {
    std::cout << "listening " << settings.listen_address << ":" << server.port() << "\n"
              << "pin " << server.pin() << "\n";
    if (server.made_certificate())
        std::cout
            << "\nA certificate of the server's own was made. Clients take it with --pin and the digits "
               "above.\n"
            << "Next: put a line `name key` for each organizer into "
            << (settings.data / "organizers").string() << "\n(vouch organizer keygen shows the key), then\n"
            << "  vouch organizer create conference.toml --server https://" << server.name() << " --pin "
            << server.pin() << "\n"
            << "A backup is this folder without signed/ and lock, taken while the server stands still.\n";
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
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (!parse_listen(listen, settings)) {
        std::cerr << "--listen: not of the form ADDR:PORT\n";
        return 2;
    }
    spdlog::set_default_logger(spdlog::stderr_color_mt("vouch-server"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
    try {
        vouch::initialize_crypto();
        raise_open_files_limit();
        return run(settings, signals);
    } catch (const std::exception& error) {
        spdlog::error("{}", error.what());
        return 1;
    }
}
