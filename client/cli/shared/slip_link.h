#pragma once
// The text of a slip's QR code: https://HOST/c/ID#anchor.number.code.rollkey. docs/protocol.md, section 5.

#include <optional>
#include <string>
#include <string_view>

#include "client/cli/shared/secret_text.h"
#include "election/enrolment.h"
#include "net/endpoint.h"

namespace vouch::client {

struct SlipLink {
    net::Endpoint conference;    // its path is "/c/ID"
    Bytes anchor;    // empty where the slip was printed before there was a board, or the code typed
    std::uint32_t number = 0;
    election::Code code;
    SecretBytes<32> rollkey;
};

/// The link's text. What stands after "#" is on paper and in the device only.
SecretText slip_link(const SlipLink& link);
/// Malformed for anything else; the code may be written as people type it.
Result<SlipLink> parse_slip_link(std::string_view text);

}    // namespace vouch::client
