// Run under valgrind's memcheck: every secret is marked undefined, so that a branch or an index that depends
// on one is an error. What is published is marked defined again, by declassify. With the argument "leak" it
// branches on a secret on purpose, which memcheck must find.
#include <valgrind/memcheck.h>

#include <cstdio>
#include <cstring>

#include "crypto/chaum_pedersen.h"
#include "crypto/declassify.h"
#include "crypto/key_file.h"
#include "crypto/note.h"
#include "crypto/sodium.h"
#include "crypto/threshold_key.h"
#include "election/ballot.h"
#include "election/count.h"
#include "election/enrolment.h"
#include "election/entry.h"
#include "election/envelope.h"
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

/// Marked, when it has gone through what tests its form.
SecretBytes<64> secret_credential() {
    SecretBytes<64> bytes = Credential{random_secret(), random_secret()}.bytes();
    classify(bytes);
    return bytes;
}

Credential enrol(Rng& rng) {
    const Code code = draw_code(rng);
    const PrintedCode printed = printed_code(code);
    (void)printed;
    Credential credential = draw_credential(code, {}, 7, rng);
    const Enrolment enrolment = make_enrolment({}, 7, credential, rng);
    const SigningKey key = code_key({}, 7, code);
    VOUCH_CHECK(check_enrolment({}, enrolment).ok());
    VOUCH_CHECK(signature_holds(key.public_key(), enrolment.pk.bytes(), key.sign(enrolment.pk.bytes())));
    return credential;
}

void challenge_one(SealedBallot sealed, const Opening& opening);

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
    SealedBallot sealed = seal(opening, *placed, levels,
                               prepare(opening, *placed, {0, 1}, stopped_clock, rng), stopped_clock, rng);
    const ByteView body(sealed.body);
    VOUCH_CHECK(verify(opening, {&body, 1}, system_rng()).front().ok());
    challenge_one(std::move(sealed), opening);
}

void decrypt(const SecretScalar& share, Rng& rng) {
    const Point alpha = times_g(Scalar(44));
    const Point V = times_g(share).publish(), D = (share * alpha).publish();
    const Transcript statement("decrypt");
    VOUCH_CHECK(check_coin({{}, {}, 1, V}, make_coin({{}, {}, 1, V}, share, rng)).ok());
    VOUCH_CHECK(check_equality(statement, V, alpha, D, prove_equality(statement, alpha, share, rng)).ok());
    const ShareStatement sums{{}, {}, 0, 1, V, alpha};
    VOUCH_CHECK(check_share(sums, make_share(sums, share, rng)).ok());
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

/// What a sealed ballot gives up when it is challenged.
void challenge_one(SealedBallot sealed, const Opening& opening) {
    const Bytes32 tracker = sealed.tracker.tracker;
    VOUCH_CHECK(check_challenge(opening, tracker, challenge(std::move(sealed))).ok());
}

/// Boxes and key files: the keys and what is inside are secret, what is outside is not. (A passphrase is: it
/// goes through Unicode's tables, and Argon2id's second half looks things up, so nobody claims it of them.)
void seal_and_open(Rng& rng) {
    SecretBytes<32> key, seed;
    rng.fill(key.mutable_view());
    rng.fill(seed.mutable_view());
    SecretBuffer content(40);
    rng.fill(content.mutable_view());
    Bytes box = seal_secretbox(key, content.view());
    declassify(box.data(), box.size());
    VOUCH_CHECK(open_secretbox(key, box)->size() == content.size());
    const BoxKey box_key(seed);
    box = *seal_box(box_key.public_key(), content.view());
    declassify(box.data(), box.size());
    VOUCH_CHECK(box_key.open(box)->size() == content.size());
    box = *seal_box_with(key, box_key.public_key(), content.view());
    declassify(box.data(), box.size());
    VOUCH_CHECK(box_key.open(box)->size() == content.size());
    const ByteView passphrase = bytes_of("public here");
    box = seal_key_file("tests", content, passphrase, kKeyFileCostForTests);
    declassify(box.data(), box.size());
    VOUCH_CHECK(open_key_file("tests", box, passphrase)->size() == content.size());
    (void)*seal_envelope(box_key.public_key(), key, bytes_of("a ballot's body is public"));
    (void)seal_reply(key, Receipt{{}, "a proof is public"});
}

/// Whatever a key signs in a log.
void sign_all(Rng& rng) {
    SecretBytes<32> seed;
    rng.fill(seed.mutable_view());
    const SigningKey key(seed);
    const SigningKey* const signers[] = {&key};
    VOUCH_CHECK(decode_entry(make_entry({}, Annulment{"why"}, signers)).ok());
    const Vkey log = *Vkey::make("log.example", NoteKeyType::log, key.public_key());
    const Vkey witness = *Vkey::make("witness.example", NoteKeyType::witness, key.public_key());
    const std::string text = Checkpoint{log.name(), 1, {}}.to_string();
    const SignedNote note{text, {sign_note(text, log, key), cosign_note(text, witness, key, 1)}};
    VOUCH_CHECK(verify_checkpoint(note.to_string(), log, {&witness, 1})->cosignatures.size() == 1);
    const CastRefusal refusal = sign_refusal(key, {}, bytes_of("envelope"), {Reason::too_early, ""});
    VOUCH_CHECK(refusal_holds(key.public_key(), {}, bytes_of("envelope"), refusal));
}

/// Text that carries a secret: a slip's roll key.
void write_and_read(Rng& rng) {
    SecretBytes<32> key, again;
    rng.fill(key.mutable_view());
    const std::string text = to_base64url(key.view());
    VOUCH_CHECK(read_base64url(text, again.mutable_view()));
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
    VOUCH_CHECK(Credential::decode(secret_credential()).ok());
    decrypt(secret_scalar(), rng);
    deal(seed, rng);
    seal_and_open(rng);
    sign_all(rng);
    write_and_read(rng);
    std::puts("enrolled, sealed, challenged, proved, decrypted, dealt and kept");
    return 0;
}
