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

namespace vouch {

void declassify(const void* bytes, std::size_t size) {
    VALGRIND_MAKE_MEM_DEFINED(bytes, size);
}

}    // namespace vouch

using namespace vouch;
using namespace vouch::election;

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
    NonceSource nonces(SecretBytes<32>{});
    SecretScalar scalar = nonces.draw();
    classify(scalar.mutable_bytes());
    return scalar;
}

void enrol(const SecretScalar& sk, NonceSource& nonces) {
    Code code = draw_code(system_rng());
    classify(code);
    const Enrolment enrolment = make_enrolment({}, 7, sk, nonces);
    const SigningKey key = code_key({}, 7, code);
    VOUCH_CHECK(check_enrolment({}, enrolment).ok());
    VOUCH_CHECK(signature_holds(key.public_key(), enrolment.pk.bytes(), key.sign(enrolment.pk.bytes())));
}

void seal_one(SecretScalar sk, NonceSource& nonces) {
    std::vector<Point> keys{times_g(sk).publish()};
    for (std::uint64_t i = 1; i < 6; ++i) keys.push_back(times_g(Scalar(i)));
    const Point Y = times_g(Scalar(42));
    const Opening opening = make_opening({}, {}, 2, Y, times_g(Scalar(43)), keys, 256);
    auto credential = locate(opening, std::move(sk));    // which place a key has, everyone can see
    classify(credential->sk.mutable_bytes());
    for (SecretDigit& digit : credential->digits) VALGRIND_MAKE_MEM_UNDEFINED(digit.memory(), 1);
    std::vector<SecretDigit> levels;
    for (const std::uint8_t level : {3, 1}) {
        levels.emplace_back(level);
        VALGRIND_MAKE_MEM_UNDEFINED(levels.back().memory(), 1);
    }
    const SealedBallot sealed = seal(opening, *credential, levels, 0, prepare(opening, *credential, nonces));
    const ByteView body(sealed.body);
    VOUCH_CHECK(verify(opening, {&body, 1}, system_rng()).front().ok());
}

void decrypt(const SecretScalar& share, NonceSource& nonces) {
    const Point alpha = times_g(Scalar(44));
    const Point V = times_g(share).publish(), D = (share * alpha).publish();
    const Transcript statement("decrypt");
    VOUCH_CHECK(check_equality(statement, V, alpha, D, prove_equality(statement, alpha, share, nonces)).ok());
}

void deal(NonceSource& nonces) {
    const Polynomial polynomial = Polynomial::draw(2, nonces);
    const SchnorrProof proof = prove_dealing({}, 1, polynomial, nonces);
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
    NonceSource nonces(seed, rng);
    enrol(secret_scalar(), nonces);
    seal_one(secret_scalar(), nonces);
    decrypt(secret_scalar(), nonces);
    deal(nonces);
    std::puts("enrolled, sealed, decrypted and dealt");
    return 0;
}
