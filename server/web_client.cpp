#include "server/web_client.h"

#include <algorithm>
#include <array>

#include "wire/conference_id.h"

namespace vouch::server {
namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::size_t kPageNameMax = 16;

/// The page loads nothing from elsewhere, tells nobody where it was, and nobody may frame it. WebAssembly is
/// libsodium's; 'wasm-unsafe-eval' allows that and no script made of text. What a page may connect to comes
/// between the two parts: the server itself, and relays.
constexpr std::string_view kPolicyBefore =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'";
constexpr std::string_view kPolicyAfter =
    "; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string policy_with(std::span<const std::string> relays) {
    std::string out(kPolicyBefore);
    for (const std::string& relay : relays) out.append(" wss://").append(relay);
    return out.append(kPolicyAfter);
}

struct TypeOf {
    std::string_view ending;
    const char* type;
};
constexpr std::array<TypeOf, 8> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
}};

const char* type_of(std::string_view path) {
    const auto found =
        std::ranges::find_if(kTypes, [&](const TypeOf& one) { return path.ends_with(one.ending); });
    return found == kTypes.end() ? "application/octet-stream" : found->type;
}

/// "vote", "check" and so on: what a page may be called, and nothing that the server itself has at that
/// place.
bool is_page_name(std::string_view name) {
    constexpr std::array<std::string_view, 4> ours{"log", "documents", "session", "cast"};
    return name.size() <= kPageNameMax &&
           std::ranges::all_of(name, [](char c) { return c >= 'a' && c <= 'z'; }) &&
           std::ranges::find(ours, name) == ours.end();
}

/// "/", "/organizer", "/witness", "/c/ID", "/c/ID/", "/c/ID/page".
bool is_page(std::string_view path) {
    if (path == "/" || path == "/organizer" || path == "/witness") return true;
    const auto parsed = wire::parse_path(path);
    if (!parsed) return false;
    return parsed->rest.empty() || is_page_name(std::string_view(parsed->rest).substr(1));
}

}    // namespace

/// The camera reads slips.
struct WebClient::PageHeaders {
    std::string policy;
    std::array<net::Header, 7> all{{
        {"Content-Security-Policy", policy},
        {"Referrer-Policy", "no-referrer"},
        {"Permissions-Policy",
         "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), bluetooth=(), serial=(), "
         "display-capture=(), browsing-topics=()"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Embedder-Policy", "require-corp"},
        {"X-Frame-Options", "DENY"},
    }};

    explicit PageHeaders(std::string content_policy) : policy(std::move(content_policy)) {}
    PageHeaders(const PageHeaders&) = delete;    // views of its own policy
    PageHeaders& operator=(const PageHeaders&) = delete;
};

WebClient::WebClient(std::span<const WebFile> files, std::span<const std::string> relays)
    : headers_(std::make_shared<PageHeaders>(policy_with(relays))) {
    for (const WebFile& file : files) files_.emplace(std::string("/").append(file.path), file);
    if (!files_.contains(kIndex)) files_.clear();
}

std::optional<net::HttpAnswer> WebClient::answer(std::string_view path) const {
    if (is_page(path)) path = kIndex;
    const auto found = files_.find(path);
    if (found == files_.end()) return {};
    const WebFile& file = found->second;
    // The build writes a hash of the content into the name of whatever is under assets/.
    const bool for_ever = path.starts_with("/assets/");
    net::HttpAnswer answer(200, type_of(path), for_ever ? "public, max-age=31536000, immutable" : "no-cache",
                           Bytes());
    answer.etag = std::string("\"").append(file.sha256).append("\"");
    answer.headers = headers_->all;
    answer.lasting = file.content;
    answer.lasting_gzip = file.gzip;
    return answer;
}

net::HttpAnswer WebClient::lost(std::string_view path) const {
    net::HttpAnswer answer;
    const auto index = files_.find(kIndex);
    if (index == files_.end() || path.find('.') != std::string_view::npos) return answer;
    answer = net::HttpAnswer(404, type_of(kIndex), "no-cache", Bytes());
    answer.headers = headers_->all;
    answer.lasting = index->second.content;
    answer.lasting_gzip = index->second.gzip;
    return answer;
}

}    // namespace vouch::server
