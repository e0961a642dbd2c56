#pragma once
// A text that holds a secret while it grows: slips with their codes, or a passphrase that is being typed.

#include <algorithm>
#include <string_view>

#include "crypto/secret.h"

namespace vouch::client {

/// Grows by moving to a larger buffer; the smaller one is wiped. Moved, never copied.
class SecretText {
public:
    SecretText& operator<<(std::string_view more) { return append(bytes_of(more)); }
    SecretText& append(ByteView more) {
        if (used_ + more.size() > buffer_.size()) {
            SecretBuffer larger(std::max(2 * buffer_.size(), used_ + more.size() + 256));
            std::ranges::copy(view(), larger.mutable_view().begin());
            buffer_ = std::move(larger);
        }
        std::ranges::copy(more, buffer_.mutable_view().begin() + static_cast<std::ptrdiff_t>(used_));
        used_ += more.size();
        return *this;
    }
    ByteView view() const { return buffer_.view().first(used_); }
    std::string_view text() const { return {reinterpret_cast<const char*>(buffer_.view().data()), used_}; }
    std::size_t size() const { return used_; }
    SecretBuffer take() && { return SecretBuffer(view()); }

private:
    SecretBuffer buffer_;
    std::size_t used_ = 0;
};

}    // namespace vouch::client
