#pragma once
// One line of an HTTP header, in requests and in answers.

#include <string_view>

namespace vouch::net {

/// Both parts outlive what carries them.
struct Header {
    std::string_view name, value;
};

}    // namespace vouch::net
