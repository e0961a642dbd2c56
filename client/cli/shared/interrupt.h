#pragma once
// Ctrl-C, and the signal by which a machine stops programs, for verbs that can stop cleanly.

namespace vouch::client {

/// While an object of this class lives, the first SIGINT or SIGTERM is noted, and a second one of the same
/// kind ends the program. There is at most one such object.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    bool came() const;
};

}    // namespace vouch::client
