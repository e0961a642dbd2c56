// For libFuzzer: looks for bytes of which a backend of crypto/bulk makes something else than libsodium does.
//     cmake --preset fuzz && cmake --build --preset fuzz && build/fuzz/bulk_fuzz
#include <cstdio>
#include <cstdlib>

#include "crypto/sodium.h"
#include "tests/crypto/differential.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    [[maybe_unused]] static const bool ready = (vouch::initialize_crypto(), true);
    const std::string difference = vouch::testing::differential({data, size});
    if (difference.empty()) return 0;
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
}
