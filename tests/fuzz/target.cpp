#include "tests/fuzz/target.h"

#include <stdexcept>

#include "tests/fuzz/changed_election.h"
#include "tests/hostile/decoders.h"

namespace vouch::testing {

std::vector<Target> fuzz_targets() {
    std::vector<Target> out;
    for (Decoder& decoder : decoders()) {
        std::vector<Bytes> seeds = decoder.samples;
        const std::string name = decoder.name;
        const std::size_t one_run_in = decoder.one_round_in;
        out.push_back({name, std::move(seeds),
                       [decoder = std::move(decoder)](ByteView bytes) { (void)answer_of(decoder, bytes); },
                       one_run_in});
    }
    out.push_back({std::string(kChangedElection), {Bytes(1, 0)}, run_changed_election, 100});
    return out;
}

Target fuzz_target(std::string_view name) {
    for (Target& target : fuzz_targets())
        if (target.name == name) return std::move(target);
    throw std::invalid_argument("no such target: " + std::string(name));
}

}    // namespace vouch::testing
