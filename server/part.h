#pragma once
// A conference is made of parts, which live as long as it does.

#include <boost/asio/strand.hpp>
#include <memory>

#include "server/answer.h"

namespace vouch::server {

/// Of one conference: what runs on it never runs at the same time.
using Strand = asio::strand<asio::any_io_executor>;

template <class Self>
class Part {
public:
    /// Before anything is asked of it.
    void belongs_to(std::weak_ptr<void> conference) { conference_ = std::move(conference); }

protected:
    /// Keeps the whole conference alive: for what is posted to run later.
    std::shared_ptr<Self> self() { return {conference_.lock(), static_cast<Self*>(this)}; }

private:
    std::weak_ptr<void> conference_;
};

}    // namespace vouch::server
