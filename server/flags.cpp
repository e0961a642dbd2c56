#include "server/flags.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "net/endpoint.h"
#include "server/settings_file.h"
#include "server/sqlite_store.h"
#include "wire/version.h"

namespace vouch::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kWrongUsage = 2;

template <class Unit>
unsigned in(Duration time) {
    return static_cast<unsigned>(std::chrono::duration_cast<Unit>(time).count());
}

/// The flags, each of which a settings file may hold as well.
class Flags {
public:
    Flags();
    std::variant<Task, int> read(int argc, const char* const* argv);

private:
    void add_places();
    void add_admission();
    void add_lists();
    Status take_from_file();
    Status finish();

    Task task_;
    std::string config_, listen_ = "0.0.0.0:8443", metrics_;
    unsigned tick_ms_, mix_ballots_, mix_wait_ms_, queue_;
    std::vector<unsigned> replace_after_s_;
    CLI::App app_{
        "Holds confidence votes: keeps their logs, admits what fits, and publishes what was admitted.\n"
        "Example: vouch-server --data /var/lib/vouch --name vote.example:8443 --listen 0.0.0.0:8443",
        "vouch-server"};
};

Flags::Flags() {
    const Limits& limits = task_.settings.limits;
    tick_ms_ = in<milliseconds>(limits.tick);
    mix_ballots_ = static_cast<unsigned>(limits.mix_ballots);
    mix_wait_ms_ = in<milliseconds>(limits.mix_wait);
    queue_ = static_cast<unsigned>(limits.queued_ballots);
    replace_after_s_ = {in<seconds>(limits.replace_after.first), in<seconds>(limits.replace_after.third),
                        in<seconds>(limits.replace_after.last_call)};
    task_.settings.program = "vouch-server " + version();
    app_.set_version_flag("--version",
                          fmt::format("{}, protocol {}, databases of schema {}", task_.settings.program,
                                      kProtocolVersion, SqliteStore::newest_schema()),
                          "Says which program this is, and ends");
    app_.add_option("--config", config_,
                    "A TOML file with any of the flags below, without their dashes: tick = 250.\n"
                    "What the command line says goes before it");
    app_.add_subcommand("check",
                        "Looks whether a server with these flags would run well, says what is wrong and\n"
                        "what to do, and ends")
        ->fallthrough()
        ->callback([this] { task_.verb = Task::Verb::check; });
    CLI::App* const backup = app_.add_subcommand(
        "backup",
        "Copies the data folder as no plain copy could while the server runs, checks the copy, and ends");
    backup->fallthrough()->callback([this] { task_.verb = Task::Verb::back_up; });
    backup->add_option("to", task_.back_up_to, "A folder that is not there yet")->required();
    app_.require_subcommand(0, 1);
    add_places();
    add_admission();
    add_lists();
}

void Flags::add_places() {
    Settings& settings = task_.settings;
    app_.add_option("--data", settings.data, "Folder of the logs and keys; made where there is none");
    app_.add_option("--name", settings.name, "Public HOST[:PORT]; part of every log's name for ever");
    app_.add_option("--listen", listen_, "ADDR:PORT to listen at; port 0 takes any")->capture_default_str();
    app_.add_option("--metrics", metrics_,
                    "ADDR:PORT where /metrics (Prometheus) and /healthz are answered, without TLS: one that\n"
                    "only this machine reaches, such as 127.0.0.1:9464");
    app_.add_option("--cert", settings.certificate,
                    "Certificate chain in PEM; without it a self-signed one is made");
    app_.add_option("--key", settings.key, "Its key in PEM");
}

/// When ballots are admitted.
void Flags::add_admission() {
    app_.add_option("--tick", tick_ms_, "Ballots are admitted every so many milliseconds, not in between")
        ->check(CLI::Range(in<milliseconds>(kTickMin), in<milliseconds>(kTickMax)))
        ->capture_default_str();
    app_.add_option("--mix-ballots", mix_ballots_,
                    "A ballot waits until those of so many participants can be admitted together,\n"
                    "so that nobody sees who cast when; 1: none waits")
        ->check(CLI::Range(1u, 1000u))
        ->capture_default_str();
    app_.add_option("--mix-wait", mix_wait_ms_, "But so many milliseconds at most")
        ->check(CLI::Range(0u, in<milliseconds>(kMixWaitMax)))
        ->capture_default_str();
    app_.add_option("--queue", queue_,
                    "So many ballots of a conference wait for their answers at most; of those one host has\n"
                    "half, and from half of that on it works for each")
        ->check(CLI::Range(2u, kQueuedBallotsMax))
        ->capture_default_str();
    app_.add_option("--replace-after", replace_after_s_,
                    "Seconds from a participant's last ballot until it can be replaced: the first two\n"
                    "times, from the third on, and each during a last call; 0,0,0 for a demonstration")
        ->delimiter(',')
        ->expected(3)
        ->check(CLI::Range(0u, in<seconds>(kReplaceAfterMax)))
        ->capture_default_str();
}

void Flags::add_lists() {
    app_.add_option_function<std::vector<std::string>>(
        "--restored",
        [this](const std::vector<std::string>& said) {
            for (const std::string& text : said) {
                auto parsed = Restored::parse(text);
                if (!parsed.ok()) throw CLI::ValidationError("--restored", parsed.rejection().detail);
                task_.settings.restored.push_back(*std::move(parsed));
            }
        },
        "ID:SIZE:ROOT, the newest checkpoint that anybody outside holds of a log that was restored\n"
        "from a backup without signed/; once for each such conference");
    app_.add_option_function<std::vector<std::string>>(
        "--relay",
        [this](const std::vector<std::string>& said) {
            for (const std::string& text : said) {
                const auto parsed = net::Endpoint::parse(text);
                if (!parsed.ok() || !parsed->path.empty())
                    throw CLI::ValidationError("--relay", "not of the form https://HOST[:PORT]");
                task_.settings.relays.push_back(parsed->authority());
            }
        },
        "https://HOST[:PORT] of a relay that the pages may cast ballots through; once for each. Which of\n"
        "them a conference uses stands in its manifest");
}

/// The first mistake is said with its line.
Status Flags::take_from_file() {
    if (config_.empty()) return accepted();
    const auto wrong = [this](const std::string& what) {
        return Rejection{Reason::malformed, config_ + ", " + what};
    };
    const auto settings = parse_settings(disk::read_text_file(config_, kSettingsFileBytesMax));
    if (!settings) return wrong(settings.rejection().detail);
    for (const auto& [key, values, line] : *settings) {
        CLI::Option* const flag = app_.get_option_no_throw("--" + key);
        if (flag == nullptr || key == "config" || key == "help" || key == "version")
            return wrong(
                fmt::format("line {}: there is no setting \"{}\"; see vouch-server --help", line, key));
        if (flag->count() > 0) continue;
        try {
            flag->add_result(values);
            flag->run_callback();
        } catch (const CLI::ParseError& error) {
            return wrong(fmt::format("line {}: {}", line, error.what()));
        }
    }
    return accepted();
}

/// What no flag can say by itself.
Status Flags::finish() {
    Settings& settings = task_.settings;
    if (settings.data.empty())
        return {Reason::malformed, "--data is missing: the folder of the logs and keys"};
    if (settings.certificate.empty() != settings.key.empty())
        return {Reason::malformed, "--cert and --key go together"};
    const auto listen_at = net::ListenAt::parse(listen_);
    if (!listen_at) return {Reason::malformed, "--listen: " + listen_at.rejection().detail};
    settings.listen_address = listen_at->address;
    settings.listen_port = listen_at->port;
    if (!metrics_.empty()) {
        const auto metrics_at = net::ListenAt::parse(metrics_);
        if (!metrics_at) return {Reason::malformed, "--metrics: " + metrics_at.rejection().detail};
        settings.metrics = *metrics_at;
    }
    Limits& limits = settings.limits;
    limits.tick = milliseconds(tick_ms_);
    limits.mix_ballots = mix_ballots_;
    limits.mix_wait = milliseconds(mix_wait_ms_);
    limits.queued_ballots = queue_;
    limits.replace_after = {seconds(replace_after_s_.at(0)), seconds(replace_after_s_.at(1)),
                            seconds(replace_after_s_.at(2))};
    return accepted();
}

std::variant<Task, int> Flags::read(int argc, const char* const* argv) {
    try {
        app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app_.exit(error) == 0 ? 0 : kWrongUsage;
    }
    const auto wrong = [](const std::string& what) {
        std::cerr << what << "\n";
        return kWrongUsage;
    };
    try {
        Status taken = take_from_file();
        if (taken.ok()) taken = finish();
        if (!taken.ok()) return wrong(taken.rejection().detail);
    } catch (const StorageError& error) {
        return wrong(error.what());
    }
    return std::move(task_);
}

}    // namespace

std::variant<Task, int> read_flags(int argc, const char* const* argv) {
    return Flags().read(argc, argv);
}

}    // namespace vouch::server
