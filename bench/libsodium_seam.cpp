#include "bench/libsodium_seam.h"

#include <sodium.h>

#include "bench/figures.h"
#include "bench/known_voters.h"

namespace vouch::bench {
namespace {

/// sum += scalar·point
void multiply_and_add(Bytes32& sum, const Bytes32& scalar, const Bytes32& point) {
    Bytes32 product{};
    VOUCH_CHECK(crypto_scalarmult_ristretto255(product.data(), scalar.data(), point.data()) == 0);
    VOUCH_CHECK(crypto_core_ristretto255_add(sum.data(), sum.data(), product.data()) == 0);
}

std::vector<Bytes32> own_points(const election::Opening& opening, ByteView body) {
    std::vector<Bytes32> out;
    const std::size_t points = 2 * opening.officials + opening.m + 5;
    for (std::size_t i = 0; i < points; ++i) out.push_back(*exactly<32>(body.subspan(8 + 32 * i, 32)));
    return out;
}

std::vector<Bytes32> shared_points(const election::Opening& opening) {
    std::vector<Bytes32> out{Point::generator().bytes(), opening.Y.bytes()};
    for (const Point& generator : opening.generators.in_order) out.push_back(generator.bytes());
    for (const Point& key : opening.rings.front().keys) out.push_back(key.bytes());
    return out;
}

}    // namespace

std::function<void()> libsodium_seam(const election::Opening& opening, ByteView body, std::size_t ballots,
                                     std::size_t batch) {
    std::vector<Bytes32> shared = shared_points(opening);
    shared.resize(shared.size() * ballots / batch);
    std::size_t products = 0;    // 4 + 16 + ... + 4^m
    for (std::size_t d = 1; d <= opening.m; ++d) products += std::size_t{1} << (2 * d);
    return [own = own_points(opening, body), shared, products, ballots, scalar = random_scalar().bytes()] {
        Bytes32 sum{}, product = scalar;
        for (std::size_t ballot = 0; ballot < ballots; ++ballot) {
            for (const Bytes32& point : own) {
                VOUCH_CHECK(crypto_core_ristretto255_is_valid_point(point.data()) == 1);
                multiply_and_add(sum, scalar, point);
            }
            for (std::size_t i = 0; i < products; ++i)
                crypto_core_ristretto255_scalar_mul(product.data(), product.data(), scalar.data());
        }
        for (const Bytes32& point : shared) multiply_and_add(sum, scalar, point);
    };
}

}    // namespace vouch::bench
