#pragma once
// Whether published files are the log that a checkpoint states, and if not, which one is wrong.
// docs/audit-log-format.md, sections 3 and 4.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "crypto/tiles.h"

namespace vouch {

/// What is wrong with a published log.
struct LogFault {
    Rejection rejection;
    std::string file;                      // its path under the log's prefix, or "checkpoint"
    std::optional<std::uint64_t> entry;    // its index, where one entry is at fault
};

/// "entry 7 in tile/entries/000.p/45: bad proof (entry: not the one in the tree)".
std::string to_string(const LogFault& fault);

/// Gives the published file at that path, or nothing where there is none. The file has at most
/// kBundleBytesMax bytes.
using FetchFile = std::function<std::optional<Bytes>(const std::string& path)>;
/// Gets each entry in the log's order, with its leaf hash, once its whole bundle is known to be in the tree.
/// A rejection ends the check and is reported as that entry's.
using TakeEntry = std::function<Status(std::uint64_t index, ByteView entry, const LeafHash& leaf_hash)>;

/// Reads the whole log of that size and root. Returns nothing where all of it holds, else the first fault.
///
/// The root vouches for the last tile of each level, and each tile of a level for those below it; a tile that
/// disagrees with what vouches for it is at fault. An entry is held against a tile that already holds, so
/// there the entry is at fault. Where a partial file is gone, the beginning of the full one is used. It reads
/// bundle by bundle and keeps one hash for every 256 entries.
std::optional<LogFault> check_log(std::uint64_t size, const Bytes32& root, const FetchFile& fetch,
                                  const TakeEntry& take);

}    // namespace vouch
