#pragma once
// A file that an organizer uploads in parts: a document of a dossier, or the sealed named roll.
// proto/service.proto, Upload. Part of a session, on its strand.

#include <proto/service.pb.h>

#include "net/budget.h"
#include "server/archive.h"

namespace vouch::server {

class IncomingFile {
public:
    /// What comes in lies in the archive's folder, and is held of `budget` for that host. Both outlive it.
    IncomingFile(const Archive& archive, net::Budget& budget, net::Host host)
        : archive_(archive), budget_(budget), host_(host) {}

    /// Adds the next part. A part at offset 0 begins a new file. Too large where the whole would be longer
    /// than the limit; malformed or not fitting where the part does not follow, or where the whole is not
    /// what its name says; over capacity where there is no room now. A refusal drops the file.
    Status take(const v1::Upload& part, std::uint64_t bytes_max);

    std::uint64_t received() const { return content_ ? content_->size() : 0; }
    bool whole() const { return length_ > 0 && received() == length_; }

    /// A whole file, which is then no longer here.
    struct Taken {
        std::string name;
        Bytes32 sha256;
        std::shared_ptr<const disk::ScratchFile> content;
    };
    Taken release();

private:
    Status add(const v1::Upload& part, std::uint64_t bytes_max);
    Status begin(const v1::Upload& part, std::uint64_t bytes_max);
    void drop();

    const Archive& archive_;
    net::Budget& budget_;
    const net::Host host_;

    std::string name_;
    std::uint64_t length_ = 0;    // of the whole; 0 where nothing is coming in
    std::shared_ptr<disk::ScratchFile> content_;
    net::Budget::Held held_;
    Sha256 hash_;
};

}    // namespace vouch::server
