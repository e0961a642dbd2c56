// The figures that README quotes: `./run bench`. A part runs in a process of its own, whose memory is then
// its own too.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>

#include "bench/figures.h"
#include "crypto/sodium.h"

namespace {

using namespace vouch::bench;

constexpr std::uint64_t kReplayBallotsMin = 10'000;

const std::map<std::string, std::function<void()>> kParts{
    {"arithmetic", arithmetic}, {"sealing", sealing}, {"ballots", ballots}, {"bad-ballots", bad_ballots},
    {"cores", cores},           {"count", count},     {"demo", demo},       {"receipts", receipts},
};

int usage() {
    std::fprintf(stderr, "vouch-bench replay BALLOTS (from 10,000), or vouch-bench PART, one of:");
    for (const auto& [name, run] : kParts) std::fprintf(stderr, " %s", name.c_str());
    std::fprintf(stderr, "\n");
    return 2;
}

}    // namespace

int main(int argc, char** argv) {
    vouch::initialize_crypto();
    if (argc == 3 && std::strcmp(argv[1], "replay") == 0) {
        std::uint64_t ballots = 0;
        const char* const end = argv[2] + std::strlen(argv[2]);
        const auto [rest, error] = std::from_chars(argv[2], end, ballots);
        if (error != std::errc() || rest != end || ballots < kReplayBallotsMin) return usage();
        replay(ballots);
        return 0;
    }
    const auto part = argc == 2 ? kParts.find(argv[1]) : kParts.end();
    if (part == kParts.end()) return usage();
    part->second();
    return 0;
}
