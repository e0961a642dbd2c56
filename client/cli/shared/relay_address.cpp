#include "client/cli/shared/relay_address.h"

#include "client/cli/shared/says.h"

namespace vouch::client {

ConferenceAddress RelayAddress::in_place_of(const ConferenceAddress& conference) const {
    ConferenceAddress out{endpoint, trust};
    out.conference.path = conference.conference.path;
    return out;
}

Result<RelayAddress> parse_relay(std::string_view text) {
    const std::size_t space = text.find(' ');
    const auto endpoint = net::Endpoint::parse(text.substr(0, space));
    if (!endpoint.ok() || !endpoint->path.empty()) return refused(Reason::malformed, says().relay.form);
    if (space == std::string_view::npos) return RelayAddress{*endpoint, net::Trust::system()};
    const auto trust = net::Trust::pinned(text.substr(space + 1));
    if (!trust.ok()) return refused(Reason::malformed, says().relay.form);
    return RelayAddress{*endpoint, *trust};
}

}    // namespace vouch::client
