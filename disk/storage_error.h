#pragma once
// The disk failed, or its content is not what it has to be.

#include <stdexcept>

namespace vouch {

/// The operation was not done. The sentence names the file and gives the system's reason.
class StorageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

}    // namespace vouch
