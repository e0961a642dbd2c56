#pragma once
// Witnesses are asked to cosign a checkpoint: the sender's part of c2sp.org/tlog-witness.
// docs/audit-log-format.md, section 5.

#include "client/cli/shared/add_checkpoint.h"
#include "client/cli/shared/log_source.h"
#include "net/trust.h"

namespace vouch::client {

/// A witness, and where it is asked.
struct WitnessAddress {
    Vkey vkey;
    net::Endpoint at;    // its path is the prefix of what the witness serves
    net::Trust trust;
};

/// The witness's line for that checkpoint of the log, which holds. Otherwise why it gave none; throws
/// net::NetError.
Result<NoteSignature> ask_witness(const WitnessAddress& witness, const FetchFile& log,
                                  const Checkpoint& checkpoint, const std::string& note);

/// The note with the line added, in the place of an older one of the same key.
std::string with_line(const std::string& note, const NoteSignature& line);

}    // namespace vouch::client
