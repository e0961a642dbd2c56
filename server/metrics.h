#pragma once
// What an operator watches, in the text that Prometheus reads. Figures of the whole server: nothing of them
// says who did anything, or from where. docs/operator-guide.md, "Watch".

#include <memory>
#include <string>

#include "crypto/result.h"
#include "server/clock.h"

namespace vouch::server {

class Metrics {
public:
    Metrics();
    ~Metrics();

    // What happens, as it happens; from any thread.
    void receipt(Duration after);    // since the envelope had come
    void refused_cast(Reason reason);
    void refused(Reason reason);    // whatever was asked
    std::uint64_t refused_so_far(Reason reason) const;
    void admitted(std::size_t ballots);    // together
    void checkpoint();
    void freeze();

    /// What is so when somebody looks.
    struct Now {
        std::string program;    // as on greeting
        std::size_t connections = 0, connection_slots = 0;
        std::size_t conferences = 0, out_of_service = 0;
        std::size_t waiting_ballot_bytes = 0, incoming_file_bytes = 0;    // that are held now
        std::uintmax_t free_bytes = 0;                                    // of the data folder's disk
        long certificate_days = 0;                                        // until it ends
    };
    std::string text(const Now& now) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}    // namespace vouch::server
