#include "crypto/sodium.h"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <stdexcept>

#include "crypto/bulk/backend.h"

namespace vouch {

void initialize_crypto() {
    if (sodium_init() < 0) throw std::runtime_error("no source of randomness on this machine");
    bulk_backend();    // a VOUCH_BACKEND that cannot be had is said now
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifndef VOUCH_SANITIZED    // LeakSanitizer needs ptrace, which a process that cannot be dumped refuses
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

}    // namespace vouch
