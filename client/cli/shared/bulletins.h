#pragma once
// What the members of the board tell each other over the server beside the log: whose key file opens, and the
// figures of the paper count with their signatures. docs/architecture.md, "Transport".

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/cli/shared/session.h"
#include "crypto/signature.h"
#include "election/state.h"

namespace vouch::client {

/// Figures that members have signed; of one member the last that it signed.
struct SignedFigures {
    election::PaperCount count;
    std::map<std::uint32_t, election::Signature> signatures;    // by the member's number
};

/// What the server keeps of this conference's board, each signature checked.
struct BoardBulletins {
    std::map<std::uint32_t, std::string>
        ready;                             // by member: the last day, ISO 8601, its key file was opened
    std::vector<SignedFigures> figures;    // different ones; those of most members first, then by number
    std::map<Bytes32, std::uint64_t> numbers;    // by key: the greatest number of its bulletins
};
Result<BoardBulletins> read_bulletins(Session& session, const election::State& state);
/// In what a server listed.
BoardBulletins bulletins_in(const std::vector<v1::Bulletin>& listed, const election::State& state);

/// Says to the others that this key file was opened on that day.
Status post_ready(Session& session, const election::State& state, const SigningKey& trustee,
                  const std::string& day);
/// Signs the figures, in the place of any that this trustee signed before, and tells the others.
Status post_figures(Session& session, const election::State& state, const SigningKey& trustee,
                    const election::PaperCount& count);

}    // namespace vouch::client
