#pragma once
// A relay as the manifest, conference.toml and --relay name it: "https://HOST[:PORT]", and behind a space the
// pin of its certificate where it has one of its own. docs/protocol.md, section 7.

#include "client/cli/shared/session.h"

namespace vouch::client {

struct RelayAddress {
    net::Endpoint endpoint;    // its path is empty
    net::Trust trust;

    std::string url() const { return "https://" + endpoint.authority(); }
    /// Where that conference's ballots are taken at the relay.
    ConferenceAddress in_place_of(const ConferenceAddress& conference) const;
};

/// Malformed where it is of any other form.
Result<RelayAddress> parse_relay(std::string_view text);

}    // namespace vouch::client
