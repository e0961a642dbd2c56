#pragma once
// The certificate of a program that listens, with its key: files that it was given, or a pair of its own.

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/secret.h"

namespace vouch::net {

/// What this machine calls itself, and nobody else's answers to.
inline constexpr std::array kThisMachine{"localhost", "127.0.0.1", "::1"};

struct ListenerCertificate {
    std::string pem;    // a chain
    SecretBuffer key_pem;
    std::string pin;        // of its key
    std::string warning;    // what the operator should see to; or nothing
};

class CertificateFiles {
public:
    /// Both paths empty: the program's own, in `folder`. `host` is the name by which others reach it; empty
    /// where only this machine does.
    CertificateFiles(const std::filesystem::path& folder, std::filesystem::path certificate,
                     std::filesystem::path key, std::string host);

    /// As the files are now. The program's own is made where there is none, and made anew, with the same key,
    /// before it ends or where the program has another name. Of those that were given, what no client would
    /// take is refused here, and not by the first telephone in the hall: throws StorageError.
    ListenerCertificate read();
    /// Whether read() made a key.
    bool made() const { return made_; }

private:
    std::vector<std::string> hosts() const;    // that the program's own names
    void make();
    void renew(const SecretBuffer& key_pem) const;
    std::string check(const ListenerCertificate& given) const;    // the warning

    const bool own_;
    const std::filesystem::path certificate_, key_;
    const std::string host_;
    bool made_ = false;
};

}    // namespace vouch::net
