// Content that HTTP compressed, unpacked: as gzip and zlib write it, and changed in every byte.

#include "net/gzip.h"

#include <catch2/catch.hpp>

using namespace vouch;

namespace {

/// "vouch", by Python's zlib; and with every field that a head can announce.
const Bytes kPlain = *from_hex("1f8b08000000000002ff2bcb2f4dce0000927e768c05000000");
const Bytes kWithFields =
    *from_hex("1f8b081e0000000002ff03006162636e616d650072656d61726b0012342bcb2f4dce0000927e768c05000000");
/// 300,000 zeros.
const Bytes kZeros = *from_hex(
    "1f8b08000000000002ffedc1010d000000c2a0f74f6d0f0714000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "000000fc18fbe2b2f6e0930400");

}    // namespace

TEST_CASE("what gzip packed is unpacked, up to a limit") {
    CHECK(text_of(*net::gunzip(kPlain, 5)) == "vouch");
    CHECK(net::gunzip(kPlain, 4).rejection().reason == Reason::too_large);
    CHECK(text_of(*net::gunzip(kWithFields, 5)) == "vouch");
    CHECK(*net::gunzip(kZeros, 300'000) == Bytes(300'000));
    CHECK(net::gunzip(kZeros, 299'999).rejection().reason == Reason::too_large);
    CHECK(net::gunzip({}, 5).rejection().reason == Reason::malformed);
}

TEST_CASE("gzip that is cut short, longer, or has another content or check sum is none") {
    for (std::size_t size = 0; size < kPlain.size(); ++size)
        CHECK_FALSE(net::gunzip(ByteView(kPlain).first(size), 5).ok());
    Bytes longer = kPlain;
    longer.push_back(0);
    CHECK_FALSE(net::gunzip(longer, 100).ok());
    for (std::size_t bit = 0; bit < 8 * kPlain.size(); ++bit) {
        CAPTURE(bit);
        Bytes changed = kPlain;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        const auto unpacked = net::gunzip(changed, 100);
        if (unpacked.ok()) CHECK(text_of(*unpacked) == "vouch");    // the time of packing, for one
        const bool in_tail = bit / 8 >= kPlain.size() - 8;
        if (in_tail) CHECK_FALSE(unpacked.ok());
    }
}
