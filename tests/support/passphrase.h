#pragma once
// Of every key that the tests keep in a file.

#include "crypto/secret.h"

namespace vouch::testing {

inline const SecretBuffer kPassphrase{bytes_of("correct horse")};

}    // namespace vouch::testing
