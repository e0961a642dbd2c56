#pragma once
// A file that an organizer uploads in parts: a document of a dossier, or the sealed named roll.
// proto/service.proto, Upload. Part of a session, on its strand.

#include <proto/service.pb.h>

#include "crypto/bytes.h"
#include "crypto/result.h"

namespace vouch::server {

class IncomingFile {
public:
    /// Adds the next part. A part at offset 0 begins a new file. Too large where the whole would be longer
    /// than the limit; malformed or not fitting where the part does not follow. A refusal drops the file.
    Status take(const v1::Upload& part, std::uint64_t bytes_max);

    std::uint64_t received() const { return content_.size(); }
    bool whole() const { return length_ > 0 && content_.size() == length_; }
    bool is_named_roll() const;
    bool is_document(const Bytes32& digest) const;    // whether the file is named by that digest
    const Bytes& content() const& { return content_; }
    Bytes content() && { return std::move(content_); }

private:
    Status add(const v1::Upload& part, std::uint64_t bytes_max);

    std::string name_;
    std::uint64_t length_ = 0;    // of the whole; 0 where nothing is coming in
    Bytes content_;
};

}    // namespace vouch::server
