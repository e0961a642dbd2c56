#pragma once
// What has to hold at the end of an election, whatever went wrong in it.

#include "client/cli/audit/verify.h"
#include "simulate/hall.h"

namespace vouch::simulation {

/// The log as an auditor found it at the end.
struct FoundLog {
    std::optional<client::AuditReport> report;
    bool tampered_holds = false;    // whether the audit of a copy with one bit changed found nothing
    std::vector<Bytes> entries;
    std::vector<std::string> homes_stuck;    // of clients that cannot go on
};

/// Begins the life of an auditor, who fills in what it finds.
void audit_at_the_end(Hall& hall, FoundLog& found);

/// A sentence for each thing that does not hold.
std::vector<std::string> what_is_broken(const Hall& hall, const FoundLog& found);

}    // namespace vouch::simulation
