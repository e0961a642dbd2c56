#include "client/cli/shared/certificate_looks.h"

#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr auto kCertificateLookEvery = std::chrono::minutes(1);

}    // namespace

void CertificateLooks::look_if_due() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + kCertificateLookEvery;
    const net::CertificateNews news = look_();
    if (!news.unusable.empty()) common_.tell(says().listen.not_renewed({.why = news.unusable}));
    if (!news.warning.empty()) common_.tell(news.warning);
    if (news.renewed) common_.tell(says().listen.renewed({.pin = *news.renewed}));
}

}    // namespace vouch::client
