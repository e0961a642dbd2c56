// The simulator with one of the product's files changed for the worse (CMakeLists.txt says which, and how):
// it has to find that within the number of elections that is given, where one kind of fault is met in them.
// The same with the product as it is finds nothing.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "simulate/election.h"

using namespace vouch::simulation;

namespace {

constexpr std::size_t kFaultsOfAnElection = 3;
/// Calls to the disk from the first check-ins to the close.
constexpr std::uint64_t kFrom = 280, kTo = 480;

/// None for a name that no kind has.
std::vector<Fault> faults_of_kind(std::string_view called, Draw& draw) {
    std::vector<Fault> out;
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        for (std::size_t i = 0; name(static_cast<Kind>(kind)) == called && i < kFaultsOfAnElection; ++i)
            out.push_back({static_cast<Kind>(kind), draw.between(kFrom, kTo), 1});
    return out;
}

}    // namespace

int main(int count, char** words) {
    if (count != 3 && count != 4) return 2;
    const unsigned long most = std::strtoul(words[1], nullptr, 10);
    const bool honest = count == 3;
    const std::string kind = words[2], expected = honest ? "" : words[3];
    Draw draw(1);
    for (std::uint64_t seed = 1; seed <= most; ++seed)
        for (const std::string& broken : hold({seed, faults_of_kind(kind, draw), nullptr}).broken) {
            std::printf("seed %lu: %s\n", static_cast<unsigned long>(seed), broken.c_str());
            if (broken.find(expected) != std::string::npos) return honest ? 1 : 0;
        }
    std::printf("nothing of that was found in %lu elections\n", most);
    return honest ? 0 : 1;
}
