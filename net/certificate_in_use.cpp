#include "net/certificate_in_use.h"

#include "net/server.h"

namespace vouch::net {
namespace {

/// Nothing where it was said before.
std::string news(std::string& told, std::string text) {
    if (text == told) return "";
    told = std::move(text);
    return told;
}

}    // namespace

CertificateInUse::CertificateInUse(CertificateFiles files)
    : files_(std::move(files)), now_(files_.read()), told_{{}, now_.warning, ""} {}

std::string CertificateInUse::pin() const {
    const std::lock_guard lock(mutex_);
    return now_.pin;
}

long CertificateInUse::days_left() const {
    const std::lock_guard lock(mutex_);
    const auto days = net::days_left(now_.pem);
    return days ? *days : -1;
}

CertificateNews CertificateInUse::look(Server& server) {
    ListenerCertificate found;
    try {
        found = files_.read();
    } catch (const StorageError& error) {
        return {{}, "", news(told_.unusable, error.what())};
    }
    told_.unusable.clear();
    CertificateNews out{{}, news(told_.warning, found.warning), ""};
    if (found.pem == now_.pem) return out;
    server.use_certificate(found.pem, found.key_pem);
    out.renewed = found.pin;
    const std::lock_guard lock(mutex_);
    now_ = std::move(found);
    return out;
}

}    // namespace vouch::net
