#pragma once
// The web client as the server serves it: files that were built into the program. client/web makes them,
// server/embed_bundle.cmake puts them in. docs/architecture.md, "Transport".

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/bytes.h"
#include "net/server.h"

namespace vouch::server {

/// One file of the bundle, in the program's own memory.
struct WebFile {
    std::string_view path;    // from the bundle's root: "assets/index-1a2b3c4d.js"
    ByteView content;
    ByteView gzip;              // empty where compressing gains nothing
    std::string_view sha256;    // of the content, in hex
};

/// The files that the program was built with; none where client/web was not built before it.
std::span<const WebFile> web_bundle();

/// Outlives the answers that it gives.
class WebClient {
public:
    /// Serves these files, which outlive it; none where there is no index.html among them. Its pages may
    /// connect to these relays too, HOST[:PORT] each.
    explicit WebClient(std::span<const WebFile> files = {}, std::span<const std::string> relays = {});

    /// The answer to a GET of this path; nothing where it is none of the web client's. The paths of its
    /// pages,
    /// "/", "/organizer" and "/c/ID/page", all get index.html: what they show is decided in the browser.
    std::optional<net::HttpAnswer> answer(std::string_view path) const;

    /// The answer where there is nothing at a path: 404, for people with a page that says so in words. Empty
    /// for names of files, which no person types.
    net::HttpAnswer lost(std::string_view path) const;

private:
    struct PageHeaders;
    std::shared_ptr<const PageHeaders> headers_;
    std::map<std::string, WebFile, std::less<>> files_;    // by the path with a slash before it
};

}    // namespace vouch::server
