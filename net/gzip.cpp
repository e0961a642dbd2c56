#include "net/gzip.h"

#include <boost/beast/zlib/inflate_stream.hpp>
#include <boost/crc.hpp>
#include <optional>

namespace vouch::net {
namespace {

namespace zlib = boost::beast::zlib;

constexpr std::size_t kHeadBytes = 10, kTailBytes = 8, kAtOnceBytes = 64 << 10;
constexpr std::uint8_t kMagic[] = {0x1f, 0x8b, 8};    // gzip, deflate
constexpr std::uint8_t kHeaderCheck = 2, kExtra = 4, kName = 8, kComment = 16, kReserved = 0xe0;
constexpr std::size_t kFlags = 3;    // where they stand

Rejection malformed() {
    return {Reason::malformed, "gzip"};
}

std::uint32_t read_le(ByteView bytes) {
    return read_le32(bytes.first<4>());
}

/// Takes what a flag announced off the front: a text with a zero behind it.
bool take_text(ByteView& rest) {
    const auto end = std::ranges::find(rest, 0);
    if (end == rest.end()) return false;
    rest = rest.subspan(static_cast<std::size_t>(end - rest.begin()) + 1);
    return true;
}

/// What stands between the head, with the fields that its flags announce, and the tail.
std::optional<ByteView> deflated(ByteView packed) {
    if (packed.size() < kHeadBytes + kTailBytes || !std::ranges::equal(packed.first(3), kMagic)) return {};
    const std::uint8_t flags = packed[kFlags];
    ByteView rest = packed.subspan(kHeadBytes, packed.size() - kHeadBytes - kTailBytes);
    if ((flags & kReserved) != 0) return {};
    if ((flags & kExtra) != 0) {
        if (rest.size() < 2) return {};
        const std::size_t length = rest[0] | std::size_t{rest[1]} << 8;
        if (rest.size() - 2 < length) return {};
        rest = rest.subspan(2 + length);
    }
    if ((flags & kName) != 0 && !take_text(rest)) return {};
    if ((flags & kComment) != 0 && !take_text(rest)) return {};
    if ((flags & kHeaderCheck) != 0) {
        if (rest.size() < 2) return {};
        rest = rest.subspan(2);
    }
    return rest;
}

}    // namespace

Result<Bytes> gunzip(ByteView packed, std::size_t bytes_max) {
    const auto content = deflated(packed);
    if (!content) return malformed();
    zlib::inflate_stream stream;
    zlib::z_params at;
    at.next_in = content->data();
    at.avail_in = content->size();
    Bytes out, piece(kAtOnceBytes);
    for (boost::system::error_code error; error != zlib::error::end_of_stream;) {
        at.next_out = piece.data();
        at.avail_out = piece.size();
        stream.write(at, zlib::Flush::sync, error);
        const std::size_t got = piece.size() - at.avail_out;
        if (error && error != zlib::error::end_of_stream) return malformed();    // cut short, too
        if (out.size() + got > bytes_max) return {Reason::too_large, "gzip"};
        append(out, ByteView(piece).first(got));
        if (!error && got == 0) return malformed();
    }
    const ByteView tail = packed.last(kTailBytes);
    boost::crc_32_type check;
    check.process_bytes(out.data(), out.size());
    if (at.avail_in != 0 || read_le(tail) != check.checksum() ||
        read_le(tail.subspan(4)) != static_cast<std::uint32_t>(out.size()))
        return malformed();
    return out;
}

}    // namespace vouch::net
