#include "tests/support/vectors.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "crypto/sodium.h"

namespace vouch::testing {
namespace {

// Every test program links this file: libsodium is ready before the first test.
const bool ready = (initialize_crypto(), true);

template <class T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error("bad vector: " + to_string(result.rejection()));
    return *std::move(result);
}

}    // namespace

std::filesystem::path tests_dir() {
    return VOUCH_TESTS_DIR;
}

Json read_vectors(const std::string& file) {
    std::ifstream in(tests_dir() / "vectors" / file);
    if (!in) throw std::runtime_error("no vector file " + file);
    return Json::parse(in);
}

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("no file " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

Bytes bytes(const Json& hex) {
    Bytes out;
    std::istringstream words(hex.get<std::string>());    // "h*n": the bytes h, n times
    for (std::string word; words >> word;) {
        const std::size_t star = word.find('*');
        const std::size_t times = star == std::string::npos ? 1 : std::stoul(word.substr(star + 1));
        const Bytes once = must(from_hex(word.substr(0, star)));
        for (std::size_t i = 0; i < times; ++i) append(out, once);
    }
    return out;
}
Bytes32 bytes32(const Json& hex) {
    return must(exactly<32>(bytes(hex)));
}
Bytes64 bytes64(const Json& hex) {
    return must(exactly<64>(bytes(hex)));
}
Scalar scalar(const Json& hex) {
    return must(Scalar::decode(bytes(hex)));
}
Point point(const Json& hex) {
    return must(Point::decode(bytes(hex)));
}

std::vector<Point> points(const Json& list) {
    std::vector<Point> out;
    for (const Json& item : list) out.push_back(point(item));
    return out;
}

SecretBytes<32> secret_bytes(const Json& hex) {
    return SecretBytes<32>(bytes32(hex));
}
SecretScalar secret(const Json& hex) {
    return must(SecretScalar::decode(secret_bytes(hex)));
}

}    // namespace vouch::testing
