#include "client/cli/commands.h"
#include "client/cli/shared/says.h"

#include <cstdlib>

#include "client/cli/shared/home.h"
#include "client/cli/shared/status.h"

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

void print(const Common& common, const CommandOutput& answer) {
    if (common.json)
        return print_json(answer.json.dump(answer.indent, ' ', false, Json::error_handler_t::replace));
    if (!answer.qr.empty()) print_qr(Stream::out, answer.qr);
    if (!answer.sentence.empty()) print(Stream::out, answer.sentence);
}

Result<CommandOutput> conference_status(const Common& common, const char* role) {
    Progress bar(says().screen.replaying, 0);
    VOUCH_TRY(followed, follow_from(common.home_of(role), [&bar](std::uint64_t done, std::uint64_t total) {
                  bar.at(done, total);
              }));
    const election::State& state = followed.replica.state();
    Session session = Session::with_conference(followed.address);
    VOUCH_TRY(told, read_bulletins(session, state));
    Json json = status_json(state, told);
    json["url"] = followed.address.url();
    return CommandOutput{status_text(state, told), std::move(json)};
}

Rejection mistaken(const Mistakes& mistakes, const Path& file, std::string_view not_done) {
    print(Stream::errors, to_string(mistakes));
    return refused(
        Reason::malformed,
        says().file.mistakes({.count = mistakes.size(), .file = file.string(), .not_done = not_done}));
}

}    // namespace vouch::client
