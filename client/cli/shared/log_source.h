#pragma once
// A published log, in a folder or behind https, and a copy of it. docs/audit-log-format.md, section 4.

#include <functional>
#include <string>

#include "crypto/log_check.h"
#include "disk/files.h"
#include "net/client.h"

namespace vouch::client {

using ProgressCall = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// The log's files by their path under its prefix. Used by one thread.
FetchFile log_in_folder(const Path& folder);
/// `log` is the endpoint of the log itself, with its path. Throws net::NetError, and std::runtime_error for
/// an answer that is neither the file nor "not there".
FetchFile log_over_https(const net::Endpoint& log, const net::Trust& trust);

/// A conference's URL, "https://HOST/c/ID", or its log's, "https://HOST/c/ID/log", as the log's endpoint.
Result<net::Endpoint> log_endpoint(std::string_view url);

/// The entries [first, end) of the log of that size, bundle by bundle. Malformed where a bundle does not fit
/// its index, not fitting where it is missing. Nothing is checked against a root.
Result<std::vector<Bytes>> fetch_entries(const FetchFile& fetch, std::uint64_t first, std::uint64_t size,
                                         const ProgressCall& progress = {});

/// The tiles of a log of that size. It throws where one is missing or too short.
TileReader tiles_of(FetchFile log, std::uint64_t size);

struct CopiedLog {
    std::uint64_t size = 0;
    std::uint64_t files_fetched = 0, files_there = 0;    // the second: from an earlier copy
};
/// Copies the log, goes on where an earlier copy stopped, and writes the checkpoint last: a folder with a
/// checkpoint is whole. Where there is an older checkpoint the new log must hold all of the older one's; if
/// not, nothing of the older copy is replaced, the newer checkpoint is kept beside it as `checkpoint.other`,
/// and this is not fitting. `audit verify` says whether the files are right.
Result<CopiedLog> copy_log(const FetchFile& from, const Path& folder, const ProgressCall& progress = {});

}    // namespace vouch::client
