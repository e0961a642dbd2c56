#pragma once
// Ctrl-C, for verbs that can stop cleanly.

namespace vouch::client {

/// While an object of this class lives, the first SIGINT is noted and the second one ends the program. There
/// is at most one such object.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    bool came() const;
};

}    // namespace vouch::client
