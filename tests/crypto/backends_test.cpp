// Every backend of crypto/bulk beside libsodium: the same encodings are taken, the same sums come out, byte
// for byte.
#include <catch2/catch.hpp>

#include <cstring>

#include "crypto/bulk/decode.h"
#include "crypto/bulk/msm.h"
#include "tests/crypto/bulk_terms.h"
#include "tests/crypto/differential.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

#ifdef VOUCH_SANITIZED
constexpr int kRandomEncodings = 2'000, kRandomPoints = 500, kDifferentialInputs = 50;
constexpr std::size_t kTermsMax = 64, kEverySizeMax = 40;
#else
constexpr int kRandomEncodings = 1'000'000, kRandomPoints = 20'000, kDifferentialInputs = 800;
constexpr std::size_t kTermsMax = 1 << 16, kEverySizeMax = 300;
#endif

/// What each backend says of each encoding is what libsodium says; a point is encoded back to where it came
/// from.
int disagreements(const BulkBackend& backend, std::span<const Bytes32> encodings) {
    std::vector<std::optional<AffinePoint>> decoded(encodings.size());
    backend.decode(encodings, decoded);
    int out = 0;
    for (std::size_t i = 0; i < encodings.size(); ++i) {
        const bool taken = Point::decode(encodings[i]).ok();
        out += decoded[i].has_value() != taken;
        if (decoded[i]) out += EdwardsPoint::of(*decoded[i]).encode() != encodings[i];
    }
    return out;
}

}    // namespace

TEST_CASE("backends: there is one that needs nothing, and the one in use is among those that run here") {
    const auto backends = bulk_backends();
    REQUIRE_FALSE(backends.empty());
    CHECK(backends.back()->name == "portable");
    CHECK(std::ranges::find(backends, &bulk_backend()) != backends.end());
    const char* asked = std::getenv("VOUCH_BACKEND");
    CHECK((asked == nullptr || *asked == '\0' || bulk_backend().name == asked));
}

TEST_CASE("backends: the published encodings are taken and refused as they should be") {
    const Json vectors = read_vectors("hash-and-group.json");
    std::vector<Bytes32> valid, invalid;
    for (const Json& v : vectors["group"]["valid_points"]) valid.push_back(*exactly<32>(bytes(v["bytes"])));
    for (const Json& v : vectors["group"]["invalid_points"])
        if (const auto given = exactly<32>(bytes(v["bytes"])); given.ok()) invalid.push_back(*given);
    for (const Json& v : vectors["group"]["multiples_of_G"])    // RFC 9496, appendix A.1
        valid.push_back(*exactly<32>(bytes(v)));
    REQUIRE((valid.size() >= 18 && invalid.size() >= 32));
    for (const BulkBackend* backend : backends_under_test()) {
        CAPTURE(backend->name);
        CHECK(disagreements(*backend, valid) == 0);
        CHECK(disagreements(*backend, invalid) == 0);
        // Good ones beside bad ones: what is decoded side by side does not mix.
        std::vector<Bytes32> mixed;
        for (std::size_t i = 0; i < std::min(valid.size(), invalid.size()); ++i)
            mixed.insert(mixed.end(), {valid[i], invalid[i]});
        CHECK(disagreements(*backend, mixed) == 0);
    }
}

TEST_CASE("backends: of a million random encodings, the same are points") {
    std::vector<Bytes32> encodings(1'000);
    std::vector<int> found(backends_under_test().size());
    int points = 0;
    for (int done = 0; done < kRandomEncodings; done += static_cast<int>(encodings.size())) {
        std::vector<bool> taken;
        for (Bytes32& encoding : encodings) {
            encoding = system_rng().bytes32();
            if (taken.size() % 16 != 0)
                encoding[31] &= 0x7f, encoding[0] &= 0xfe;    // a quarter of these are points
            taken.push_back(Point::decode(encoding).ok());
            points += taken.back();
        }
        for (std::size_t b = 0; b < found.size(); ++b) {
            std::vector<std::optional<AffinePoint>> decoded(encodings.size());
            backends_under_test()[b]->decode(encodings, decoded);
            for (std::size_t i = 0; i < encodings.size(); ++i) found[b] += decoded[i].has_value() != taken[i];
        }
    }
    for (const int disagreeing : found) CHECK(disagreeing == 0);
    CHECK(points > kRandomEncodings / 5);
}

TEST_CASE("backends: points are encoded back to where they came from, however many are decoded at once") {
    std::vector<Bytes32> encodings;
    for (int i = 0; i < kRandomPoints; ++i) encodings.push_back(random_point().bytes());
    for (const BulkBackend* backend : backends_under_test()) {
        CAPTURE(backend->name);
        CHECK(disagreements(*backend, encodings) == 0);
        for (std::size_t count = 0; count <= 9; ++count)
            CHECK(disagreements(*backend, std::span(encodings).first(count)) == 0);
    }
}

TEST_CASE("backends: sums of every size are libsodium's") {
    const Terms terms(kTermsMax);
    const auto decoded = decode_all(terms.points);
    Point by_libsodium;
    PointSum sum;
    for (std::size_t size = 0;; ++size) {
        if (size <= kEverySizeMax || std::has_single_bit(size)) {
            CAPTURE(size);
            for (const BulkBackend* backend : backends_under_test()) {
                CAPTURE(backend->name);
                CHECK(to_hex(sum.value(*backend).encode()) == to_hex(by_libsodium.bytes()));
            }
        }
        if (size == kTermsMax) break;
        by_libsodium += terms.scalars[size] * terms.points[size];
        sum.add(terms.scalars[size], AffineAddend(decoded[size]));
    }
}

TEST_CASE("backends: whatever bytes say, all of them do the same as libsodium") {
    for (int i = 0; i < kDifferentialInputs; ++i) {
        Bytes input(1 + system_rng().bytes32()[0] * 8u);
        system_rng().fill(input);
        CHECK(differential(input).empty());
    }
    // It can tell: a backend that leaves a term out is found.
    static const BulkBackend forgetful{
        "forgetful",
        kPortableBackend.runs_here,
        kPortableBackend.decode,
        [](const SignedDigits&, std::span<const AffineAddend>) { return EdwardsPoint(); },
        kPortableBackend.pippenger,
        kPortableBackend.products};
    Bytes input(64 * 4, 0x55);
    const BulkBackend* const only[] = {&forgetful};
    CHECK(differential(input, only) == "forgetful: another sum");
}
