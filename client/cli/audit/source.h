#pragma once
// What the verbs of `vouch audit` are given: a log, and the key that it is to be signed with.

#include "client/cli/commands.h"
#include "client/cli/shared/log_source.h"
#include "crypto/note.h"

namespace vouch::client {

/// A log, and the result that a server publishes beside it.
struct OpenedSource {
    FetchFile log;
    std::optional<std::string> results_json;
};
/// Of a URL or a folder. Throws WrongUsage where there is no log.
Result<OpenedSource> open_source(const Common& common, const std::string& source);

/// The log's verifier key in that file. Throws WrongUsage where there is no such file.
Result<Vkey> read_vkey(const Path& file);

}    // namespace vouch::client
