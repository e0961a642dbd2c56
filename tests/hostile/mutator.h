#pragma once
// Bytes that nobody made with good will, the same ones for the same seed.

#include <random>

#include "crypto/bytes.h"

namespace vouch::testing {

class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : rng_(seed) {}

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : rng_() % bound; }

    /// Up to `bytes_max` bytes, short ones as often as long ones.
    Bytes random(std::size_t bytes_max) {
        Bytes out(below(below(bytes_max) + 1));
        for (auto& byte : out) byte = static_cast<std::uint8_t>(rng_());
        return out;
    }
    /// One to four changes to the sample, some of them with a piece of `other`.
    Bytes changed(Bytes sample, ByteView other) {
        for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(sample, other);
        return sample;
    }

private:
    using Place = std::ptrdiff_t;

    std::uint8_t telling_byte() {
        static constexpr std::uint8_t kBytes[] = {0x00, 0x01, 0x7f, 0x80, 0xff, '\n', '\r', ' ',
                                                  ',',  ';',  '"',  '+',  '-',  '.',  '/',  '0',
                                                  '9',  '=',  '[',  '{',  0x0a, 0x12, 0x1a, 0xed};
        return kBytes[below(std::size(kBytes))];
    }
    void change(Bytes& bytes, ByteView other) {
        const std::size_t at = below(bytes.size()), length = 1 + below(below(64) + 1);
        const auto here = bytes.begin() + static_cast<Place>(at);
        const auto there = bytes.begin() + static_cast<Place>(std::min(bytes.size(), at + length));
        const std::size_t from = below(other.size());
        const ByteView piece = other.subspan(from, std::min(length, other.size() - from));
        switch (below(7)) {
            case 0:
                if (!bytes.empty()) *here ^= static_cast<std::uint8_t>(1u << below(8));
                break;
            case 1:
                if (!bytes.empty()) *here = telling_byte();
                break;
            case 2:
                bytes.insert(here, telling_byte());
                break;
            case 3:
                bytes.erase(here, there);
                break;
            case 4: {    // a piece twice
                const Bytes twice(here, there);
                bytes.insert(here, twice.begin(), twice.end());
                break;
            }
            case 5:
                bytes.insert(here, piece.begin(), piece.end());
                break;
            case 6:
                std::ranges::copy(piece.first(std::min(piece.size(), bytes.size() - at)), here);
                break;
        }
    }

    std::mt19937_64 rng_;
};

}    // namespace vouch::testing
