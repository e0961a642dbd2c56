#pragma once
// The inputs that are kept: tests/fuzz/corpus/TARGET.json, an array of {"bytes": BASE64, "answer": …}, one a
// line. The browser's readers get the same inputs (client/web/tests/fuzz), and both hold to the answers.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/hostile/decoders.h"

namespace vouch::testing {

struct KeptInput {
    Bytes bytes;
    /// "refused"; "same", where it was taken and we write the very same bytes; otherwise the SHA-256 of what
    /// we write; "taken" where nobody writes such a thing, and for the rules, which are given other keys each
    /// time.
    std::string answer;
    friend bool operator==(const KeptInput&, const KeptInput&) = default;
};

/// As above, of a decoder's answer.
std::string told_answer(ByteView given, const Result<Again>& answer);

std::filesystem::path corpus_folder();
/// "entry.json" for "entry", "key-card.json" for "key card".
std::string corpus_file(std::string_view target);
/// Empty where there is no such file.
std::vector<KeptInput> read_corpus(const std::filesystem::path& file);
void write_corpus(const std::filesystem::path& file, const std::vector<KeptInput>& inputs);

}    // namespace vouch::testing
