#include "net/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <stdexcept>

#include "net/openssl.h"

namespace vouch::net {
namespace {

constexpr long kSecondsADay = 24 * 60 * 60;

void require(bool good, const char* what) {
    if (!good) throw std::runtime_error(std::string("OpenSSL: cannot ") + what);
}

bool is_address(const std::string& host) {
    in6_addr address;
    return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

void add_extension(X509* certificate, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extend a certificate");
}

std::string contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

void number_and_date(X509* certificate) {
    unsigned char serial[16];
    require(RAND_bytes(serial, sizeof serial) == 1, "draw a serial number");
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Free<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    require(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr,
            "number a certificate");
    // A clock that is some hours behind still takes it.
    require(
        X509_gmtime_adj(X509_getm_notBefore(certificate), -kSecondsADay) != nullptr &&
            X509_gmtime_adj(X509_getm_notAfter(certificate), (kSelfSignedDays - 1) * kSecondsADay) != nullptr,
        "date a certificate");
}

std::string self_sign(EVP_PKEY* key, const std::vector<std::string>& hosts) {
    VOUCH_CHECK(!hosts.empty());
    const Certificate certificate(X509_new());
    require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1, "make a certificate");
    number_and_date(certificate.get());
    X509_NAME* const name = X509_get_subject_name(certificate.get());
    require(
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("vouch-server"), -1, -1, 0) == 1 &&
            X509_set_issuer_name(certificate.get(), name) == 1 &&
            X509_set_pubkey(certificate.get(), key) == 1,
        "name a certificate");
    std::string alternatives;
    for (const std::string& host : hosts)
        alternatives.append(alternatives.empty() ? "" : ",")
            .append(is_address(host) ? "IP:" : "DNS:")
            .append(host);
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
    add_extension(certificate.get(), NID_subject_alt_name, alternatives);
    require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "sign a certificate");
    const Bio text(BIO_new(BIO_s_mem()));
    require(text && PEM_write_bio_X509(text.get(), certificate.get()) == 1, "write a certificate");
    return contents(text.get());
}

/// A view of a text in memory; it copies nothing.
Bio text_in(std::string_view text) {
    Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    require(bio != nullptr, "read a text");
    return bio;
}

Result<Certificate> certificate_in(std::string_view pem) {
    Certificate certificate(PEM_read_bio_X509(text_in(pem).get(), nullptr, nullptr, nullptr));
    if (!certificate) return {Reason::malformed, "not a certificate in PEM"};
    return certificate;
}

Result<PrivateKey> key_in(const SecretBuffer& pem) {
    const ByteView text = pem.view();
    const Bio bio = text_in({reinterpret_cast<const char*>(text.data()), text.size()});
    PrivateKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    if (!key) return {Reason::malformed, "not a key in PEM"};
    return key;
}

}    // namespace

SelfSigned make_self_signed(const std::vector<std::string>& hosts) {
    const PrivateKey key(EVP_EC_gen("P-256"));
    require(key != nullptr, "make a P-256 key");
    const Bio key_text(BIO_new(BIO_s_secmem()));
    require(key_text && PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                                 nullptr) == 1,
            "write a key");
    char* data = nullptr;
    const long size = BIO_get_mem_data(key_text.get(), &data);
    return {self_sign(key.get(), hosts), SecretBuffer(ByteView(reinterpret_cast<const std::uint8_t*>(data),
                                                               static_cast<std::size_t>(size)))};
}

Result<std::string> sign_again(const SecretBuffer& key_pem, const std::vector<std::string>& hosts) {
    VOUCH_TRY(key, key_in(key_pem));
    return self_sign(key.get(), hosts);
}

Status key_fits(std::string_view certificate_pem, const SecretBuffer& key_pem) {
    VOUCH_TRY(certificate, certificate_in(certificate_pem));
    VOUCH_TRY(key, key_in(key_pem));
    if (X509_check_private_key(certificate.get(), key.get()) == 1) return accepted();
    return {Reason::not_fitting, "the key is not this certificate's"};
}

Result<long> days_left(std::string_view certificate_pem) {
    VOUCH_TRY(certificate, certificate_in(certificate_pem));
    int days = 0, seconds = 0;
    require(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notBefore(certificate.get())) == 1,
            "read a date");
    if (days > 0 || seconds > 0) return {Reason::too_early, "the certificate does not hold yet"};
    require(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get())) == 1,
            "read a date");
    return days - (seconds < 0 ? 1L : 0L);
}

Result<bool> holds_for(std::string_view certificate_pem, long days, const std::vector<std::string>& hosts) {
    VOUCH_TRY(certificate, certificate_in(certificate_pem));
    std::time_t then = std::time(nullptr) + days * kSecondsADay;
    if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &then) <= 0) return false;
    return std::ranges::all_of(hosts, [&](const std::string& host) {
        return is_address(host)
                   ? X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1
                   : X509_check_host(certificate.get(), host.data(), host.size(), 0, nullptr) == 1;
    });
}

std::string pin_of(const X509* certificate) {
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    require(size > 0, "encode a public key");
    const Bytes32 digest = sha256({der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return to_hex(digest);
}

Result<std::string> pin_of(std::string_view certificate_pem) {
    VOUCH_TRY(certificate, certificate_in(certificate_pem));
    return pin_of(certificate.get());
}

}    // namespace vouch::net
