#pragma once
// A witness at its work: it follows one conference, cosigns its log and those that others bring, and says
// what it found. One thread looks; any thread may ask.

#include "client/cli/witness/cosigner.h"
#include "client/cli/witness/status_page.h"
#include "client/cli/witness/watch.h"
#include "client/cli/witness/web_look.h"
#include "disk/folders.h"

namespace vouch::client {

/// How long whoever asks for a cosignature waits for a look that is under way.
inline constexpr auto kDeskTime = std::chrono::seconds(20);

class Following {
public:
    /// Goes on in that folder, which is the conference's alone. `trusted` are other logs that it cosigns.
    /// Throws StorageError, also where another process follows in that folder.
    Following(const Path& folder, ConferenceAddress address, WitnessKeys keys, const ConferenceRecord& record,
              const std::vector<Vkey>& trusted, Now now = system_now, Rng& rng = system_rng());

    /// Looks at the log once, and cosigns it where it has grown and all of it holds. What kept the look from
    /// being made is in view(); a disk that fails is thrown.
    void look();
    /// Looks at the web client once, where the manifest names one.
    void look_at_web_client();

    /// The answer to a request for a cosignature; waits, for the disk and perhaps for a look.
    WitnessAnswer add_checkpoint(std::string_view body);
    std::optional<std::string> last_cosigned(const std::string& path) const { return cosigner_.at(path); }

    WitnessView view() const;
    /// The election that is followed, once there is a log.
    std::optional<Bytes32> election_id();

private:
    void look_once();
    void trust_followed();
    std::optional<Bytes32> digest_to_look_for();
    void raise(const WrongWebFile& wrong);
    std::optional<WitnessAnswer> disagrees(const Checkpoint& checkpoint, const std::string& note);

    const disk::FolderLock lock_;
    const ConferenceAddress address_;
    const WitnessKeys keys_;
    const Now now_;
    Rng& rng_;
    Alarms alarms_;
    Cosigner cosigner_;
    std::timed_mutex desk_;    // guards watch_
    Watch watch_;
    mutable std::mutex view_mutex_;    // guards view_
    WitnessView view_;
};

}    // namespace vouch::client
