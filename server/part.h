#pragma once
// A conference is made of parts, which live as long as it does.

#include <memory>

#include "net/strand.h"
#include "server/answer.h"

namespace vouch::server {

/// The strand of one conference: two handlers on it never run at the same time.
using net::Strand;

template <class Self>
class Part {
public:
    /// Called before anything else.
    void belongs_to(std::weak_ptr<void> conference) { conference_ = std::move(conference); }

protected:
    /// A pointer that keeps the whole conference alive, for work that is posted to run later.
    std::shared_ptr<Self> self() { return {conference_.lock(), static_cast<Self*>(this)}; }

private:
    std::weak_ptr<void> conference_;
};

}    // namespace vouch::server
