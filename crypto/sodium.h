#pragma once

namespace vouch {

/// Readies libsodium. Called once at the start of every program, before anything else of `crypto/`; throws
/// std::runtime_error where the machine has no source of randomness, or the VOUCH_BACKEND asked for cannot be
/// had. Also keeps secrets out of core dumps.
void initialize_crypto();

}    // namespace vouch
