#pragma once
// The keys of one conference: the log's, which signs, and the box's, which opens envelopes until the close.

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "crypto/note.h"

namespace vouch::server {

class ConferenceKeys {
public:
    /// Draws both keys and stores them in the folder, for its owner only. `origin` is the name of the log,
    /// which never changes.
    static void make(const std::filesystem::path& folder, const std::string& origin);
    /// Throws StorageError where they are not there as make() left them; the box key may be gone or
    /// spoilt.
    explicit ConferenceKeys(std::filesystem::path folder);

    const Vkey& vkey() const { return *vkey_; }
    const SigningKey& log_key() const { return *log_key_; }
    const Bytes32& box_public_key() const { return box_public_key_; }

    /// Null once the key is destroyed, and where it is lost. May be called from any thread.
    std::shared_ptr<const BoxKey> box_key() const;
    /// Whether the key was not there when it was looked for, and nobody destroyed it: a restored folder
    /// without it, or with another key. What is missing, as a sentence for people; nothing where nothing is.
    std::optional<Rejection> lost_box_key() const;
    /// Destroys the box key at the close, after which nobody can open an envelope.
    void destroy_box_key();

private:
    std::filesystem::path folder_;
    std::optional<Vkey> vkey_;
    std::optional<SigningKey> log_key_;
    Bytes32 box_public_key_{};
    mutable std::mutex mutex_;    // guards box_key_
    std::shared_ptr<const BoxKey> box_key_;
    bool box_key_lost_ = false;    // guarded by mutex_, too
};

}    // namespace vouch::server
