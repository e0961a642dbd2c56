#pragma once
// The disk failed, or holds something else than it must.

#include <stdexcept>

namespace vouch {

/// What was to be done is not done. The sentence names the file and says what the system said.
class StorageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

}    // namespace vouch
