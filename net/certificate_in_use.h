#pragma once
// The certificate with which a listener greets, and how renewed files come into use without a restart.

#include <mutex>
#include <optional>
#include <string>

#include "net/certificate_files.h"

namespace vouch::net {

class Server;

/// What a look at the files found.
struct CertificateNews {
    std::optional<std::string> renewed;    // the pin of what is in use from now on
    // Both are empty where the look before found the same.
    std::string warning;     // what the operator should see to
    std::string unusable;    // why the files are no good: the one in use stays
};

class CertificateInUse {
public:
    /// Reads the files: throws StorageError where they are no good.
    explicit CertificateInUse(CertificateFiles files);

    /// For a server that begins, before any look().
    const ListenerCertificate& first() const { return now_; }
    /// Whether a key was made, since there was none.
    bool made() const { return files_.made(); }
    /// From any thread.
    std::string pin() const;
    /// Until it ends; below 0 once it has.
    long days_left() const;
    /// Gives `server` what the files hold now, where that is another certificate. Whoever renews them may be
    /// between the two of them: a later look finds both. From one thread at a time.
    CertificateNews look(Server& server);

private:
    CertificateFiles files_;
    mutable std::mutex mutex_;    // guards the next: the pin is asked for beside a look
    ListenerCertificate now_;
    CertificateNews told_;
};

}    // namespace vouch::net
