// For libFuzzer: one program for every target, and which one says its command line.
//     cmake --preset fuzz && cmake --build --preset fuzz && build/fuzz/target_fuzz --target=entry
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "crypto/sodium.h"
#include "tests/fuzz/corpus.h"
#include "tests/fuzz/target.h"

namespace {

std::optional<vouch::testing::Target> target;

/// What follows the flag among the words; nothing where it is not among them.
std::optional<std::string> flag(int count, char** words, const std::string& name) {
    for (int i = 1; i < count; ++i)
        if (const std::string word = words[i]; word.starts_with(name)) return word.substr(name.size());
    return {};
}

/// The target's samples and its corpus as files, which is how libFuzzer takes them.
void unpack(const std::filesystem::path& folder) {
    std::vector<vouch::Bytes> all = target->seeds;
    for (auto& input : vouch::testing::read_corpus(vouch::testing::corpus_folder() /
                                                   vouch::testing::corpus_file(target->name)))
        all.push_back(std::move(input.bytes));
    for (const vouch::Bytes& bytes : all) {
        std::ofstream out(folder / vouch::to_hex(vouch::sha256(bytes)), std::ios::binary);
        out << vouch::text_of(bytes);
    }
}

}    // namespace

/// --target=NAME, --seeds=FOLDER, or --list: each target with how many times fewer its runs should be.
/// libFuzzer passes over flags that begin with two dashes.
extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
    vouch::initialize_crypto();
    if (flag(*count, *words, "--list")) {
        for (const auto& one : vouch::testing::fuzz_targets())
            std::printf("%zu\t%s\n", one.one_run_in, one.name.c_str());
        std::exit(0);
    }
    target = vouch::testing::fuzz_target(flag(*count, *words, "--target=").value_or("none was named"));
    if (const auto folder = flag(*count, *words, "--seeds=")) unpack(*folder);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        target->run({data, size});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::abort();
    }
    return 0;
}
