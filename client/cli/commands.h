#pragma once
// The verbs behind the flags: each prompts, calls the functions of its room, tells how it gets on, and
// returns its answer. What goes wrong is a Rejection whose detail is one sentence that says what to do next,
// or an exception that does.

#include <chrono>
#include <cstdint>
#include <optional>
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
    /// Whom to believe: --pin, or the system's authorities.
    Result<net::Trust> trust() const;
    /// Tells people one thing on the way, with worded(). With --json that goes to standard error, where the
    /// questions are: standard output is the answer's alone.
    template <class... Parts>
    void tell(Form<Parts...> form, const Parts&... parts) const {
        tell_lines(worded<Parts...>(form, parts...) + "\n");
    }
    /// The same of lines that were put together, in which every foreign text is shown().
    void tell_lines(std::string_view lines) const { print(for_people(), lines); }
    void tell_qr(std::string_view content) const { print_qr(for_people(), content); }

    /// Yes where --yes was given; asked otherwise.
    bool agreed(std::string_view question) const { return yes || ask_yes(question); }
    SecretSource secrets() const { return passphrase_fd ? SecretSource(*passphrase_fd) : SecretSource(); }

private:
    Stream for_people() const { return json ? Stream::errors : Stream::out; }
};

/// What a verb ends with, printed by whoever called it: lines for people or, with --json, one value for
/// programs.
struct Answer {
    std::string sentence;    // with worded(), or lines in which every foreign text is shown(); may be empty
    Json json;
    int indent = -1;              // of the JSON in its lines; -1: all in one line
    Status ended = accepted();    // a refusal where the answer is that something does not hold
    std::string qr = {};          // for people, above the sentence
};
void print(const Common& common, const Answer& answer);

/// Lists what is wrong with a file on standard error, and makes one sentence of it: "2 mistakes in FILE; "
/// and what was therefore not done.
Rejection mistaken(const Mistakes& mistakes, const Path& file, std::string_view not_done);

// `vouch audit`. SOURCE is a conference's URL, its log's, or a folder with a checkpoint.
struct AuditSource {
    std::string source;
    Path vkey;
};
struct AuditVerify : AuditSource {
    Path results, named_roll, report, resume;    // empty where not given
};
Result<Answer> audit_fetch(const Common& common, const std::string& url, const Path& out);
Result<Answer> audit_verify(const Common& common, const AuditVerify& wanted);
Result<Answer> audit_lookup(const Common& common, const AuditSource& source, const std::string& tracker);
/// Checks that the ballot with that tracker is the named person's, who answers with its own device.
Result<Answer> audit_mine(const Common& common, const AuditSource& source, std::uint32_t number,
                          const std::string& tracker);
Result<Answer> audit_minutes(const Common& common, const AuditSource& source, const Path& out,
                             const Path& csv);

// `vouch organizer`
Result<Answer> organizer_keygen(const Common& common, const std::string& name);
Result<Answer> organizer_create(const Common& common, const Path& conference, const std::string& server,
                                bool rehearsal);
Result<Answer> organizer_roll(const Common& common, const Path& csv);
Result<Answer> organizer_slips(const Common& common, const Path& out,
                               const std::vector<std::uint32_t>& numbers, bool without_board);
/// `out`, where given, is the page with the new slip.
Result<Answer> organizer_revoke(const Common& common, std::uint32_t number, const Path& out);
/// Lists who has joined; invites first where a number is given, and signs the board of the cards with those
/// check characters where there are any.
struct BoardWanted {
    std::uint32_t invite = 0;
    Path out;                               // the folder for the invitations
    std::vector<std::string> characters;    // of the cards, in the board's order
};
Result<Answer> organizer_board(const Common& common, const BoardWanted& wanted);
Result<Answer> organizer_open(const Common& common, const std::string& override_reason);
Result<Answer> organizer_close(const Common& common, std::chrono::seconds last_call);
Result<Answer> organizer_announce(const Common& common);
Result<Answer> organizer_annul(const Common& common, const std::string& reason);
Result<Answer> organizer_paper(const Common& common, std::uint32_t number);

// `vouch trustee`
Result<Answer> trustee_keygen(const Common& common, const std::string& name);
struct JoinWanted {
    Path invitation;       // the file with its line; asked for where it is empty
    bool head = false;     // this member is the head of the board, whose anchor the others compare with
    std::string anchor;    // what the head read out or showed; asked for where it is empty
};
Result<Answer> trustee_join(const Common& common, const JoinWanted& wanted);
/// Reads what the QR codes of slips say, a line each, and says whether they name this board. Keeps nothing.
/// From that file descriptor, if not the terminal.
Result<Answer> trustee_check_slips(const Common& common, std::optional<int> slip_fd);
Result<Answer> trustee_confirm(const Common& common);
Result<Answer> trustee_count(const Common& common);
struct PaperCountWanted {
    Path count;                      // the file with the figures
    Path signature;                  // where to write one's own signature, if so
    std::vector<Path> signatures;    // to submit the count under, if so
};
Result<Answer> trustee_paper_count(const Common& common, const PaperCountWanted& wanted);

// `vouch participant`
/// What the slip's QR code says; or, where its code is typed, the address and the number printed beside it.
struct SlipWanted {
    std::string url;    // empty: the QR code's text is asked for
    std::uint32_t number = 0;
    std::optional<int> slip_fd;    // where the secret part comes from, if not the terminal
};
Result<Answer> participant_enrol(const Common& common, const SlipWanted& wanted);
/// `fingerprint` as it was read out or scanned; asked for where it is needed and empty.
Result<Answer> participant_cast(const Common& common, const std::string& fingerprint);
/// Seals a ballot to be shown and never cast, and writes what the checking device needs.
Result<Answer> participant_challenge(const Common& common, const Path& out, const std::string& fingerprint);
/// Checks, on another device, what a challenge shows against the tracker noted before.
Result<Answer> participant_check(const Common& common, const Path& challenge, const std::string& url,
                                 const std::string& tracker);
Result<Answer> participant_receipt(const Common& common);
/// Answers a checking device that shows `key`; asked for where it is empty.
Result<Answer> participant_mine(const Common& common, const std::string& key);

// `vouch rehearse`.
struct Rehearse {
    std::string server;    // its URL, "https://HOST"
    Path results, out;
    RehearsalOptions options;    // present and ballots: 0 where not given
};
Result<Answer> rehearse_conference(const Common& common, const Rehearse& wanted);

}    // namespace vouch::client
