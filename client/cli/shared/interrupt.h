#pragma once
// Ctrl-C, for verbs that can stop cleanly.

namespace vouch::client {

/// While it stands, the first SIGINT is noted and the second one ends the program as ever. One at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    bool came() const;
};

}    // namespace vouch::client
