#pragma once
// A look at the web client that a server gives out, as far as possible like that of a browser, so that a
// server does not know whom to send the true one. docs/witness-guide.md, "The web client".

#include <optional>

#include "client/cli/shared/session.h"
#include "client/cli/shared/web_list.h"
#include "crypto/random.h"

namespace vouch::client {

/// A file that is not the one that the manifest's digest stands for.
struct WrongWebFile {
    std::string file;    // "index.html"; kWebList where the list is another
    Bytes served;
    Bytes list;    // the true one; empty where the list itself is wrong
};

/// Fetches a conference's page, the list, and every file on the list in an order that is drawn, over a
/// connection of its own. The first wrong one; nothing where all are right. Not fitting where one is not
/// there. Throws net::NetError.
Result<std::optional<WrongWebFile>> look_at_web_client_of(const ConferenceAddress& address,
                                                          const Bytes32& digest, Rng& rng);

}    // namespace vouch::client
