#pragma once

namespace vouch {

/// Readies libsodium. Called once at the start of every program, before anything else of `crypto/`; throws
/// std::runtime_error where the machine has no source of randomness, or where this processor cannot run the
/// backend that VOUCH_BACKEND names. It also keeps secrets out of core dumps.
void initialize_crypto();

}    // namespace vouch
