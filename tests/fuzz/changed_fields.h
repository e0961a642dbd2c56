#pragma once
// A field of an entry changed, whatever kind it is of: through the description that protobuf has of the
// messages, so that what comes out parses again.

#include "tests/fuzz/choices.h"

namespace vouch::testing {

/// The carried entry with one field of its body changed, its signatures as they were; as it is where it is a
/// ballot, whose body is no message.
Bytes with_changed_field(ByteView carried, Choices& choices);

/// The carried entry with these changes to its signatures: one dropped, one twice, two in the other order, or
/// one with another key.
Bytes with_changed_signatures(ByteView carried, Choices& choices);

}    // namespace vouch::testing
