#pragma once
// One line of an HTTP header, in requests and in answers.

#include <string_view>

namespace vouch::net {

/// Both parts live as long as the program.
struct Header {
    std::string_view name, value;
};

}    // namespace vouch::net
