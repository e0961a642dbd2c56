// Fuzzing without clang: every target, or those named, with inputs out of its samples and its corpus, changed
// at random. An input that breaks a promise is printed and ends it with status 1.
//     fuzz_runs [--runs N] [--seed N] [--keep] [TARGET...]
// One JSON object a target on standard output: how many runs, and how many different answers. With --keep,
// one small input for each answer of a decoder that its corpus has not yet is added to the corpus.

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stdexcept>

#include "crypto/sodium.h"
#include "tests/fuzz/corpus.h"
#include "tests/fuzz/target.h"
#include "tests/hostile/mutator.h"
#include "tests/support/vectors.h"

namespace vouch::testing {
namespace {

constexpr std::uint64_t kRunsUnlessSaid = 10'000;
constexpr std::size_t kRandomBytesMax = 2048;
constexpr std::size_t kKeptInputsMax = 14;      // of one target
constexpr std::size_t kKeptBytesMax = 4'000;    // of one input
constexpr std::size_t kShrinkingTriesMax = 400;
constexpr std::size_t kToldAnswerMax = 60;

struct Asked {
    std::uint64_t runs = kRunsUnlessSaid, seed = 1;
    bool keep = false;
    std::vector<std::string> targets;
};

/// What is run at the moment, for whoever looks at a crash.
ByteView running;

void print_running(int signal) {
    std::cerr << "\nended by signal " << signal << "; given " << to_hex(running) << std::endl;
    std::_Exit(1);
}

/// What kind of answer this is: the reason and the words of its detail, without what the input put into it.
std::string kind_of_answer(ByteView given, const Result<Again>& answer) {
    if (answer.ok()) return told_answer(given, answer).size() == 64 ? "taken, spelt otherwise" : "taken";
    std::string out(name(answer.rejection().reason));
    for (const char c : answer.rejection().detail.substr(0, kToldAnswerMax))
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ') out += c;
    return out;
}

Bytes next_input(Mutator& mutator, const std::vector<Bytes>& known) {
    if (known.empty() || mutator.below(20) == 0) return mutator.random(kRandomBytesMax);
    const Bytes& one = known[mutator.below(known.size())];
    return mutator.changed(one, known[mutator.below(known.size())]);
}

/// Without pieces that the kind of answer does not need.
Bytes shrunk(const Decoder& decoder, Bytes bytes, const std::string& kind) {
    std::size_t tries = 0;
    for (std::size_t piece = bytes.size() / 2; piece > 0; piece /= 2)
        for (std::size_t at = 0; at + piece <= bytes.size() && tries < kShrinkingTriesMax;) {
            Bytes less = bytes;
            const auto from = less.begin() + static_cast<std::ptrdiff_t>(at);
            less.erase(from, from + static_cast<std::ptrdiff_t>(piece));
            ++tries;
            if (kind_of_answer(less, answer_of(decoder, less)) == kind)
                bytes = std::move(less);
            else
                at += piece;
        }
    return bytes;
}

class Keeper {
public:
    explicit Keeper(const Decoder& decoder)
        : decoder_(decoder), file_(corpus_folder() / corpus_file(decoder.name)), kept_(read_corpus(file_)) {
        for (KeptInput& input : kept_) {
            const auto answer = answer_of(decoder, input.bytes);
            input.answer = told_answer(input.bytes, answer);
            kinds_[kind_of_answer(input.bytes, answer)] = true;
        }
        if (kept_.empty())
            for (const Bytes& sample : decoder.samples)
                if (sample.size() <= kKeptBytesMax && kept_.size() < 3) add(sample);
    }
    /// Runs it, and keeps it where nothing that is kept has such an answer.
    void run(ByteView bytes, bool keep) {
        const auto answer = answer_of(decoder_, bytes);
        const std::string kind = kind_of_answer(bytes, answer);
        ++answers_[kind];
        if (!keep || kinds_.contains(kind) || kept_.size() >= kKeptInputsMax || bytes.size() > kKeptBytesMax)
            return;
        add(answer.ok() ? copy(bytes) : shrunk(decoder_, copy(bytes), kind));
    }
    std::size_t answers() const { return answers_.size(); }
    void write() const { write_corpus(file_, kept_); }

private:
    void add(Bytes bytes) {
        const auto answer = answer_of(decoder_, bytes);
        kinds_[kind_of_answer(bytes, answer)] = true;
        std::string told = told_answer(bytes, answer);
        kept_.push_back({std::move(bytes), std::move(told)});
    }

    const Decoder& decoder_;
    const std::filesystem::path file_;
    std::vector<KeptInput> kept_;
    std::map<std::string, bool> kinds_;
    std::map<std::string, std::uint64_t> answers_;
};

std::vector<Bytes> known_inputs(const Target& target) {
    std::vector<Bytes> out = target.seeds;
    for (const KeptInput& input : read_corpus(corpus_folder() / corpus_file(target.name)))
        out.push_back(input.bytes);
    return out;
}

void run(const Target& target, const Decoder* decoder, const Asked& asked) {
    Mutator mutator(asked.seed);
    const std::vector<Bytes> known = known_inputs(target);
    std::optional<Keeper> keeper;
    if (decoder != nullptr) keeper.emplace(*decoder);
    const std::uint64_t runs = std::max<std::uint64_t>(1, asked.runs / target.one_run_in);
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Bytes input = next_input(mutator, known);
        running = input;
        if (keeper)
            keeper->run(input, asked.keep);
        else
            target.run(input);
    }
    if (keeper && asked.keep) keeper->write();
    Json said{{"target", target.name}, {"runs", runs}};
    if (keeper) said["answers"] = keeper->answers();
    std::cout << said.dump() << std::endl;
}

Asked read_words(int count, char** words) {
    Asked out;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const auto number = [&] {
            if (++i == count) throw std::invalid_argument(word + " wants a number");
            return std::stoull(words[i]);
        };
        if (word == "--runs")
            out.runs = number();
        else if (word == "--seed")
            out.seed = number();
        else if (word == "--keep")
            out.keep = true;
        else
            out.targets.push_back(word);
    }
    return out;
}

int fuzz(int count, char** words) {
    const Asked asked = read_words(count, words);
    for (const std::string& name : asked.targets) (void)fuzz_target(name);
    for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, print_running);
    const std::vector<Decoder> all = decoders();
    for (const Target& target : fuzz_targets()) {
        if (!asked.targets.empty() && std::ranges::find(asked.targets, target.name) == asked.targets.end())
            continue;
        const auto decoder = std::ranges::find(all, target.name, &Decoder::name);
        run(target, decoder == all.end() ? nullptr : &*decoder, asked);
    }
    return 0;
}

}    // namespace
}    // namespace vouch::testing

int main(int count, char** words) {
    vouch::initialize_crypto();
    try {
        return vouch::testing::fuzz(count, words);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
