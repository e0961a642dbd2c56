#pragma once
// What a witness found that must not be. An alarm is for ever: it is a folder with the evidence, and no
// command takes it back. docs/witness-guide.md.

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "client/cli/shared/evidence.h"
#include "client/cli/witness/witness.h"
#include "texts/texts.h"

namespace vouch::client {

/// POSIX seconds.
using Now = std::function<std::uint64_t()>;
std::uint64_t system_now();

struct Alarm {
    Evidence evidence;
    std::uint64_t time = 0;    // when it was raised
    Path folder;
};

/// What is wrong, in that language.
std::string sentence_of(const Alarm& alarm, const texts::Commands& says);

/// The alarms in a folder, the first of each kind and log. May be used from several threads.
class Alarms {
public:
    /// Reads those that are there. Throws StorageError where one cannot be read: it is never passed over.
    Alarms(Path folder, const WitnessKeys& keys, Now now);

    /// Keeps the evidence, with the files that `add_files` writes into a folder, and the witness's signature.
    /// Where there is an alarm of that kind about that log it does nothing. A crash leaves all of it or
    /// nothing.
    void raise(const Evidence& evidence, const std::function<void(const Path&)>& add_files = {});

    std::vector<Alarm> all() const;
    /// Those about this log that its own files or checkpoints are the evidence of: about all but the web
    /// client.
    bool any_about(const std::string& origin) const;
    bool has(Lie lie, const std::string& origin) const;

private:
    void read(const Path& folder);

    const Path folder_;
    const WitnessKeys& keys_;
    const Now now_;
    mutable std::mutex mutex_;    // guards alarms_ and the folder
    std::vector<Alarm> alarms_;
};

}    // namespace vouch::client
