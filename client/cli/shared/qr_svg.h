#pragma once
// QR codes, as inline SVG for paper and as blocks for a terminal.

#include "client/cli/shared/secret_text.h"

namespace vouch::client {

/// Appends an <svg> of one black path, without size: the style sheet gives it one. The text may be secret.
/// Throws std::runtime_error where it is longer than a QR code holds (some 2,900 bytes).
void append_qr_svg(SecretText& out, std::string_view text);

/// The same for a terminal, two rows of squares a line, with colours of its own.
std::string qr_blocks(std::string_view text);

}    // namespace vouch::client
