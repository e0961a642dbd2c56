#pragma once
// The verbs behind the flags. Each prompts, calls the functions of its folder, shows progress, and returns
// its answer. A failure is a Rejection, or an exception, whose one sentence says what to do next.

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "client/cli/rehearsal/plan.h"
#include "client/cli/shared/json.h"
#include "client/cli/shared/mistakes.h"
#include "client/cli/shared/screen.h"
#include "client/cli/shared/terminal.h"
#include "crypto/result.h"
#include "disk/files.h"
#include "net/trust.h"

namespace vouch::client {

/// Flags that most verbs have.
struct Common {
    Path home;                           // the role's folder; empty: ~/.vouch/<role>
    std::optional<int> passphrase_fd;    // where the passphrase comes from, if not the terminal
    std::string pin;                     // of the server's certificate
    std::string language;                // empty: the conference's first
    bool json = false;
    bool yes = false;    // questions are answered with yes

    Path home_of(const char* role) const;
    /// Which certificates are accepted: that of --pin, or those of the system's authorities.
    Result<net::Trust> trust() const;
    /// Prints a sentence, in which every text from outside stays within its line, while the verb runs. With
    /// --json it goes to standard error, as questions do, so that standard output holds the answer alone.
    void tell(std::string_view sentence) const { tell_lines(std::string(sentence) + "\n"); }
    /// The same for lines that are ready.
    void tell_lines(std::string_view lines) const { print(for_people(), lines); }
    void tell_qr(std::string_view content) const { print_qr(for_people(), content); }

    /// Yes where --yes was given; otherwise it asks.
    bool agreed(std::string_view question) const { return yes || ask_yes(question); }
    SecretSource secrets() const { return passphrase_fd ? SecretSource(*passphrase_fd) : SecretSource(); }

private:
    Stream for_people() const { return json ? Stream::errors : Stream::out; }
};

/// The answer of a verb. Its caller prints it: lines for people or, with --json, one value for programs.
struct CommandOutput {
    std::string sentence;    // every text from outside in it went through shown(); may be empty
    Json json;
    int indent = -1;              // of the JSON in its lines; -1: all in one line
    Status ended = accepted();    // a refusal where the answer says that something does not hold
    std::string qr = {};          // for people, above the sentence
};
void print(const Common& common, const CommandOutput& answer);

/// The words of the command lead nowhere, such as a path with nothing at its end; exit status 2.
class WrongUsage : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What was printed already says that something must not be: exit status 3.
class Alarmed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Lists the mistakes in a file on standard error, and returns one sentence: "2 mistakes in FILE; " and what
/// was not done because of them.
Rejection mistaken(const Mistakes& mistakes, const Path& file, std::string_view not_done);

// `vouch audit`. SOURCE is a conference's URL, its log's, or a folder with a checkpoint.
struct AuditSource {
    std::string source;
    Path vkey;
};
struct AuditVerify : AuditSource {
    Path results, named_roll, report, resume, witnesses;    // empty where not given
    std::string program;    // which one checks, for the report: "vouch 0.1.0 (0123456789ab)"
};
Result<CommandOutput> audit_fetch(const Common& common, const std::string& url, const Path& out);
Result<CommandOutput> audit_verify(const Common& common, const AuditVerify& wanted);
Result<CommandOutput> audit_lookup(const Common& common, const AuditSource& source,
                                   const std::string& tracker);
/// Checks that the ballot with that tracker is the named person's, who answers with its own device.
Result<CommandOutput> audit_mine(const Common& common, const AuditSource& source, std::uint32_t number,
                                 const std::string& tracker);
/// Whether the log's refusal of a ballot, which that file shows, was right.
Result<CommandOutput> audit_refusal(const Common& common, const AuditSource& source, const Path& file);
/// The files that are written; empty where not given. Without `out` and `pdf` the minutes go to standard
/// output.
struct MinutesFiles {
    Path out, pdf, csv, spreadsheet;
};
Result<CommandOutput> audit_minutes(const Common& common, const AuditSource& source,
                                    const MinutesFiles& files);

/// Asks the witnesses in that file, a line "VKEY URL [PIN]" for each, to cosign the log's checkpoint, and
/// writes it with their lines: into `out`, or where that is empty in the place of the one in the folder that
/// is the source.
Result<CommandOutput> audit_cosign(const Common& common, const AuditSource& source, const Path& witnesses,
                                   const Path& out);
/// Whether that folder of a witness's shows what it states.
Result<CommandOutput> audit_evidence(const Common& common, const Path& folder, const Path& vkey,
                                     const Path& witnesses);

// `vouch organizer`
Result<CommandOutput> organizer_keygen(const Common& common, const std::string& name);
Result<CommandOutput> organizer_create(const Common& common, const Path& conference,
                                       const std::string& server, bool rehearsal);
Result<CommandOutput> organizer_roll(const Common& common, const Path& csv);
/// Shows what is read of the file and sends nothing; it needs neither folder nor server. Malformed where
/// something in it is wrong or doubtful.
Result<CommandOutput> organizer_check_roll(const Common& common, const Path& csv);
/// The slips of some numbers, of one hall, or where neither is given of everybody.
struct SlipsWanted {
    std::vector<std::uint32_t> numbers;
    std::optional<std::string> hall;
    bool without_board = false;
};
Result<CommandOutput> organizer_slips(const Common& common, const Path& out, const SlipsWanted& wanted);
/// `out`, where it is given, is where the page with the new slip is written.
Result<CommandOutput> organizer_revoke(const Common& common, std::uint32_t number, const Path& out);
/// Lists who has joined; invites first where a number is given, and signs the board of the cards with those
/// check characters where there are any.
struct BoardWanted {
    std::uint32_t invite = 0;
    Path out;                               // the folder for the invitations
    std::vector<std::string> characters;    // of the cards, in the board's order
};
Result<CommandOutput> organizer_board(const Common& common, const BoardWanted& wanted);
/// Writes the codes and the named roll for another organizer into that folder, under a passphrase of their
/// own.
Result<CommandOutput> organizer_hand_over(const Common& common, const Path& out);
/// Makes the conference at that URL, whose manifest names the key, this folder's. `codes` is a folder from
/// organizer_hand_over; empty where none is taken over.
Result<CommandOutput> organizer_attach(const Common& common, const std::string& url, const Path& codes);
Result<CommandOutput> organizer_open(const Common& common, const std::string& override_reason);
Result<CommandOutput> organizer_close(const Common& common, std::chrono::seconds last_call);
Result<CommandOutput> organizer_announce(const Common& common);
Result<CommandOutput> organizer_annul(const Common& common, const std::string& reason);
Result<CommandOutput> organizer_paper(const Common& common, std::uint32_t number);

// `vouch trustee`
Result<CommandOutput> trustee_keygen(const Common& common, const std::string& name);
struct JoinWanted {
    Path invitation;       // the file with its line; where it is empty the command asks
    bool head = false;     // this member is the head of the board, whose anchor the others compare with
    std::string anchor;    // what the head read out or showed; where it is empty the command asks
};
Result<CommandOutput> trustee_join(const Common& common, const JoinWanted& wanted);
/// Reads the texts of slips' QR codes, one a line, and says whether they name this board. It stores nothing.
/// It reads from that file descriptor, or from the terminal.
Result<CommandOutput> trustee_check_slips(const Common& common, std::optional<int> slip_fd);
Result<CommandOutput> trustee_confirm(const Common& common);
Result<CommandOutput> trustee_count(const Common& common);
/// Shows what is read of the file, and signs nothing; it needs no passphrase. The folder's conference, where
/// it belongs to one, says how many officials and paper ballots there are. Malformed where something is
/// wrong.
Result<CommandOutput> trustee_check_paper_count(const Common& common, const Path& file);
/// Signs the figures in that file, or where it is empty those that other members signed, and tells the others
/// over the server. Once enough have signed the same figures, puts them into the log.
Result<CommandOutput> trustee_paper_count(const Common& common, const Path& file);

/// Opens the key and, where the folder belongs to a conference, makes sure that its share fits what the log
/// fixes, and tells the other members that it was opened today.
Result<CommandOutput> trustee_check(const Common& common);

// `vouch witness`
Result<CommandOutput> witness_keygen(const Common& common, const std::string& name);
/// Binds the folder to the conference at that URL, whose manifest names the key.
Result<CommandOutput> witness_attach(const Common& common, const std::string& url);
Result<CommandOutput> witness_confirm(const Common& common);
/// Follows the conference's log until it is interrupted, cosigns it, and ends with an alarm where something
/// is wrong.
struct FollowWanted {
    std::string url;       // empty: that of the folder
    Path logs;             // verifier keys of other logs that are cosigned; empty where there are none
    std::string listen;    // ADDR:PORT; empty: nobody can ask
    Path certificate, key;
    std::chrono::milliseconds every = std::chrono::seconds(15), web_every = std::chrono::minutes(10);
    bool once = false;    // look once at everything, and end
};
Result<CommandOutput> witness_follow(const Common& common, const FollowWanted& wanted);

/// How far the conference of that role's folder is, and what is next; without a passphrase.
Result<CommandOutput> conference_status(const Common& common, const char* role);

// `vouch participant`
/// A slip as it is given to the command: the text of its QR code or, where its code is typed, the address and
/// number printed beside it.
struct SlipWanted {
    std::string url;    // empty: the QR code's text is asked for
    std::uint32_t number = 0;
    std::optional<int> slip_fd;    // where the secret part comes from, if not the terminal
};
Result<CommandOutput> participant_enrol(const Common& common, const SlipWanted& wanted);
/// `fingerprint` as it was read out or scanned. Where it is needed and empty the command asks.
/// `relay` is one that the ballot goes through, and no other way; where it is empty the manifest's are used.
Result<CommandOutput> participant_cast(const Common& common, const std::string& fingerprint,
                                       const std::string& relay);
/// Seals a ballot to be shown and never cast, and writes what the checking device needs.
Result<CommandOutput> participant_challenge(const Common& common, const Path& out,
                                            const std::string& fingerprint);
/// Checks, on another device, what a challenge shows against the tracker noted before.
Result<CommandOutput> participant_check(const Common& common, const Path& challenge, const std::string& url,
                                        const std::string& tracker);
Result<CommandOutput> participant_receipt(const Common& common);
/// Answers a checking device that shows `key`. Where it is empty the command asks.
Result<CommandOutput> participant_mine(const Common& common, const std::string& key);

// `vouch relay`.
struct RunRelay {
    std::string listen, to;    // ADDR:PORT; "https://HOST[:PORT]"
    Path certificate, key;     // PEM; both empty: one of its own
};
/// Passes ballots on until it is interrupted.
Result<CommandOutput> relay_run(const Common& common, const RunRelay& wanted);

// `vouch rehearse`.
struct Rehearse {
    std::string server;               // its URL, "https://HOST"
    Path results, conference, out;    // one of the first two is empty
    RehearsalOptions options;         // present and ballots: 0 where not given
};
Result<CommandOutput> rehearse_conference(const Common& common, const Rehearse& wanted);

}    // namespace vouch::client
