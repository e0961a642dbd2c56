#pragma once
// Logs of any number of ballots, for replaying: everything that an election's log has up to its last ballot.

#include <filesystem>
#include <fstream>
#include <optional>

#include "crypto/bytes.h"

namespace vouch::bench {

struct LogShape {
    std::uint64_t ballots = 0;
    std::uint32_t participants = 0;    // in rings of up to 1,024; five officials
};

/// Real enrolments and a real opening, then ballots by KnownVoters: revision after revision, in each of which
/// everybody votes once, in an order drawn anew. The file: le32(entries before the first ballot), then each
/// entry behind its length (le32).
void make_log(const LogShape& shape, const std::filesystem::path& file);

/// The entries of such a file, one at a time.
class MadeLog {
public:
    explicit MadeLog(const std::filesystem::path& file);
    /// False at the end.
    bool next(Bytes& entry);
    bool has_come_to_the_ballots() const { return read_ >= first_ballot_; }

private:
    std::optional<std::uint32_t> next_number();
    std::ifstream in_;
    std::uint64_t first_ballot_ = 0, read_ = 0;
};

}    // namespace vouch::bench
