#pragma once
// Between the server's own types and the messages of proto/service.proto; wire/messages.h has what clients
// know too.

#include "server/conference.h"
#include "wire/messages.h"

namespace vouch::server {

namespace pb = wire::pb;

pb::Refusal refusal_of(const Rejection& rejection);
pb::Refusal refusal_of(const election::CastRefusal& refusal);
pb::Progress progress_of(const Published& published);

}    // namespace vouch::server
