#pragma once
// Owning pointers to OpenSSL's objects. Only .cpp files of net/ include it.

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace vouch::net {

template <auto Function>
struct Free {
    template <class T>
    void operator()(T* object) const {
        Function(object);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;

/// SHA-256 of the certificate's public key info, in hex.
std::string pin_of(const X509* certificate);

}    // namespace vouch::net
