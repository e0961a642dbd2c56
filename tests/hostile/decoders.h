#pragma once
// Every decoder that is given bytes from outside, with bytes it takes: fed with garbage by decoders_test.cpp
// and by the fuzzer (fuzz/).

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crypto/bytes.h"

namespace vouch::testing {

/// What was taken, as we write it; nothing where nobody writes such a thing.
using Again = std::optional<Bytes>;

struct Decoder {
    std::string name;
    std::vector<Bytes> samples;    // all of them taken
    /// Decodes; what was taken, or why nothing was. Throws std::logic_error where something was taken that
    /// has another spelling, of what is to have one only.
    std::function<Result<Again>(ByteView)> decode;
    bool sealed = false;             // nothing but what was sealed or signed is taken
    std::size_t one_round_in = 1;    // fewer rounds where decoding is slow
};

std::vector<Decoder> crypto_decoders();
std::vector<Decoder> election_decoders();
std::vector<Decoder> client_decoders();
std::vector<Decoder> wire_decoders();
std::vector<Decoder> keeper_decoders();
/// All of the above.
std::vector<Decoder> decoders();

inline Bytes text(std::string_view of) {
    return copy(bytes_of(of));
}

/// What the decoder answers. Throws std::logic_error, with the bytes, where it threw, or refused for a reason
/// that is no decoder's: whatever bytes come, that never happens.
Result<Again> answer_of(const Decoder& decoder, ByteView bytes);

/// For what nobody writes again.
template <class T>
Result<Again> taken(const Result<T>& result) {
    if (!result.ok()) return result.rejection();
    return Again{};
}
/// For what is written again, in a spelling of ours.
template <class T, class Write>
Result<Again> taken(const Result<T>& result, Write write) {
    if (!result.ok()) return result.rejection();
    return Again{copy(ByteView(write(*result)))};
}

/// For what was taken and has one spelling: `again` is how we write it.
Result<Again> one_spelling(ByteView given, ByteView again);

}    // namespace vouch::testing
