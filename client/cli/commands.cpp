#include "client/cli/commands.h"

#include <cstdlib>
#include <iostream>

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

void say(const Common& common, const std::string& sentence, const Json& json) {
    std::cout << (common.json ? json.dump() : sentence) << "\n";
}

}    // namespace vouch::client
