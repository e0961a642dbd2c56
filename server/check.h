#pragma once
// Whether a server with these settings would run well here: what `vouch-server check` says.

#include <string>
#include <vector>

#include "server/instance.h"

namespace vouch::server {

/// One thing that was looked at.
struct Finding {
    /// Wrong: it would not start, or no vote could be held on it.
    enum class Verdict { good, doubtful, wrong };
    Verdict verdict;
    std::string about;       // "certificate"
    std::string sentence;    // what is so, and what to do where it is not good
};

/// Changes nothing but for a file that it writes into the data folder and removes, and listens at the port
/// for a moment. Where a server runs with this folder, it is left alone.
std::vector<Finding> check(const Settings& settings);

}    // namespace vouch::server
