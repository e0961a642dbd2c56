#pragma once
// Every decoder that is given bytes from outside, with bytes it takes: fed with garbage by decoders_test.cpp
// and by the fuzzer (fuzz/).

#include <functional>
#include <string>
#include <vector>

#include "crypto/bytes.h"

namespace vouch::testing {

struct Decoder {
    std::string name;
    std::vector<Bytes> samples;    // all of them taken
    /// Decodes; whether anything was taken, or why not. Throws std::logic_error where something was taken
    /// that has another spelling, of what is to have one only.
    std::function<Status(ByteView)> decode;
    bool sealed = false;             // nothing but what was sealed or signed is taken
    std::size_t one_round_in = 1;    // fewer rounds where decoding is slow
};

std::vector<Decoder> crypto_decoders();
std::vector<Decoder> election_decoders();
std::vector<Decoder> client_decoders();
/// All of the above.
std::vector<Decoder> decoders();

inline Bytes text(std::string_view of) {
    return copy(bytes_of(of));
}

/// Accepted where there is a value.
template <class T>
Status taken(const Result<T>& result) {
    if (!result.ok()) return result.rejection();
    return accepted();
}

/// For what was taken and has one spelling: `again` is how we write it.
Status one_spelling(ByteView given, ByteView again);

}    // namespace vouch::testing
