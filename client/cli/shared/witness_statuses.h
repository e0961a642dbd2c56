#pragma once
// What a witness answers over HTTP. docs/audit-log-format.md, section 5.

namespace vouch::client {

inline constexpr unsigned kOk = 200, kBadRequest = 400, kForbidden = 403, kNotFound = 404, kConflict = 409,
                          kUnprocessable = 422, kUnavailable = 503;

}    // namespace vouch::client
