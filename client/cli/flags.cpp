#include "client/cli/flags.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <sstream>

#include "client/cli/shared/relay_address.h"
#include "client/cli/shared/says.h"
#include "election/profiles.h"
#include "election/typed.h"
#include "texts/texts.h"
#include "wire/version.h"

namespace vouch::client {
namespace {

/// What is wrong with what a person typed; empty where nothing is.
std::string fault_of(const std::string& given, const election::TypedForm& form) {
    const auto typed = read_typed_text(given, form);
    return typed.ok() ? "" : told(typed.rejection());
}
/// Says by place what is mistyped, before anything else is done.
CLI::Validator typed_as(const election::TypedForm& form) {
    return {[form](const std::string& given) { return fault_of(given, form); }, ""};
}
/// The same, or all 32 bytes in hexadecimal digits, as QR codes have them.
CLI::Validator whole_or(const election::TypedForm& form) {
    return {[form](const std::string& given) {
                const auto whole = from_hex(given);
                const bool is_whole = whole.ok() && whole->size() == std::tuple_size_v<Bytes32>;
                return is_whole ? std::string() : fault_of(given, form);
            },
            ""};
}

CLI::Validator written_as_relay() {
    return {[](const std::string& given) {
                return parse_relay(given).ok() ? std::string() : std::string(says().relay.form);
            },
            ""};
}

/// The verbs and their flags; what was chosen is run once the flags are read.
class Commands {
public:
    explicit Commands(CLI::App& app) : app_(app) {
        verify_.program = "vouch " + version();
        app.require_subcommand(1);
        organizer_verbs();
        organizer_voting_verbs();
        organizers_verbs();
        trustee_verbs();
        witness_verbs();
        participant_verbs();
        audit_verbs();
        rehearse_verb();
        relay_verb();
    }
    Status run() {
        VOUCH_TRY(answer, chosen_());
        print(common_, answer);
        return answer.ended;
    }

private:
    CLI::App* role(const char* name, const char* what) {
        CLI::App* role = app_.add_subcommand(name, what);
        role->require_subcommand(1);
        return role;
    }

    CLI::App* verb(CLI::App* role, const char* name, const std::string& what, const std::string& example,
                   std::function<Result<CommandOutput>()> call) {
        CLI::App* verb = role->add_subcommand(name, what);
        verb->footer(std::string(says().help.example) + "\n    vouch " + role->get_name() + " " + name + " " +
                     example);
        verb->callback([this, call] { chosen_ = call; });
        language(verb);
        return verb;
    }

    void pin(CLI::App* verb) { verb->add_option("--pin", common_.pin, says().help.pin); }
    void json(CLI::App* verb) { verb->add_flag("--json", common_.json, says().help.json); }
    void language(CLI::App* verb) {
        verb->add_option("--language", common_.language, says().help.language)
            ->check(CLI::IsMember(texts::languages()));
    }

    void yes(CLI::App* verb) { verb->add_flag("--yes", common_.yes, says().help.yes); }
    /// A verb that works with a key.
    CLI::App* keyed_verb(CLI::App* role, const char* name, const std::string& what,
                         const std::string& example, std::function<Result<CommandOutput>()> call) {
        CLI::App* one = verb(role, name, what, example, std::move(call));
        one->add_option("--home", common_.home, says().help.home({.folder = "~/.vouch/" + role->get_name()}));
        one->add_option("--passphrase-fd", common_.passphrase_fd, says().help.passphrase_fd);
        json(one);
        return one;
    }
    void number(CLI::App* verb) { verb->add_option("number", number_, says().help.number)->required(); }
    void name(CLI::App* verb) { verb->add_option("--name", name_, says().help.name)->required(); }

    void organizer_verbs() {
        organizer_ = role("organizer", says().help.organizer);
        CLI::App* one = keyed_verb(organizer_, "keygen", says().help.organizer_keygen, "--name \"Nguyễn An\"",
                                   [this] { return organizer_keygen(common_, name_); });
        name(one);

        one = keyed_verb(organizer_, "create", says().help.create,
                         "conference.toml --server https://vote.example",
                         [this] { return organizer_create(common_, file_, url_, rehearsal_); });
        one->add_option("file", file_, "conference.toml")->required();
        one->add_option("--server", url_, says().help.server)->required();
        one->add_flag("--rehearsal", rehearsal_, says().help.rehearsal);
        pin(one);
        yes(one);

        one = keyed_verb(organizer_, "roll", says().help.roll, "roll.csv", [this] {
            return check_only_ ? organizer_check_roll(common_, file_) : organizer_roll(common_, file_);
        });
        one->add_option("file", file_, says().help.roll_file)->required();
        one->add_flag("--check", check_only_, says().help.roll_check);
        yes(one);

        one = keyed_verb(organizer_, "slips", says().help.slips, "--out slips.html",
                         [this] { return organizer_slips(common_, out_, slips_); });
        one->add_option("--out", out_, says().help.slips_out)->required();
        one->add_flag("--without-board", slips_.without_board, says().help.without_board);
        CLI::Option* numbers = one->add_option("--number", slips_.numbers, says().help.only_numbers);
        one->add_option("--hall", slips_.hall, says().help.only_hall)->excludes(numbers);

        one = keyed_verb(organizer_, "revoke", says().help.revoke, "17 --out slip.html",
                         [this] { return organizer_revoke(common_, number_, out_); });
        number(one);
        one->add_option("--out", out_, says().help.revoke_out);
        yes(one);

        one = keyed_verb(organizer_, "board", says().help.board, "--sign 7KQ2-M4XV B0T9-11WZ 5D3C-QY8N",
                         [this] { return organizer_board(common_, board_); });
        CLI::Option* invite =
            one->add_option("--invite", board_.invite, says().help.invite)->check(CLI::Range(1, 100));
        invite->needs(one->add_option("--out", board_.out, says().help.invite_out));
        one->add_option("--sign", board_.characters, says().help.sign)
            ->check(typed_as(election::kTypedKeyCard));
        yes(one);
    }

    void organizers_verbs() {
        attach(organizer_, [this] {
            return organizer_attach(common_, url_, file_);
        })->add_option("--codes", file_, says().help.codes);
        keyed_verb(organizer_, "hand-over", says().help.hand_over, "--out /media/usb/codes",
                   [this] { return organizer_hand_over(common_, out_); })
            ->add_option("--out", out_, says().help.hand_over_out)
            ->required();
        status(organizer_);
    }

    void organizer_voting_verbs() {
        CLI::App* one = keyed_verb(organizer_, "open", says().help.open, "",
                                   [this] { return organizer_open(common_, reason_); });
        one->add_option("--without-quorum", reason_, says().help.without_quorum);
        yes(one);
        one = keyed_verb(organizer_, "close", says().help.close, "",
                         [this] { return organizer_close(common_, std::chrono::seconds(last_call_)); });
        one->add_option("--last-call", last_call_, says().help.last_call)
            ->check(CLI::Range(0, 3600))
            ->capture_default_str();
        yes(one);
        one = keyed_verb(organizer_, "announce", says().help.announce, "",
                         [this] { return organizer_announce(common_); });
        yes(one);
        one = keyed_verb(organizer_, "annul", says().help.annul,
                         "--reason \"two members of the board are ill\"",
                         [this] { return organizer_annul(common_, reason_); });
        one->add_option("--reason", reason_, says().help.annul_reason)->required();
        yes(one);
        one = keyed_verb(organizer_, "paper", says().help.paper, "17",
                         [this] { return organizer_paper(common_, number_); });
        number(one);
        yes(one);
    }

    /// How far the conference of the role's folder is. It asks for no passphrase.
    void status(CLI::App* role) {
        const std::string of = role->get_name();
        CLI::App* one = verb(role, "status", says().help.status, "",
                             [this, of] { return conference_status(common_, of.c_str()); });
        one->add_option("--home", common_.home, says().help.home({.folder = "~/.vouch/" + of}));
        json(one);
    }
    CLI::App* attach(CLI::App* role, std::function<Result<CommandOutput>()> call) {
        CLI::App* one = keyed_verb(role, "attach", says().help.attach,
                                   "https://vote.example/c/0123456789abcdef", std::move(call));
        one->add_option("url", url_, says().help.conference_url)->required();
        pin(one);
        return one;
    }

    void witness_verbs() {
        CLI::App* witness = role("witness", says().help.witness);
        name(keyed_verb(witness, "keygen", says().help.keygen, "--name \"Ban Kiểm tra\"",
                        [this] { return witness_keygen(common_, name_); }));
        attach(witness, [this] { return witness_attach(common_, url_); });
        yes(keyed_verb(witness, "confirm", says().help.confirm, "",
                       [this] { return witness_confirm(common_); }));
        status(witness);
        follow_verb(witness);
    }

    void follow_verb(CLI::App* witness) {
        CLI::App* one = keyed_verb(witness, "follow", says().help.follow,
                                   "https://vote.example/c/0123456789abcdef --listen 0.0.0.0:8444",
                                   [this] { return witness_follow(common_, follow_); });
        one->add_option("url", follow_.url, says().help.follow_url);
        one->add_option("--logs", follow_.logs, says().help.follow_logs);
        CLI::Option* listen = one->add_option("--listen", follow_.listen, says().help.follow_listen);
        CLI::Option* certificate = one->add_option("--cert", follow_.certificate, says().help.follow_cert);
        CLI::Option* key = one->add_option("--key", follow_.key, says().help.follow_key);
        certificate->needs(key)->needs(listen);
        key->needs(certificate);
        const auto seconds = [one](const char* flag, std::chrono::milliseconds& into, const char* what) {
            one->add_option_function<std::uint32_t>(
                   flag, [&into](std::uint32_t given) { into = std::chrono::seconds(given); }, what)
                ->check(CLI::Range(1u, 86'400u));
        };
        seconds("--every", follow_.every, says().help.follow_every);
        seconds("--web-every", follow_.web_every, says().help.follow_web_every);
        one->add_flag("--once", follow_.once, says().help.follow_once)->excludes(listen);
        pin(one);
    }

    void trustee_verbs() {
        CLI::App* trustee = role("trustee", says().help.trustee);
        name(keyed_verb(trustee, "keygen", says().help.keygen, "--name \"Lê Chi\"",
                        [this] { return trustee_keygen(common_, name_); }));
        CLI::App* one = keyed_verb(trustee, "join", says().help.join, "--invitation invitation-1.txt",
                                   [this] { return trustee_join(common_, join_); });
        one->add_option("--invitation", join_.invitation, says().help.invitation);
        CLI::Option* head = one->add_flag("--head", join_.head, says().help.head);
        one->add_option("--anchor", join_.anchor, says().help.anchor)
            ->excludes(head)
            ->check(whole_or(election::kTypedReadOut));
        pin(one);
        keyed_verb(trustee, "check", says().help.trustee_check, "",
                   [this] { return trustee_check(common_); });
        status(trustee);
        keyed_verb(trustee, "check-slips", says().help.check_slips, "", [this] {
            return trustee_check_slips(common_, slip_.slip_fd);
        })->add_option("--slip-fd", slip_.slip_fd, says().help.slips_fd);
        yes(keyed_verb(trustee, "confirm", says().help.confirm, "",
                       [this] { return trustee_confirm(common_); }));
        yes(keyed_verb(trustee, "count", says().help.count, "", [this] { return trustee_count(common_); }));
        one = keyed_verb(trustee, "paper-count", says().help.paper_count, "paper.csv", [this] {
            return check_only_ ? trustee_check_paper_count(common_, paper_count_)
                               : trustee_paper_count(common_, paper_count_);
        });
        CLI::Option* file = one->add_option("file", paper_count_, says().help.paper_file);
        one->add_flag("--check", check_only_, says().help.paper_check)->needs(file);
        yes(one);
    }

    void participant_verbs() {
        CLI::App* participant = role("participant", says().help.participant);
        CLI::App* one = keyed_verb(participant, "enrol", says().help.enrol, "",
                                   [this] { return participant_enrol(common_, slip_); });
        one->add_option("--slip-fd", slip_.slip_fd, says().help.slip_fd);
        CLI::Option* address = one->add_option("--url", slip_.url, says().help.slip_url);
        address->needs(one->add_option("--number", slip_.number, says().help.slip_number));
        pin(one);
        yes(one);
        one = keyed_verb(participant, "cast", says().help.cast, "",
                         [this] { return participant_cast(common_, fingerprint_, relay_); });
        one->add_option("--relay", relay_, says().help.cast_relay)->check(written_as_relay());
        fingerprint(one);
        yes(one);
        one = keyed_verb(participant, "challenge", says().help.challenge, "--out challenge.json", [this] {
            return check_.empty() ? participant_challenge(common_, out_, fingerprint_)
                                  : participant_check(common_, check_, url_, tracker_);
        });
        CLI::Option* out = one->add_option("--out", out_, says().help.challenge_out);
        CLI::Option* check = one->add_option("--check", check_, says().help.challenge_check)->excludes(out);
        check->needs(one->add_option("--url", url_, says().help.conference_url));
        check->needs(one->add_option("--tracker", tracker_, says().help.noted_tracker)
                         ->check(whole_or(election::kTypedTracker)));
        one->parse_complete_callback([this] {
            if (out_.empty() && check_.empty()) throw CLI::RequiredError("--out or --check");
        });
        fingerprint(one);
        pin(one);
        yes(one);
        keyed_verb(participant, "mine", says().help.mine, "--key vouch:mine-key:...", [this] {
            return participant_mine(common_, key_);
        })->add_option("--key", key_, says().help.mine_key);
        keyed_verb(participant, "receipt", says().help.receipt, "",
                   [this] { return participant_receipt(common_); });
    }

    void fingerprint(CLI::App* verb) {
        verb->add_option("--fingerprint", fingerprint_, says().help.fingerprint)
            ->check(whole_or(election::kTypedFingerprint));
    }

    void source(CLI::App* verb) {
        verb->add_option("source", verify_.source, says().help.source)->required();
        verb->add_option("--vkey", verify_.vkey, says().help.vkey)->required();
        pin(verb);
    }

    void audit_verbs() {
        CLI::App* audit = role("audit", says().help.audit);
        CLI::App* one =
            verb(audit, "fetch", says().help.fetch, "https://vote.example/c/0123456789abcdef --out audit",
                 [this] { return audit_fetch(common_, verify_.source, out_); });
        one->add_option("url", verify_.source, says().help.conference_url)->required();
        one->add_option("--out", out_, says().help.fetch_out)->required();
        pin(one);
        json(one);

        one = verb(audit, "verify", says().help.verify, "audit/log --vkey log.vkey",
                   [this] { return audit_verify(common_, verify_); });
        source(one);
        one->add_option("--results", verify_.results, says().help.results);
        one->add_option("--named-roll", verify_.named_roll, says().help.named_roll);
        one->add_option("--report", verify_.report, says().help.report);
        one->add_option("--resume", verify_.resume, says().help.resume);
        witnesses(one);
        json(one);

        one = verb(audit, "lookup", says().help.lookup,
                   "YDXV-BKW5-HSFT-34TE-SCYD-Y3YH-5CAP audit/log --vkey log.vkey",
                   [this] { return audit_lookup(common_, verify_, tracker_); });
        one->add_option("tracker", tracker_, says().help.lookup_tracker)
            ->required()
            ->check(whole_or(election::kTypedTracker));
        source(one);
        json(one);

        one = verb(audit, "refusal", says().help.audit_refusal,
                   "refusal.json https://vote.example/c/0123456789abcdef --vkey log.vkey",
                   [this] { return audit_refusal(common_, verify_, file_); });
        one->add_option("file", file_, says().help.refusal_file)->required();
        source(one);
        json(one);

        one = verb(audit, "mine", says().help.audit_mine,
                   "https://vote.example/c/0123456789abcdef --vkey log.vkey --number 17 --tracker TRACKER",
                   [this] { return audit_mine(common_, verify_, number_, tracker_); });
        source(one);
        one->add_option("--number", number_, says().help.person_number)->required();
        one->add_option("--tracker", tracker_, says().help.person_tracker)
            ->required()
            ->check(whole_or(election::kTypedTracker));
        json(one);

        witness_audit_verbs(audit);

        one = verb(audit, "minutes", says().help.minutes,
                   "audit/log --vkey log.vkey --pdf minutes.pdf --csv results.csv",
                   [this] { return audit_minutes(common_, verify_, minutes_); });
        source(one);
        one->add_option("--out", minutes_.out, says().help.minutes_out);
        one->add_option("--pdf", minutes_.pdf, says().help.minutes_pdf);
        one->add_option("--csv", minutes_.csv, says().help.minutes_csv);
        one->add_option("--spreadsheet", minutes_.spreadsheet, says().help.minutes_spreadsheet);
    }

    CLI::Option* witnesses(CLI::App* verb) {
        return verb->add_option("--witnesses", verify_.witnesses, says().help.witnesses);
    }

    void witness_audit_verbs(CLI::App* audit) {
        CLI::App* one =
            verb(audit, "cosign", says().help.cosign, "audit/log --vkey log.vkey --witnesses witnesses",
                 [this] { return audit_cosign(common_, verify_, verify_.witnesses, out_); });
        source(one);
        witnesses(one)->required();
        one->add_option("--out", out_, says().help.cosign_out);
        json(one);

        one = verb(audit, "evidence", says().help.evidence, "fork-0123456789abcdef --vkey log.vkey",
                   [this] { return audit_evidence(common_, file_, verify_.vkey, verify_.witnesses); });
        one->add_option("folder", file_, says().help.evidence_folder)->required();
        one->add_option("--vkey", verify_.vkey, says().help.vkey)->required();
        witnesses(one);
        json(one);
    }

    void rehearse_verb() {
        CLI::App* one = app_.add_subcommand("rehearse", says().help.rehearse);
        one->footer(
            std::string(says().help.example) +
            "\n    vouch rehearse https://vote.example --results results.csv --roll 485 --present 480 "
            "--ballots 475 --out rehearsal");
        one->callback([this] { chosen_ = [this] { return rehearse_conference(common_, rehearse_); }; });
        RehearsalOptions& options = rehearse_.options;
        const std::map<std::string, election::Base> bases{{"summoned", election::Base::summoned},
                                                          {"collected", election::Base::collected}};
        one->add_option("server", rehearse_.server, says().help.server)->required();
        CLI::Option* results = one->add_option("--results", rehearse_.results, says().help.table);
        CLI::Option* conference =
            one->add_option("--conference", rehearse_.conference, says().help.own_conference)
                ->excludes(results);
        one->parse_complete_callback([this] {
            if (rehearse_.results.empty() && rehearse_.conference.empty())
                throw CLI::RequiredError("--results or --conference");
        });
        one->add_option("--roll", options.summoned, says().help.summoned)->required();
        one->add_option("--present", options.present, says().help.present);
        one->add_option("--ballots", options.ballots, says().help.ballots);
        conference->excludes(
            one->add_option("--base", options.base, says().help.base)
                ->transform(CLI::CheckedTransformer(bases).description("summoned or collected")));
        conference->excludes(one->add_option("--profile", options.profile,
                                             says().help.profile({.names = election::rule_profile_names()})));
        one->add_option("--revotes", options.revotes, says().help.revotes);
        one->add_option("--seed", options.seed, says().help.seed);
        one->add_option("--language", options.language, says().help.table_language)
            ->check(CLI::IsMember(texts::languages()));
        one->add_option("--out", rehearse_.out, says().help.rehearse_out)->required();
        one->add_option("--home", common_.home, says().help.organizer_home);
        one->add_option("--passphrase-fd", common_.passphrase_fd, says().help.rehearse_fd);
        pin(one);
        json(one);
        for (CLI::Option* option : one->get_options())
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }

    void relay_verb() {
        CLI::App* one = app_.add_subcommand("relay", says().help.relay);
        one->footer(std::string(says().help.example) +
                    "\n    vouch relay --listen 0.0.0.0:8445 --to https://vote.example");
        one->callback([this] { chosen_ = [this] { return relay_run(common_, run_relay_); }; });
        one->add_option("--listen", run_relay_.listen, says().help.relay_listen)->required();
        one->add_option("--to", run_relay_.to, says().help.relay_to)->required();
        CLI::Option* certificate = one->add_option("--cert", run_relay_.certificate, says().help.follow_cert);
        CLI::Option* key = one->add_option("--key", run_relay_.key, says().help.follow_key);
        certificate->needs(key);
        key->needs(certificate);
        one->add_option("--home", common_.home, says().help.home({.folder = "~/.vouch/relay"}));
        pin(one);
        json(one);
        language(one);
    }

    CLI::App& app_;
    std::function<Result<CommandOutput>()> chosen_;
    Common common_;
    AuditVerify verify_;
    Rehearse rehearse_;
    CLI::App* organizer_ = nullptr;
    BoardWanted board_;
    Path paper_count_;    // the file with the figures; empty where another member entered them
    SlipWanted slip_;
    SlipsWanted slips_;
    FollowWanted follow_;
    RunRelay run_relay_;
    std::uint32_t number_ = 0;
    int last_call_ = 120;    // seconds
    JoinWanted join_;
    bool rehearsal_ = false, check_only_ = false;
    std::string name_, url_, reason_, tracker_, fingerprint_, key_, relay_;
    MinutesFiles minutes_;
    Path file_, out_, check_;
};

}    // namespace

std::variant<int, Verb> read_flags(int count, char** words) {
    CLI::App app(says().help.app, "vouch");
    app.set_version_flag("--version", fmt::format("vouch {}, protocol {}", version(), kProtocolVersion),
                         says().help.version);
    const auto commands = std::make_shared<Commands>(app);    // kept by the verb that it hands out
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, errors;
        const int status = app.exit(error, out, errors);
        if (!out.str().empty()) print(Stream::out, out.str());
        if (!errors.str().empty()) print(Stream::errors, errors.str());
        return status == 0 ? 0 : kWrongUsage;
    }
    return Verb([commands] { return commands->run(); });
}

}    // namespace vouch::client
