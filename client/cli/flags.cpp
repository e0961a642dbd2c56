#include "client/cli/flags.h"

#include <CLI/CLI.hpp>
#include <sstream>

#include "election/profiles.h"
#include "election/typed.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

/// What is wrong with what a person typed; empty where nothing is.
std::string fault_of(const std::string& given, const election::TypedForm& form) {
    const auto typed = election::read_typed(given, form);
    return typed.ok() ? "" : typed.rejection().detail;
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

/// The verbs and their flags; what was chosen is run once the flags are read.
class Commands {
public:
    explicit Commands(CLI::App& app) : app_(app) {
        app.require_subcommand(1);
        organizer_verbs();
        organizer_voting_verbs();
        organizers_verbs();
        trustee_verbs();
        witness_verbs();
        participant_verbs();
        audit_verbs();
        rehearse_verb();
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
                   std::function<Result<Answer>()> call) {
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
        verb->add_option("--language", common_.language, "the conference's first if left out")
            ->check(CLI::IsMember(texts::languages()));
    }

    void yes(CLI::App* verb) { verb->add_flag("--yes", common_.yes, "answer every question with yes"); }
    /// A verb that works with a key.
    CLI::App* keyed_verb(CLI::App* role, const char* name, const std::string& what,
                         const std::string& example, std::function<Result<Answer>()> call) {
        CLI::App* one = verb(role, name, what, example, std::move(call));
        one->add_option("--home", common_.home,
                        "the folder with the key; ~/.vouch/" + role->get_name() + " if left out");
        one->add_option("--passphrase-fd", common_.passphrase_fd,
                        "read the passphrase from this file descriptor instead of the terminal");
        json(one);
        return one;
    }
    void number(CLI::App* verb) { verb->add_option("number", number_, "the roll number")->required(); }
    void name(CLI::App* verb) { verb->add_option("--name", name_, "whose key it is")->required(); }

    void organizer_verbs() {
        organizer_ = role("organizer", "Prepare and lead a confidence vote");
        CLI::App* one = keyed_verb(organizer_, "keygen", "Make the organizer's key", "--name \"Nguyễn An\"",
                                   [this] { return organizer_keygen(common_, name_); });
        name(one);

        one = keyed_verb(organizer_, "create", "Make the conference that a file describes, after a preview",
                         "conference.toml --server https://vote.example",
                         [this] { return organizer_create(common_, file_, url_, rehearsal_); });
        one->add_option("file", file_, "conference.toml")->required();
        one->add_option("--server", url_, "the server's URL")->required();
        one->add_flag("--rehearsal", rehearsal_, "mark it as a rehearsal, in the log and everywhere");
        pin(one);
        yes(one);

        one = keyed_verb(organizer_, "roll", "Import the roll: number, name, unit", "roll.csv", [this] {
            return check_only_ ? organizer_check_roll(common_, file_) : organizer_roll(common_, file_);
        });
        one->add_option("file", file_, "a CSV file in UTF-8 or UTF-16")->required();
        one->add_flag("--check", check_only_, "only show what is read of the file; nothing is sent");
        yes(one);

        one = keyed_verb(organizer_, "slips", "Write the slips as a page to print", "--out slips.html",
                         [this] { return organizer_slips(common_, out_, numbers_, without_board_); });
        one->add_option("--out", out_, "the HTML file")->required();
        one->add_flag("--without-board", without_board_,
                      "before the board has made its key: devices will ask for the fingerprint instead");
        one->add_option("--number", numbers_, "only these roll numbers");
        language(one);

        one = keyed_verb(organizer_, "revoke", "Replace a lost slip or phone, until the opening",
                         "17 --out slip.html", [this] { return organizer_revoke(common_, number_, out_); });
        number(one);
        one->add_option("--out", out_, "the HTML file for the new slip");
        language(one);
        yes(one);

        one = keyed_verb(organizer_, "board", "Invite the counting board, list who joined, sign it",
                         "--sign 7KQ2-M4XV B0T9-11WZ 5D3C-QY8N",
                         [this] { return organizer_board(common_, board_); });
        CLI::Option* invite = one->add_option("--invite", board_.invite, "make this many invitations")
                                  ->check(CLI::Range(1, 100));
        invite->needs(one->add_option("--out", board_.out, "the folder for the invitations"));
        one->add_option("--sign", board_.characters, "the compared check characters, in the board's order")
            ->check(typed_as(election::kTypedKeyCard));
        yes(one);
    }

    void organizers_verbs() {
        attach(organizer_, [this] {
            return organizer_attach(common_, url_, file_);
        })->add_option("--codes", file_, "the folder that another organizer handed over");
        keyed_verb(organizer_, "hand-over", "Copy codes and roll for another organizer, under a passphrase",
                   "--out /media/usb/codes", [this] { return organizer_hand_over(common_, out_); })
            ->add_option("--out", out_, "a new folder for them")
            ->required();
        status(organizer_);
    }

    void organizer_voting_verbs() {
        CLI::App* one = keyed_verb(organizer_, "open", "Open the vote", "",
                                   [this] { return organizer_open(common_, reason_); });
        one->add_option("--without-quorum", reason_, "why the vote opens although the quorum is missed");
        yes(one);
        one = keyed_verb(organizer_, "close", "Give a last call, shown on every screen, and close the vote",
                         "", [this] { return organizer_close(common_, std::chrono::seconds(last_call_)); });
        one->add_option("--last-call", last_call_, "seconds of the last call; 0 closes at once")
            ->check(CLI::Range(0, 3600))
            ->capture_default_str();
        yes(one);
        one = keyed_verb(organizer_, "announce", "Announce the result", "",
                         [this] { return organizer_announce(common_); });
        language(one);
        yes(one);
        one = keyed_verb(organizer_, "annul", "End a vote that cannot go on, before the first share",
                         "--reason \"two members of the board are ill\"",
                         [this] { return organizer_annul(common_, reason_); });
        one->add_option("--reason", reason_, "why; it stands in the log")->required();
        yes(one);
        one = keyed_verb(organizer_, "paper", "Give a number a paper ballot instead", "17",
                         [this] { return organizer_paper(common_, number_); });
        number(one);
        yes(one);
    }

    /// How far the conference of the role's folder is. It asks for no passphrase.
    void status(CLI::App* role) {
        const std::string of = role->get_name();
        CLI::App* one =
            verb(role, "status", "Show how far the conference is, what is next, and who is awaited", "",
                 [this, of] { return conference_status(common_, of.c_str()); });
        one->add_option("--home", common_.home, "the folder with the key; ~/.vouch/" + of + " if left out");
        json(one);
    }
    CLI::App* attach(CLI::App* role, std::function<Result<Answer>()> call) {
        CLI::App* one = keyed_verb(role, "attach", "Make a conference that names your key this folder's",
                                   "https://vote.example/c/0123456789abcdef", std::move(call));
        one->add_option("url", url_, "the conference's URL")->required();
        pin(one);
        return one;
    }

    void witness_verbs() {
        CLI::App* witness = role("witness", "Look for the others, and confirm what you saw");
        name(keyed_verb(witness, "keygen", "Make your key", "--name \"Ban Kiểm tra\"",
                        [this] { return witness_keygen(common_, name_); }));
        attach(witness, [this] { return witness_attach(common_, url_); });
        yes(keyed_verb(witness, "confirm", "Check and confirm the opening, later the close", "",
                       [this] { return witness_confirm(common_); }));
        status(witness);
    }

    void trustee_verbs() {
        CLI::App* trustee = role("trustee", "Hold a part of the counting board's key");
        name(keyed_verb(trustee, "keygen", "Make your key", "--name \"Lê Chi\"",
                        [this] { return trustee_keygen(common_, name_); }));
        CLI::App* one =
            keyed_verb(trustee, "join", "Join the board and make its key together",
                       "--invitation invitation-1.txt", [this] { return trustee_join(common_, join_); });
        one->add_option("--invitation", join_.invitation,
                        "the file with your invitation; asked for where it is left out");
        CLI::Option* head = one->add_flag("--head", join_.head,
                                          "you are the head of the board, whose screen "
                                          "the others compare with");
        one->add_option("--anchor", join_.anchor,
                        "what the head of the board read out; asked for where it is "
                        "left out")
            ->excludes(head)
            ->check(whole_or(election::kTypedReadOut));
        pin(one);
        keyed_verb(trustee, "check", "See that your key opens, and that its share fits", "",
                   [this] { return trustee_check(common_); });
        status(trustee);
        keyed_verb(trustee, "check-slips", "Scan some slips: do they name this board?", "", [this] {
            return trustee_check_slips(common_, slip_.slip_fd);
        })->add_option("--slip-fd", slip_.slip_fd, "read what the QR codes say from this file descriptor");
        yes(keyed_verb(trustee, "confirm", "Check and confirm the opening, later the close", "",
                       [this] { return trustee_confirm(common_); }));
        yes(keyed_verb(trustee, "count", "Send your share of the result, once", "",
                       [this] { return trustee_count(common_); }));
        one = keyed_verb(trustee, "paper-count", "Sign and submit the count of the paper ballots",
                         "paper.csv --sign mine.sig", [this] {
                             return check_only_ ? trustee_check_paper_count(common_, paper_.count)
                                                : trustee_paper_count(common_, paper_);
                         });
        one->add_option("file", paper_.count, "issued, collected, invalid, and a line per official")
            ->required();
        CLI::Option* check =
            one->add_flag("--check", check_only_, "only show what is read of the file; nothing is signed");
        check->excludes(
            one->add_option("--sign", paper_.signature, "write your signature of the count to this file"));
        check->excludes(one->add_option("--submit", paper_.signatures, "submit it under these signatures"));
        yes(one);
    }

    void participant_verbs() {
        CLI::App* participant = role("participant", "Check in and vote");
        CLI::App* one = keyed_verb(participant, "enrol", "Check in with a slip", "",
                                   [this] { return participant_enrol(common_, slip_); });
        one->add_option("--slip-fd", slip_.slip_fd,
                        "read what the QR code says, or the code, from this file descriptor");
        CLI::Option* address =
            one->add_option("--url", slip_.url, "to type the code: the address on the slip");
        address->needs(one->add_option("--number", slip_.number, "the number on the slip"));
        pin(one);
        yes(one);
        one = keyed_verb(participant, "cast", "Vote; again to change the vote until the close", "",
                         [this] { return participant_cast(common_, fingerprint_); });
        fingerprint(one);
        language(one);
        yes(one);
        one = keyed_verb(participant, "challenge", "Check a device: seal a ballot to be shown, or check one",
                         "--out challenge.json", [this] {
                             return check_.empty() ? participant_challenge(common_, out_, fingerprint_)
                                                   : participant_check(common_, check_, url_, tracker_);
                         });
        CLI::Option* out = one->add_option("--out", out_, "the file for the other device");
        CLI::Option* check =
            one->add_option("--check", check_, "on the other device: that file")->excludes(out);
        check->needs(one->add_option("--url", url_, "the conference's URL"));
        check->needs(one->add_option("--tracker", tracker_, "the tracker that was noted before")
                         ->check(whole_or(election::kTypedTracker)));
        one->parse_complete_callback([this] {
            if (out_.empty() && check_.empty()) throw CLI::RequiredError("--out or --check");
        });
        fingerprint(one);
        pin(one);
        language(one);
        yes(one);
        keyed_verb(participant, "mine", "Show one device of your choice whose ballot a tracker is",
                   "--key vouch:mine-key:...", [this] { return participant_mine(common_, key_); })
            ->add_option("--key", key_, "what the checking device shows; asked for where it is left out");
        keyed_verb(participant, "receipt", "Check your receipts, and whether your ballot is in the count", "",
                   [this] { return participant_receipt(common_); });
    }

    void fingerprint(CLI::App* verb) {
        verb->add_option(
                "--fingerprint", fingerprint_,
                "sixteen digits as read out, where no slip named the board; asked for where they are "
                "left out")
            ->check(whole_or(election::kTypedFingerprint));
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
        one->add_option(
            "--results", verify_.results,
            "the server's results.json to hold against the log; fetched where the source is a URL");
        one->add_option("--named-roll", verify_.named_roll, "a named-roll.csv to hold against the log");
        one->add_option("--report", verify_.report, "write the report, in JSON, to this file");
        one->add_option(
            "--resume", verify_.resume,
            "go on where an earlier run with this file of yours stopped or ended, without checking the "
            "same proofs again; Ctrl-C stops cleanly. Never use somebody else's");
        json(one);
        language(one);

        one = verb(audit, "lookup", "Find a tracker: counted, superseded, or absent",
                   "YDXV-BKW5-HSFT-34TE-SCYD-Y3YH-5CAP audit/log --vkey log.vkey",
                   [this] { return audit_lookup(common_, verify_, tracker_); });
        one->add_option("tracker", tracker_, "28 characters, or 64 hexadecimal digits")
            ->required()
            ->check(whole_or(election::kTypedTracker));
        source(one);
        json(one);

        one = verb(audit, "mine", "Check that a tracker is a person's, who answers with its own device",
                   "https://vote.example/c/0123456789abcdef --vkey log.vkey --number 17 --tracker TRACKER",
                   [this] { return audit_mine(common_, verify_, number_, tracker_); });
        source(one);
        one->add_option("--number", number_, "the person's roll number")->required();
        one->add_option("--tracker", tracker_, "the tracker that the person noted")
            ->required()
            ->check(whole_or(election::kTypedTracker));
        json(one);

        one = verb(audit, "minutes", "Write the minutes of counting, from a log that holds",
                   "audit/log --vkey log.vkey --pdf minutes.pdf --csv results.csv",
                   [this] { return audit_minutes(common_, verify_, minutes_); });
        source(one);
        one->add_option("--out", minutes_.out,
                        "a file for the minutes as text; standard output where neither file is asked for");
        one->add_option("--pdf", minutes_.pdf, "a file for the minutes on A4 pages, to be signed and filed");
        one->add_option("--csv", minutes_.csv, "a file for the results as a table, for programs");
        one->add_option("--spreadsheet", minutes_.spreadsheet,
                        "a file for the results as a table that spreadsheets open");
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
        const std::map<std::string, election::Base> bases{{"summoned", election::Base::summoned},
                                                          {"collected", election::Base::collected}};
        one->add_option("server", rehearse_.server, "the server's URL")->required();
        CLI::Option* results =
            one->add_option("--results", rehearse_.results, "a table with position,high,medium,low");
        CLI::Option* conference =
            one->add_option("--conference", rehearse_.conference,
                            "your own conference.toml instead, with drawn marks; its witnesses are left out")
                ->excludes(results);
        one->parse_complete_callback([this] {
            if (rehearse_.results.empty() && rehearse_.conference.empty())
                throw CLI::RequiredError("--results or --conference");
        });
        one->add_option("--roll", options.summoned, "how many are summoned")->required();
        one->add_option("--present", options.present, "how many check in; all where it is left out");
        one->add_option("--ballots", options.ballots,
                        "how many vote; all who are present where it is left out");
        conference->excludes(
            one->add_option("--base", options.base, "what percentages are over: summoned or collected")
                ->transform(CLI::CheckedTransformer(bases).description("summoned or collected")));
        conference->excludes(one->add_option("--profile", options.profile,
                                             "the rules: one of " + election::rule_profile_names()));
        one->add_option("--revotes", options.revotes, "how many change their vote once");
        one->add_option("--seed", options.seed, "draws marks and names, never keys");
        conference->excludes(one->add_option("--language", options.language, "of the table")
                                 ->check(CLI::IsMember(texts::languages())));
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
    std::function<Result<Answer>()> chosen_;
    Common common_;
    AuditVerify verify_;
    Rehearse rehearse_;
    CLI::App* organizer_ = nullptr;
    BoardWanted board_;
    PaperCountWanted paper_;
    SlipWanted slip_;
    std::uint32_t number_ = 0;
    int last_call_ = 120;    // seconds
    std::vector<std::uint32_t> numbers_;
    JoinWanted join_;
    bool rehearsal_ = false, without_board_ = false, check_only_ = false;
    std::string name_, url_, reason_, tracker_, fingerprint_, key_;
    MinutesFiles minutes_;
    Path file_, out_, check_;
};

}    // namespace

std::variant<int, Verb> read_flags(int count, char** words) {
    CLI::App app("Vouch: a verifiable confidence vote", "vouch");
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
