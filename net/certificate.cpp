#include "net/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "net/openssl.h"

namespace vouch::net {
namespace {

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

}    // namespace

SelfSigned make_self_signed(const std::vector<std::string>& hosts) {
    VOUCH_CHECK(!hosts.empty());
    const PrivateKey key(EVP_EC_gen("P-256"));
    require(key != nullptr, "make a P-256 key");

    const Certificate certificate(X509_new());
    require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1, "make a certificate");
    unsigned char serial[16];
    require(RAND_bytes(serial, sizeof serial) == 1, "draw a serial number");
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Free<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    require(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) != nullptr,
            "number a certificate");
    require(
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -24 * 60 * 60) != nullptr &&
            X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kSelfSignedDays * 24 * 60 * 60) != nullptr,
        "date a certificate");

    X509_NAME* const name = X509_get_subject_name(certificate.get());
    require(
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("vouch-server"), -1, -1, 0) == 1 &&
            X509_set_issuer_name(certificate.get(), name) == 1 &&
            X509_set_pubkey(certificate.get(), key.get()) == 1,
        "name a certificate");
    std::string alternatives;
    for (const std::string& host : hosts)
        alternatives.append(alternatives.empty() ? "" : ",")
            .append(is_address(host) ? "IP:" : "DNS:")
            .append(host);
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_subject_alt_name, alternatives);
    require(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0, "sign a certificate");

    const Bio certificate_text(BIO_new(BIO_s_mem()));
    const Bio key_text(BIO_new(BIO_s_secmem()));
    require(
        certificate_text && PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1 && key_text &&
            PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "write a certificate");
    char* data = nullptr;
    const long size = BIO_get_mem_data(key_text.get(), &data);
    return {
        contents(certificate_text.get()),
        SecretBuffer(ByteView(reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)))};
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
    const Bio bio(BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
    require(bio != nullptr, "read a certificate");
    const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!certificate) return {Reason::malformed, "not a certificate in PEM"};
    return pin_of(certificate.get());
}

}    // namespace vouch::net
