#include "server/incoming_file.h"

#include <spdlog/spdlog.h>

#include "wire/limits.h"

namespace vouch::server {
namespace {

bool is_name(std::string_view name) {
    static const std::size_t document_name_bytes = document_name({}).size();
    return name == kNamedRollName || (name.starts_with("documents/") && name.size() == document_name_bytes);
}

}    // namespace

Status IncomingFile::take(const v1::Upload& part, std::uint64_t bytes_max) {
    Status added = failed_work();
    try {
        added = add(part, bytes_max);
    } catch (const StorageError& error) {
        spdlog::error("an upload: {}", error.what());
    }
    if (!added) drop();
    return added;
}

Status IncomingFile::add(const v1::Upload& part, std::uint64_t bytes_max) {
    const std::size_t size = part.content().size();
    if (size == 0 || size > wire::kUploadPartBytesMax)
        return {Reason::malformed, "a part has 1 to 65,536 bytes"};
    if (part.offset() == 0) VOUCH_REQUIRE(begin(part, bytes_max));
    if (part.name() != name_ || part.length() != length_ || part.offset() != received() ||
        size > length_ - part.offset())
        return {Reason::not_fitting, "not the next part of what is coming in"};
    content_->append(bytes_of(part.content()));
    hash_.add(bytes_of(part.content()));
    if (whole() && name_ != kNamedRollName && name_ != document_name(hash_.digest()))
        return {Reason::not_fitting, "the content is not what the name says"};
    return accepted();
}

Status IncomingFile::begin(const v1::Upload& part, std::uint64_t bytes_max) {
    if (!is_name(part.name())) return {Reason::malformed, "no file that a conference keeps"};
    if (part.length() > bytes_max) return {Reason::too_large, part.name()};
    drop();
    auto held = budget_.take(host_, part.length());
    if (!held) return {Reason::over_capacity, "too many files are coming in"};
    held_ = *std::move(held);
    content_ = archive_.scratch_file();
    name_ = part.name();
    length_ = part.length();
    return accepted();
}

void IncomingFile::drop() {
    name_.clear();
    length_ = 0;
    content_.reset();
    held_ = {};
    hash_ = {};
}

IncomingFile::Taken IncomingFile::release() {
    Taken out{std::move(name_), hash_.digest(), std::move(content_)};
    drop();
    return out;
}

}    // namespace vouch::server
