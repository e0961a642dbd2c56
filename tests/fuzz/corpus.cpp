#include "tests/fuzz/corpus.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "tests/support/vectors.h"

namespace vouch::testing {

std::string told_answer(ByteView given, const Result<Again>& answer) {
    if (!answer.ok()) return "refused";
    const Again& again = *answer;
    if (!again) return "taken";
    return equal(*again, given) ? "same" : to_hex(sha256(*again));
}

std::filesystem::path corpus_folder() {
    return tests_dir() / "fuzz/corpus";
}

std::string corpus_file(std::string_view target) {
    std::string out;
    for (const char c : target)
        if (c != '\'') out += c == ' ' || c == '.' ? '-' : c;
    return out + ".json";
}

std::vector<KeptInput> read_corpus(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return {};
    std::ifstream in(file, std::ios::binary);
    std::vector<KeptInput> out;
    for (const Json& input : Json::parse(in)) {
        auto bytes = from_base64(input.at("bytes").get<std::string>());
        if (!bytes.ok()) throw std::runtime_error(file.string() + ": not base64");
        out.push_back({*std::move(bytes), input.at("answer").get<std::string>()});
    }
    return out;
}

void write_corpus(const std::filesystem::path& file, const std::vector<KeptInput>& inputs) {
    std::ofstream out(file, std::ios::binary);
    out << "[";
    for (const char* before = "\n"; const KeptInput& input : inputs) {
        out << before << R"({"bytes": ")" << to_base64(input.bytes) << R"(", "answer": ")" << input.answer
            << R"("})";
        before = ",\n";
    }
    out << "\n]\n";
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}    // namespace vouch::testing
