#pragma once
// Entries as libprotobuf reads them, held beside the codec: parsed, serialised again and compared, then the
// form that protocol.md asks of their fields. By reflection over proto/entries.proto, so that nothing of it
// is written with the codec's own description of a message.

#include <proto/entries.pb.h>

#include <random>

#include "crypto/bytes.h"
#include "election/entry.h"

namespace vouch::testing {

using Message = google::protobuf::Message;

/// A message that an entry of that kind holds; null for a ballot, and where there is no such kind.
std::unique_ptr<Message> message_of(std::uint32_t kind);

/// Whether the bytes are the one spelling of an entry whose form holds. Fills in what they say.
bool reference_takes(ByteView carried, v1::Entry& entry, std::unique_ptr<Message>& body);

/// Whether the decoded entry says the same.
bool says_the_same(const election::Entry& entry, const v1::Entry& expected, const Message* body);

/// Entries with random fields, the same for the same seed.
class EntryMaker {
public:
    explicit EntryMaker(std::uint64_t seed) : rng_(seed) {}
    /// Of any kind; as often as not with something wrong somewhere.
    Bytes entry();
    /// The message with its fields changed as a whole: left out, twice, out of order, of another type, in
    /// more bytes than they need, in a field inside.
    Bytes changed(ByteView message);
    std::size_t below(std::size_t bound) { return rng_() % bound; }

private:
    void fill(Message& message);
    void fill_bytes(const std::string& field, std::string& value);
    std::string text(std::size_t most);
    bool wrong() { return faulty_ && below(25) == 0; }

    std::mt19937_64 rng_;
    bool faulty_ = false, with_coin_ = false;
    std::size_t languages_ = 0;
};

}    // namespace vouch::testing
