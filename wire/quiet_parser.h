#pragma once

namespace vouch::wire {

/// Before the first message is read. libprotobuf would write a line to standard error for each one with bad
/// text in it, so that a stranger could fill a server's log.
void keep_parser_quiet();

}    // namespace vouch::wire
