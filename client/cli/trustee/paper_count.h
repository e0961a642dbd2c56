#pragma once
// The paper count: entered from a file, signed by t trustees apart, submitted by one. docs/protocol.md,
// section 3, kind 16.
//
//     issued,12
//     collected,11
//     invalid,1
//     1,5,3,2,0          the official's number on the ballot; high, medium, low, blank
//     2,4,4,2,0

#include <optional>
#include <span>

#include "client/cli/shared/mistakes.h"
#include "crypto/signature.h"
#include "election/state.h"

namespace vouch::client {

/// A table as csv.h reads it; spaces around a field and empty fields after the last say nothing. Every
/// mistake is listed with its line. Marks that do not add up to collected − invalid are one, too. Where the
/// number of officials is not known, the greatest number in the table is taken for it.
Checked<election::PaperCount> read_paper_count(std::string_view csv, std::optional<std::size_t> officials);

/// What a trustee is shown before it signs: the figures, with the names of those officials; without names
/// where there are none.
std::string paper_count_text(std::span<const election::Official> officials,
                             const election::PaperCount& count);

/// The entry under exactly t signatures, in the order of their keys. Bad signature where one is of another
/// count, not fitting where there are not t.
Result<Bytes> paper_count_entry(const election::State& state, const election::PaperCount& count,
                                std::vector<election::Signature> signatures);

}    // namespace vouch::client
