#pragma once
// Beast over our byte stream. It takes long to compile: only what reads and writes connections includes it.

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "net/byte_stream.h"

namespace vouch::net {

namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

/// permessage-deflate is off, since messages are ciphertext or small.
using BeastSocket = websocket::stream<StreamHandle, false>;

// How Beast ends the connection under a WebSocket; it finds these by argument-dependent look-up.
inline void beast_close_socket(StreamHandle& handle) {
    handle.stream().close();
}
template <class Handler>
void async_teardown(beast::role_type, StreamHandle& handle, Handler&& handler) {
    handle.stream().shutdown(ByteStream::Done(std::forward<Handler>(handler)));
}

}    // namespace vouch::net
