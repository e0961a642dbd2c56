#include "net/endpoint.h"

#include <algorithm>
#include <charconv>

namespace vouch::net {
namespace {

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}
bool is_address_character(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == '.' || c == ':';
}
bool is_path_character(char c) {
    return c > ' ' && c < 0x7f && c != '?' && c != '#' && c != '\\';
}

}    // namespace

Result<Endpoint> Endpoint::parse(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    const Rejection malformed{Reason::malformed, "not of the form https://HOST[:PORT][/PATH]"};
    if (url.size() > kUrlBytesMax || !url.starts_with(scheme)) return malformed;
    url.remove_prefix(scheme.size());

    const std::size_t slash = std::min(url.find('/'), url.size());
    std::string_view authority = url.substr(0, slash);
    std::string_view path = url.substr(slash);
    while (path.ends_with('/')) path.remove_suffix(1);
    if (!std::ranges::all_of(path, is_path_character)) return malformed;

    Endpoint out;
    out.path = path;
    if (authority.starts_with('[')) {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos) return malformed;
        out.host = authority.substr(1, close - 1);
        authority.remove_prefix(close + 1);
        if (!std::ranges::all_of(out.host, is_address_character)) return malformed;
    } else {
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        out.host = authority.substr(0, colon);
        authority.remove_prefix(colon);
        if (!std::ranges::all_of(out.host, is_host_character)) return malformed;
    }
    if (out.host.empty()) return malformed;
    std::ranges::transform(out.host, out.host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });

    if (authority.empty()) return out;
    const char* const end = authority.data() + authority.size();
    const auto [stop, error] = std::from_chars(authority.data() + 1, end, out.port);
    if (authority[0] != ':' || error != std::errc() || stop != end || out.port == 0) return malformed;
    return out;
}

Result<ListenAt> ListenAt::parse(std::string_view text) {
    const Rejection malformed{Reason::malformed, "not of the form ADDR:PORT"};
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return malformed;
    ListenAt out{std::string(text.substr(0, colon)), 0};
    if (out.address.size() > 2 && out.address.front() == '[' && out.address.back() == ']')
        out.address = out.address.substr(1, out.address.size() - 2);
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, out.port);
    if (error != std::errc() || stop != end) return malformed;
    return out;
}

std::string Endpoint::authority() const {
    std::string out = host;
    if (host.find(':') != std::string::npos) out.insert(0, 1, '[').push_back(']');
    if (port != 443) out.append(":").append(std::to_string(port));
    return out;
}

}    // namespace vouch::net
