#include "simulate/randomness.h"

#include <sodium.h>
#include <sqlite3.h>

#include <optional>

#include "crypto/random.h"

namespace vouch::simulation {
namespace {

std::optional<StreamRng> stream;

void draw_bytes(void* const out, const std::size_t size) {
    stream->fill({static_cast<std::uint8_t*>(out), size});
}
std::uint32_t draw_number() {
    std::uint32_t out = 0;
    draw_bytes(&out, sizeof out);
    return out;
}
const char* called() {
    return "simulated";
}

randombytes_implementation generator{called, draw_number, nullptr, nullptr, draw_bytes, nullptr};

void forget_what_sqlite_drew() {
    sqlite3_randomness(0, nullptr);    // it draws a new seed when it next needs one
}

}    // namespace

Randomness::Randomness(std::uint64_t seed) {
    Bytes32 key{};
    const auto bytes = le64(seed);
    std::copy(bytes.begin(), bytes.end(), key.begin());
    stream.emplace(key);
    randombytes_set_implementation(&generator);
    forget_what_sqlite_drew();
}

Randomness::~Randomness() {
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
    forget_what_sqlite_drew();
    stream.reset();
}

}    // namespace vouch::simulation
