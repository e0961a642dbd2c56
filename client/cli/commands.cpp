#include "client/cli/commands.h"

#include <cstdlib>

namespace vouch::client {

Path Common::home_of(const char* role) const {
    if (!home.empty()) return home;
    const char* user = std::getenv("HOME");
    return Path(user ? user : ".") / ".vouch" / role;
}

Result<net::Trust> Common::trust() const {
    if (pin.empty()) return net::Trust::system();
    return net::Trust::pinned(pin);
}

}    // namespace vouch::client
