// vouch: flags, and what a verb's outcome means to the shell. Exit status 0 done, 1 refused or not verified,
// 2 wrong usage. CLI11 is included here alone: it costs eight seconds.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "client/cli/commands.h"
#include "crypto/sodium.h"

namespace vouch::client {
namespace {

constexpr int kRefused = 1, kWrongUsage = 2;

/// The verbs and their flags; what was chosen is run once the flags are read.
class Commands {
public:
    explicit Commands(CLI::App& app) : app_(app) {
        app.require_subcommand(1);
        audit_verbs();
        rehearse_verb();
    }
    Status run() { return chosen_(); }

private:
    CLI::App* role(const char* name, const char* what) {
        CLI::App* role = app_.add_subcommand(name, what);
        role->require_subcommand(1);
        return role;
    }

    CLI::App* verb(CLI::App* role, const char* name, const std::string& what, const std::string& example,
                   std::function<Status()> call) {
        CLI::App* verb = role->add_subcommand(name, what);
        verb->footer("Example:\n    vouch " + role->get_name() + " " + name + " " + example);
        verb->callback([this, call] { chosen_ = call; });
        return verb;
    }

    void pin(CLI::App* verb) {
        verb->add_option("--pin", common_.pin,
                         "the pin of the server's certificate, which the server prints");
    }
    void json(CLI::App* verb) { verb->add_flag("--json", common_.json, "answer in JSON"); }
    void language(CLI::App* verb) {
        verb->add_option("--language", common_.language, "vi or en")->check(CLI::IsMember({"vi", "en"}));
    }

    void source(CLI::App* verb) {
        verb->add_option("source", verify_.source, "a conference's URL, its log's, or a folder with a log")
            ->required();
        verb->add_option(
                "--vkey", verify_.vkey,
                "the file with the log's verifier key, from the minutes or the hall, not from the log")
            ->required();
        pin(verb);
    }

    void audit_verbs() {
        CLI::App* audit = role("audit", "Check a published log, without trusting anybody");
        CLI::App* one = verb(audit, "fetch", "Copy a log; goes on where it stopped",
                             "https://vote.example/c/0123456789abcdef --out audit",
                             [this] { return audit_fetch(common_, verify_.source, out_); });
        one->add_option("url", verify_.source, "the conference's URL")->required();
        one->add_option("--out", out_, "the folder for the copy; the log is put into log/ there")->required();
        pin(one);
        json(one);

        one = verb(audit, "verify",
                   "Check everything, and say what was proven; exit status 0 only if all holds",
                   "audit/log --vkey log.vkey", [this] { return audit_verify(common_, verify_); });
        source(one);
        one->add_option("--named-roll", verify_.named_roll, "a named-roll.csv to hold against the log");
        one->add_option("--report", verify_.report, "write the report, in JSON, to this file");
        json(one);
        language(one);

        one = verb(audit, "lookup", "Find a tracker: counted, superseded, or absent",
                   "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23 audit/log --vkey log.vkey",
                   [this] { return audit_lookup(common_, verify_, tracker_); });
        one->add_option("tracker", tracker_, "26 characters, or 64 hexadecimal digits")->required();
        source(one);
        json(one);

        one = verb(audit, "minutes", "Write the minutes of counting, from a log that holds",
                   "audit/log --vkey log.vkey --out minutes.txt --csv results.csv",
                   [this] { return audit_minutes(common_, verify_, out_, csv_); });
        source(one);
        one->add_option("--out", out_, "the file for the minutes; standard output where it is left out");
        one->add_option("--csv", csv_, "a file for the results as a table");
        language(one);
    }

    void rehearse_verb() {
        CLI::App* one = app_.add_subcommand(
            "rehearse", "Hold a whole conference from a table of results, marked as a rehearsal");
        one->footer(
            "Example:\n    vouch rehearse https://vote.example --results results.csv --roll 485 --present "
            "480 "
            "--ballots 475 --out rehearsal");
        one->callback([this] { chosen_ = [this] { return rehearse_conference(common_, rehearse_); }; });
        RehearsalOptions& options = rehearse_.options;
        const std::map<std::string, election::Base> bases{{"members", election::Base::summoned},
                                                          {"collected", election::Base::collected}};
        one->add_option("server", rehearse_.server, "the server's URL")->required();
        one->add_option("--results", rehearse_.results, "a table with position,high,medium,low")->required();
        one->add_option("--roll", options.summoned, "how many are summoned")->required();
        one->add_option("--present", options.present, "how many check in; all where it is left out");
        one->add_option("--ballots", options.ballots,
                        "how many vote; all who are present where it is left out");
        one->add_option("--base", options.base, "what percentages are over: members or collected")
            ->transform(CLI::CheckedTransformer(bases).description("members or collected"));
        one->add_option("--profile", options.profile, "the rules: party or state");
        one->add_option("--revotes", options.revotes, "how many change their vote once");
        one->add_option("--seed", options.seed, "draws marks and names, never keys");
        one->add_option("--language", options.language, "of the table: vi or en")
            ->check(CLI::IsMember({"vi", "en"}));
        one->add_option("--out", rehearse_.out, "an empty folder, or an earlier rehearsal's")->required();
        one->add_option("--home", common_.home, "the folder with the organizer's key");
        one->add_option("--passphrase-fd", common_.passphrase_fd,
                        "the file descriptor to read the passphrase from");
        pin(one);
        json(one);
        for (CLI::Option* option : one->get_options())
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }

    CLI::App& app_;
    std::function<Status()> chosen_;
    Common common_;
    AuditVerify verify_;
    Rehearse rehearse_;
    std::string tracker_;
    Path out_, csv_;
};

/// One sentence: what is wrong and what to do next.
void complain(const std::string& sentence) {
    fmt::print(stderr, "vouch: {}\n", sentence);
}

int run(int count, char** words) {
    CLI::App app("Vouch: a verifiable confidence vote", "vouch");
    Commands commands(app);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kWrongUsage;
    }
    try {
        initialize_crypto();
        const Status done = commands.run();
        if (done.ok()) return 0;
        const Rejection& why = done.rejection();
        complain(why.detail.empty() ? std::string(name(why.reason))
                                    : fmt::format("{} ({})", why.detail, name(why.reason)));
    } catch (const std::exception& error) {
        complain(error.what());
    }
    return kRefused;
}

}    // namespace
}    // namespace vouch::client

int main(int count, char** words) {
    return vouch::client::run(count, words);
}
