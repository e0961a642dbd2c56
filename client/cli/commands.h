#pragma once
// The verbs behind the flags: each prompts, calls the functions of its room, prints, and says how it
// ended. What goes wrong is a Rejection whose detail is one sentence that says what to do next, or an
// exception that does.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/cli/rehearsal/plan.h"
#include "client/cli/shared/json.h"
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
    /// Yes where --yes was given; asked otherwise.
    bool agreed(std::string_view question) const { return yes || ask_yes(question); }
    SecretSource secrets() const { return passphrase_fd ? SecretSource(*passphrase_fd) : SecretSource(); }
};

/// What a verb ends with: a sentence for people, or, with --json, the same for programs.
void say(const Common& common, const std::string& sentence, const Json& json);

// `vouch audit`. SOURCE is a conference's URL, its log's, or a folder with a checkpoint.
struct AuditSource {
    std::string source;
    Path vkey;
};
struct AuditVerify : AuditSource {
    Path results, named_roll, report, resume;    // empty where not given
};
Status audit_fetch(const Common& common, const std::string& url, const Path& out);
Status audit_verify(const Common& common, const AuditVerify& wanted);
Status audit_lookup(const Common& common, const AuditSource& source, const std::string& tracker);
/// Checks that the ballot with that tracker is the named person's, who answers with its own device.
Status audit_mine(const Common& common, const AuditSource& source, std::uint32_t number,
                  const std::string& tracker);
Status audit_minutes(const Common& common, const AuditSource& source, const Path& out, const Path& csv);

// `vouch organizer`
Status organizer_keygen(const Common& common, const std::string& name);
Status organizer_create(const Common& common, const Path& conference, const std::string& server,
                        bool rehearsal);
Status organizer_roll(const Common& common, const Path& csv);
Status organizer_slips(const Common& common, const Path& out, const std::vector<std::uint32_t>& numbers,
                       bool without_board);
/// `out`, where given, is the page with the new slip.
Status organizer_revoke(const Common& common, std::uint32_t number, const Path& out);
/// Lists who has joined; invites first where a number is given, and signs the board of the cards with those
/// check characters where there are any.
struct BoardWanted {
    std::uint32_t invite = 0;
    Path out;                               // the folder for the invitations
    std::vector<std::string> characters;    // of the cards, in the board's order
};
Status organizer_board(const Common& common, const BoardWanted& wanted);
Status organizer_open(const Common& common, const std::string& override_reason);
Status organizer_close(const Common& common, std::chrono::seconds last_call);
Status organizer_announce(const Common& common);
Status organizer_annul(const Common& common, const std::string& reason);
Status organizer_paper(const Common& common, std::uint32_t number);

// `vouch trustee`
Status trustee_keygen(const Common& common, const std::string& name);
struct JoinWanted {
    Path invitation;       // the file with its line; asked for where it is empty
    bool head = false;     // this member is the head of the board, whose anchor the others compare with
    std::string anchor;    // what the head read out or showed; asked for where it is empty
};
Status trustee_join(const Common& common, const JoinWanted& wanted);
/// Reads what the QR codes of slips say, a line each, and says whether they name this board. Keeps nothing.
/// From that file descriptor, if not the terminal.
Status trustee_check_slips(const Common& common, std::optional<int> slip_fd);
Status trustee_confirm(const Common& common);
Status trustee_count(const Common& common);
struct PaperCountWanted {
    Path count;                      // the file with the figures
    Path signature;                  // where to write one's own signature, if so
    std::vector<Path> signatures;    // to submit the count under, if so
};
Status trustee_paper_count(const Common& common, const PaperCountWanted& wanted);

// `vouch participant`
/// What the slip's QR code says; or, where its code is typed, the address and the number printed beside it.
struct SlipWanted {
    std::string url;    // empty: the QR code's text is asked for
    std::uint32_t number = 0;
    std::optional<int> slip_fd;    // where the secret part comes from, if not the terminal
};
Status participant_enrol(const Common& common, const SlipWanted& wanted);
/// `fingerprint` as it was read out or scanned; asked for where it is needed and empty.
Status participant_cast(const Common& common, const std::string& fingerprint);
/// Seals a ballot to be shown and never cast, and writes what the checking device needs.
Status participant_challenge(const Common& common, const Path& out, const std::string& fingerprint);
/// Checks, on another device, what a challenge shows against the tracker noted before.
Status participant_check(const Common& common, const Path& challenge, const std::string& url,
                         const std::string& tracker);
Status participant_receipt(const Common& common);
/// Answers a checking device that shows `key`; asked for where it is empty.
Status participant_mine(const Common& common, const std::string& key);

// `vouch rehearse`.
struct Rehearse {
    std::string server;    // its URL, "https://HOST"
    Path results, out;
    RehearsalOptions options;    // present and ballots: 0 where not given
};
Status rehearse_conference(const Common& common, const Rehearse& wanted);

}    // namespace vouch::client
