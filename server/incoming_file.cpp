#include "server/incoming_file.h"

#include "wire/limits.h"

namespace vouch::server {
namespace {

constexpr std::string_view kNamedRoll = "named-roll", kDocuments = "documents/";
constexpr std::size_t kDigestDigits = 64;

}    // namespace

Status IncomingFile::take(const v1::Upload& part, std::uint64_t bytes_max) {
    const Status added = add(part, bytes_max);
    if (!added) *this = {};
    return added;
}

Status IncomingFile::add(const v1::Upload& part, std::uint64_t bytes_max) {
    const std::size_t size = part.content().size();
    if (size == 0 || size > wire::kUploadPartBytesMax)
        return {Reason::malformed, "a part has 1 to 65,536 bytes"};
    if (part.offset() == 0) {
        const bool document =
            part.name().starts_with(kDocuments) && part.name().size() == kDocuments.size() + kDigestDigits;
        if (!document && part.name() != kNamedRoll)
            return {Reason::malformed, "no file that a conference keeps"};
        if (part.length() > bytes_max) return {Reason::too_large, part.name()};
        name_ = part.name();
        length_ = part.length();
        content_.clear();
    }
    if (length_ == 0 || part.name() != name_ || part.length() != length_ ||
        part.offset() != content_.size() || size > length_ - part.offset())
        return {Reason::not_fitting, "not the next part of what is coming in"};
    append(content_, bytes_of(part.content()));
    return accepted();
}

bool IncomingFile::is_named_roll() const {
    return name_ == kNamedRoll;
}
bool IncomingFile::is_document(const Bytes32& digest) const {
    return name_ == std::string(kDocuments).append(to_hex(digest));
}

}    // namespace vouch::server
