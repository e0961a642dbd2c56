#include "net/certificate_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "disk/files.h"
#include "net/certificate.h"

namespace vouch::net {
namespace {

constexpr std::size_t kPemBytesMax = 1 << 20;
constexpr long kRenewDaysBefore = 60;
constexpr long kWarnDaysBefore = 14;

Bytes required_file(const std::filesystem::path& file) {
    auto content = disk::read_file_if_there(file, kPemBytesMax);
    if (!content) throw StorageError("there is no " + file.string());
    return *std::move(content);
}

}    // namespace

CertificateFiles::CertificateFiles(const std::filesystem::path& folder, std::filesystem::path certificate,
                                   std::filesystem::path key, std::string host)
    : own_(certificate.empty()),
      certificate_(own_ ? folder / "certificate.pem" : std::move(certificate)),
      key_(own_ ? folder / "certificate-key.pem" : std::move(key)),
      host_(std::move(host)) {}

ListenerCertificate CertificateFiles::read() {
    if (own_ && !std::filesystem::exists(certificate_)) make();
    ListenerCertificate out;
    Bytes key_pem = required_file(key_);
    out.key_pem = SecretBuffer(key_pem);
    wipe(key_pem);
    if (own_) renew(out.key_pem);
    out.pem = text_of(required_file(certificate_));
    if (!own_) out.warning = check(out);
    const auto pin = pin_of(out.pem);
    if (!pin) throw StorageError(certificate_.string() + ": " + pin.rejection().detail);
    out.pin = *pin;
    return out;
}

std::string CertificateFiles::check(const ListenerCertificate& given) const {
    const std::string file = certificate_.string();
    if (const Status fits = key_fits(given.pem, given.key_pem); !fits)
        throw StorageError(fmt::format("{} and {}: {}", file, key_.string(), fits.rejection().detail));
    const auto days = days_left(given.pem);
    if (!days) throw StorageError(file + ": " + days.rejection().detail);
    if (*days < 0) throw StorageError(file + ": the certificate has ended; renew it");
    if (!host_.empty() && !*holds_for(given.pem, 0, {host_}))
        return fmt::format("{}: the certificate is not for {}, the name by which others reach this machine",
                           file, host_);
    if (*days < kWarnDaysBefore)
        return fmt::format("{}: the certificate ends in {} days; renew it", file, *days);
    return "";
}

std::vector<std::string> CertificateFiles::hosts() const {
    std::vector<std::string> out(kThisMachine.begin(), kThisMachine.end());
    if (!host_.empty() && std::ranges::find(out, host_) == out.end()) out.push_back(host_);
    return out;
}

void CertificateFiles::make() {
    const SelfSigned made = make_self_signed(hosts());
    // The key first: a certificate without its key would be kept.
    disk::write_file(key_, made.key_pem.view(), disk::Access::owner);
    disk::write_file(certificate_, made.certificate_pem);
    made_ = true;
}

void CertificateFiles::renew(const SecretBuffer& key_pem) const {
    const auto holds = holds_for(text_of(required_file(certificate_)), kRenewDaysBefore, hosts());
    if (holds && *holds) return;
    const auto renewed = sign_again(key_pem, hosts());
    if (!renewed) throw StorageError(certificate_.string() + ": " + renewed.rejection().detail);
    disk::write_file(certificate_, *renewed);
}

}    // namespace vouch::net
