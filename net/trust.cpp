#include "net/trust.h"

#include <boost/asio/ssl/context.hpp>

#include "crypto/bytes.h"

namespace vouch::net {

namespace ssl = boost::asio::ssl;

Trust::Trust(std::string pin)
    : pin_(std::move(pin)), context_(std::make_shared<ssl::context>(ssl::context::tls_client)) {
    SSL_CTX* const raw = context_->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
}

Trust Trust::system() {
    Trust out{std::string()};
    out.context_->set_default_verify_paths();
    return out;
}

Result<Trust> Trust::pinned(std::string_view pin) {
    VOUCH_TRY(digest, from_hex(pin));
    if (digest.size() != 32) return {Reason::malformed, "a pin has 64 hex digits"};
    return Trust(to_hex(digest));
}

}    // namespace vouch::net
