#pragma once
// A self-signed certificate that holds between two times: so many days from now, and an hour.

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "net/certificate.h"

namespace vouch::testing {

inline net::SelfSigned dated_certificate(const std::vector<std::string>& hosts, long begins, long ends) {
    net::SelfSigned made = net::make_self_signed(hosts);
    constexpr long hour = 60 * 60, day = 24 * hour;
    const auto read = [](const auto& text) {
        return std::unique_ptr<BIO, decltype(&BIO_free)>(
            BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
    };
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(read(made.certificate_pem).get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(read(made.key_pem.view()).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), begins * day + hour);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), ends * day + hour);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_X509(out.get(), certificate.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    made.certificate_pem.assign(data, static_cast<std::size_t>(size));
    return made;
}

}    // namespace vouch::testing
