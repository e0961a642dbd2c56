// Run under valgrind's memcheck: every secret is marked undefined, so that a branch or an index that depends
// on one is an error. What is published is marked defined again, by declassify. With the argument "leak" it
// branches on a secret on purpose, which memcheck must find.
#include <valgrind/memcheck.h>

#include <cstdio>
#include <cstring>

#include "crypto/chaum_pedersen.h"
#include "crypto/declassify.h"
#include "crypto/sodium.h"
#include "crypto/threshold_key.h"
#include "election/ballot.h"
#include "election/enrolment.h"
#include "election/fingerprint.h"
#include "election/mine.h"
#include "tests/support/sealing.h"

namespace vouch {

void declassify(const void* bytes, std::size_t size) {
    VALGRIND_MAKE_MEM_DEFINED(bytes, size);
}

}    // namespace vouch

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

template <std::size_t N>
void classify(SecretBytes<N>& secret) {
    VALGRIND_MAKE_MEM_UNDEFINED(secret.mutable_view().data(), N);
}

/// Randomness that nobody may branch on.
struct SecretRng : Rng {
    void fill(std::span<std::uint8_t> out) override {
        system_rng().fill(out);
        VALGRIND_MAKE_MEM_UNDEFINED(out.data(), out.size());
    }
};

SecretScalar secret_scalar() {
    SecretScalar scalar = random_secret();
    classify(scalar.mutable_bytes());
    return scalar;
}

Credential enrol(Rng& rng) {
    Code code = draw_code(system_rng());
    classify(code);
    Credential credential = draw_credential(code, {}, 7, rng);
    const Enrolment enrolment = make_enrolment({}, 7, credential, rng);
    const SigningKey key = code_key({}, 7, code);
    VOUCH_CHECK(check_enrolment({}, enrolment).ok());
    VOUCH_CHECK(signature_holds(key.public_key(), enrolment.pk.bytes(), key.sign(enrolment.pk.bytes())));
    return credential;
}

void seal_one(Credential credential, Rng& rng) {
    std::vector<Point> keys{credential.pk()};
    for (std::uint64_t i = 1; i < 6; ++i) keys.push_back(times_g(Scalar(i)));
    const Point Y = times_g(Scalar(42));
    const Opening opening = make_opening({}, {}, 2, Y, TagGenerators::of({}), keys, 256);
    auto placed = locate(opening, std::move(credential));    // which place a key has, everyone can see
    for (SecretDigit& digit : placed->digits) VALGRIND_MAKE_MEM_UNDEFINED(digit.memory(), 1);
    std::vector<SecretDigit> levels;
    for (const std::uint8_t level : {3, 1}) {
        levels.emplace_back(level);
        VALGRIND_MAKE_MEM_UNDEFINED(levels.back().memory(), 1);
    }
    const SealedBallot sealed = seal(
        opening, *placed, levels, prepare(opening, *placed, {0, 1}, stopped_clock, rng), stopped_clock, rng);
    const ByteView body(sealed.body);
    VOUCH_CHECK(verify(opening, {&body, 1}, system_rng()).front().ok());
}

void decrypt(const SecretScalar& share, Rng& rng) {
    const Point alpha = times_g(Scalar(44));
    const Point V = times_g(share).publish(), D = (share * alpha).publish();
    const Transcript statement("decrypt");
    VOUCH_CHECK(check_coin({{}, {}, 1, V}, make_coin({{}, {}, 1, V}, share, rng)).ok());
    VOUCH_CHECK(check_equality(statement, V, alpha, D, prove_equality(statement, alpha, share, rng)).ok());
}

void prove_mine_to(const Credential& credential, Rng& rng) {
    const TagGenerators generators = TagGenerators::of({});
    const Point pk = credential.pk(), tag = credential.tag(generators);
    const MineKey key_shown = draw_mine_key({}, rng);
    VOUCH_CHECK(check_mine_key({}, key_shown).ok());
    const MineProof proof = prove_mine({}, generators, key_shown, credential, rng);
    VOUCH_CHECK(check_mine({{}, generators, key_shown.V, pk, tag}, proof).ok());
}

void deal(const SecretBytes<32>& seed, Rng& rng) {
    const Polynomial polynomial = Polynomial::draw(2, seed, {}, rng);
    const SchnorrProof proof = prove_dealing({}, 1, polynomial, rng);
    VOUCH_CHECK(check_dealing({}, 1, polynomial.commitments(), proof).ok());
    const SecretBuffer plaintext = share_plaintext({}, 1, 2, polynomial.at(2));
    VOUCH_CHECK(accept_share(plaintext, {}, 1, 2, polynomial.commitments()).ok());
}

int leak(const SecretScalar& secret) {
    return secret.bytes().view()[0] % 2 == 0 ? 1 : 0;
}

}    // namespace

int main(int argc, char** argv) {
    initialize_crypto();
    if (!RUNNING_ON_VALGRIND) {
        std::puts("run this under valgrind");
        return 1;
    }
    if (argc > 1 && std::strcmp(argv[1], "leak") == 0) {
        if (leak(secret_scalar()) != 0) std::puts("even");
        return 0;
    }
    SecretRng rng;
    SecretBytes<32> seed;
    classify(seed);
    const Credential credential = enrol(rng);
    seal_one(credential.clone(), rng);
    prove_mine_to(credential, rng);
    decrypt(secret_scalar(), rng);
    deal(seed, rng);
    std::puts("enrolled, sealed, proved, decrypted and dealt");
    return 0;
}
