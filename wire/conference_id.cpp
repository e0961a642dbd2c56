#include "wire/conference_id.h"

#include <algorithm>

namespace vouch::wire {
namespace {

constexpr std::string_view kConferences = "/c/";
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kIdDigits = 2 * kIdBytes;

}    // namespace

std::string draw_conference_id(Rng& rng) {
    ByteArray<kIdBytes> random;
    rng.fill(random);
    return to_hex(random);
}

bool is_conference_id(std::string_view text) {
    return text.size() == kIdDigits &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string conference_path(std::string_view id) {
    return std::string(kConferences).append(id);
}

bool is_conference_path(std::string_view path) {
    const auto parsed = parse_path(path);
    return parsed && parsed->rest.empty();
}

std::optional<PathInConference> parse_path(std::string_view path) {
    if (!path.starts_with(kConferences)) return {};
    path.remove_prefix(kConferences.size());
    const std::string_view id = path.substr(0, kIdDigits);
    const std::string_view rest = path.substr(id.size());
    if (!is_conference_id(id) || (!rest.empty() && rest.front() != '/')) return {};
    return PathInConference{std::string(id), std::string(rest)};
}

}    // namespace vouch::wire
