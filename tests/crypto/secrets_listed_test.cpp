// No operation on a secret is forgotten: whatever a header of crypto/ or election/ declares that is given one
// is called by constant_time.cpp, or stands below with what calls it, or with why nobody claims it of it.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/declarations.h"
#include "tests/support/vectors.h"

using namespace vouch::testing;

namespace {

const std::map<std::string, std::string> kNotByName{
    {"SecretPoint::select", "seal calls it"},
    {"SecretScalar::reduce", "every nonce goes through it"},
    {"SecretTranscript::add", "code_key and draw_credential call it"},
    {"disclose", "challenge calls it"},
    {"open_envelope", "reads what BoxKey::open gave, which is the server's to know"},
    {"open_reply", "reads what open_secretbox gave, which is the caster's to know"},
    {"prove_matrix", "seal calls it"},
    {"prove_representation", "make_enrolment calls it"},
    {"prove_schnorr", "prove_dealing calls it"},
    {"respond", "every proof calls it"},
    {"ring_sums", "prepare calls it"},
};

std::set<std::string> given_secrets() {
    static const std::regex secret(
        R"(Secret|Credential|SigningKey|BoxKey|Polynomial|\bCode\b|NonceSource|Witness\b|Randomness|SealedBallot)");
    std::set<std::string> out;
    for (const char* folder : {"crypto", "election"})
        for (const std::string& header : headers_in(tests_dir().parent_path() / folder))
            for (const Declaration& one : declarations_in(header))
                if (std::regex_search(one.takes, secret) && !one.gives.starts_with("explicit"))
                    out.insert(one.name);
    return out;
}

/// "seal" of "seal" and "decode" of "SecretScalar::decode".
std::string last_part(const std::string& name) {
    return name.substr(name.rfind(':') + 1);
}

}    // namespace

TEST_CASE("every operation on a secret is in the test for constant time, or it is said why not") {
    const std::string called = text_of_file(tests_dir() / "crypto/constant_time.cpp");
    const std::set<std::string> operations = given_secrets();
    CHECK(operations.size() > 30);
    for (const std::string& operation : operations) {
        CAPTURE(operation);
        const bool is_called = std::regex_search(called, std::regex("\\b" + last_part(operation) + "\\("));
        CHECK((is_called || kNotByName.contains(operation)));
    }
    for (const auto& [operation, why] : kNotByName) {
        CAPTURE(operation, why);
        CHECK(operations.contains(operation));
    }
}
