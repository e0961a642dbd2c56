#pragma once
// The verbs behind the flags: each prompts, calls the functions of this folder, prints, and says how it
// ended. What goes wrong is a Rejection whose detail is one sentence that says what to do next, or an
// exception that does.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/cli/files.h"
#include "client/cli/rehearsal_plan.h"
#include "client/cli/terminal.h"
#include "crypto/result.h"
#include "net/trust.h"

namespace vouch::client {

/// Flags that most verbs have.
struct Common {
    Path home;                           // the role's folder; empty: ~/.vouch/<role>
    std::optional<int> passphrase_fd;    // where the passphrase comes from, if not the terminal
    std::string pin;                     // of the server's certificate
    std::string language = "vi";
    bool json = false;
    bool yes = false;    // questions are answered with yes

    Path home_of(const char* role) const;
    SecretSource secrets() const { return passphrase_fd ? SecretSource(*passphrase_fd) : SecretSource(); }
};

// `vouch audit`. SOURCE is a conference's URL, its log's, or a folder with a checkpoint.
struct AuditSource {
    std::string source;
    Path vkey;
};
struct AuditVerify : AuditSource {
    Path named_roll, report;    // empty where not given
};
Status audit_fetch(const Common& common, const std::string& url, const Path& out);
Status audit_verify(const Common& common, const AuditVerify& wanted);
Status audit_lookup(const Common& common, const AuditSource& source, const std::string& tracker);
Status audit_minutes(const Common& common, const AuditSource& source, const Path& out, const Path& csv);

// `vouch rehearse`.
struct Rehearse {
    std::string server;    // its URL, "https://HOST"
    Path results, out;
    RehearsalOptions options;    // present and ballots: 0 where not given
};
Status rehearse_conference(const Common& common, const Rehearse& wanted);

/// Whom to believe: --pin, or the system's authorities.
Result<net::Trust> trust_of(const Common& common);

}    // namespace vouch::client
