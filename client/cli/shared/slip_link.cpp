#include "client/cli/shared/slip_link.h"
#include "client/cli/shared/says.h"

#include <charconv>

#include "wire/conference_id.h"

namespace vouch::client {
namespace {

constexpr std::size_t kLinkBytesMax = 2'500;

/// Takes the text up to the next dot.
Result<std::string_view> take_part(std::string_view& rest) {
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return refused(Reason::malformed, says().slip.four_parts);
    const std::string_view part = rest.substr(0, dot);
    rest.remove_prefix(dot + 1);
    return part;
}

Result<std::uint32_t> decimal(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number == 0 || text.front() == '0')
        return refused(Reason::malformed, says().slip.bad_number);
    return number;
}

Result<SecretBytes<32>> secret32(std::string_view text) {
    SecretBytes<32> out;
    if (!read_base64url(text, out.mutable_view())) return refused(Reason::malformed, says().slip.bad_key);
    return out;
}

}    // namespace

SecretText slip_link(const SlipLink& link) {
    SecretText out;
    out << "https://" << link.conference.authority() << link.conference.path << "#"
        << to_base64url(link.anchor) << "." << std::to_string(link.number) << ".";
    out.append(link.code.view());
    std::string key = to_base64url(link.rollkey.view());
    out << "." << key;
    wipe({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
    return out;
}

Result<SlipLink> parse_slip_link(std::string_view text) {
    const std::size_t hash = text.find('#');
    if (hash == std::string_view::npos || text.size() > kLinkBytesMax)
        return refused(Reason::malformed, says().slip.not_a_slip);
    VOUCH_TRY(endpoint, net::Endpoint::parse(text.substr(0, hash)));
    if (!wire::is_conference_path(endpoint.path)) return refused(Reason::malformed, says().slip.not_there);
    std::string_view rest = text.substr(hash + 1);
    VOUCH_TRY(anchor_text, take_part(rest));
    VOUCH_TRY(anchor, from_base64url(anchor_text));
    VOUCH_TRY(number_text, take_part(rest));
    VOUCH_TRY(number, decimal(number_text));
    VOUCH_TRY(code_text, take_part(rest));
    VOUCH_TRY(code, election::read_code(code_text));
    VOUCH_TRY(rollkey, secret32(rest));
    return SlipLink{std::move(endpoint), std::move(anchor), number, std::move(code), std::move(rollkey)};
}

}    // namespace vouch::client
