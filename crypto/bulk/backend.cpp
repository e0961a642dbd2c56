#include "crypto/bulk/backend.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace vouch {
namespace {

/// The fastest first.
constexpr std::array kBackends{
#ifdef VOUCH_X86_64
    &kIfmaBackend,
    &kAvx2Backend,
#endif
    &kPortableBackend,
};

const BulkBackend& chosen() {
    const auto runs = bulk_backends();
    const char* asked = std::getenv("VOUCH_BACKEND");
    if (asked == nullptr || *asked == '\0') return *runs.front();
    for (const BulkBackend* backend : runs)
        if (backend->name == asked) return *backend;
    std::string there;
    for (const BulkBackend* backend : runs) there += (there.empty() ? "" : ", ") + std::string(backend->name);
    throw std::runtime_error("this processor has no VOUCH_BACKEND=" + std::string(asked) +
                             "; leave it out, or set it to one of: " + there);
}

}    // namespace

std::vector<const BulkBackend*> bulk_backends() {
    std::vector<const BulkBackend*> out;
    for (const BulkBackend* backend : kBackends)
        if (backend->runs_here()) out.push_back(backend);
    return out;
}

void ScalarRows::add(std::span<const BulkScalar> row) {
    columns = row.size();
    const std::size_t start = limbs.size();
    limbs.resize(start + 5 * columns);
    for (std::size_t c = 0; c < columns; ++c) {
        const SplitScalar split(row[c]);
        for (std::size_t i = 0; i < 5; ++i) limbs[start + i * columns + c] = split.limbs[i];
    }
}

const BulkBackend& bulk_backend() {
    static const BulkBackend& backend = chosen();
    return backend;
}

}    // namespace vouch
