#include <thread>

#include "client/cli/commands.h"
#include "client/cli/shared/certificate_looks.h"
#include "client/cli/shared/interrupt.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/vkey_lines.h"
#include "client/cli/witness/intervals.h"
#include "client/cli/witness/listen.h"

namespace vouch::client {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kInterruptLookEvery = std::chrono::milliseconds(50);
constexpr const char* kWitnessRole = "witness";
constexpr const char* kFollowFolder = "follow";

/// The conference of the folder; the one at that address where it has none yet.
Result<ConferenceRecord> followed_conference(const Common& common, const std::string& url) {
    const Path home = common.home_of(kWitnessRole);
    if (url.empty()) return read_record(home);
    VOUCH_TRY(address, conference_address(url, common.pin));
    VOUCH_REQUIRE(require_no_other_conference(home, address));
    if (!read_record(home).ok()) keep_record(home, {address.url(), address.trust.pin(), {}, {}});
    return read_record(home);
}

/// So that the folder's other commands take no other election.
void keep_election(const Path& home, Following& following) {
    auto record = read_record(home);
    const auto election = following.election_id();
    if (!record.ok() || record->election_id || !election) return;
    record->election_id = election;
    keep_record(home, *record);
}

Result<std::vector<Vkey>> trusted_logs(const Path& file) {
    std::vector<Vkey> out;
    if (file.empty()) return out;
    VOUCH_TRY(lines, read_vkey_file(file, NoteKeyType::log));
    for (VkeyLine& line : lines) out.push_back(std::move(line.vkey));
    return out;
}

/// Tells what changed, once.
class Teller {
public:
    explicit Teller(const Common& common) : common_(common) {}
    void tell(const WitnessView& view) {
        const std::string now = told_of(view);
        if (now == told_) return;
        told_ = now;
        common_.tell_lines(status_lines(view));
    }

private:
    /// All but how the log grows.
    static std::string told_of(WitnessView view) {
        view.checkpoint.reset();
        return status_lines(view);
    }
    const Common& common_;
    std::string told_;
};

/// Looks until it is interrupted, or there is an alarm and nobody looks at a page.
void follow(const FollowWanted& wanted, Following& following, Teller& teller,
            std::optional<CertificateLooks>& certificate) {
    const Interrupt interrupt;
    Intervals log_looks(wanted.every, system_rng()), web_looks(wanted.web_every, system_rng());
    auto next_look = Clock::now(), next_web_look = next_look + web_looks.draw();
    while (!interrupt.came()) {
        if (Clock::now() >= next_look) {
            following.look();
            next_look = Clock::now() + log_looks.draw();
        }
        if (Clock::now() >= next_web_look) {
            following.look_at_web_client();
            next_web_look = Clock::now() + web_looks.draw();
        }
        if (certificate) certificate->look_if_due();
        const WitnessView view = following.view();
        teller.tell(view);
        if (!certificate && !view.alarms.empty()) return;
        std::this_thread::sleep_for(kInterruptLookEvery);
    }
}

}    // namespace

Result<CommandOutput> witness_follow(const Common& common, const FollowWanted& wanted) {
    const Path home = common.home_of(kWitnessRole), folder = home / kFollowFolder;
    VOUCH_TRY(keys, WitnessKeys::open(home, common.secrets().ask(says().ask.passphrase_of_key)));
    VOUCH_TRY(record, followed_conference(common, wanted.url));
    VOUCH_TRY(address, conference_address(record));
    VOUCH_TRY(trusted, trusted_logs(wanted.logs));
    std::optional<net::ListenAt> at;
    if (!wanted.listen.empty()) {
        const auto parsed = net::ListenAt::parse(wanted.listen);
        if (!parsed.ok()) throw WrongUsage(says().listen.form);
        at = *parsed;
    }
    Following following(folder, std::move(address), std::move(keys), record, trusted);
    std::optional<WitnessServer> server;
    if (at) {
        server.emplace(ListenWanted{*at, wanted.certificate, wanted.key, folder}, following);
        common.tell(
            says().watch.listening({.address = at->address, .pin = server->pin(), .port = server->port()}));
        if (!server->warning().empty()) common.tell(server->warning());
    }
    following.look();
    keep_election(home, following);
    if (wanted.once) {
        following.look_at_web_client();
    } else {
        Teller teller(common);
        teller.tell(following.view());
        std::optional<CertificateLooks> certificate;
        if (server) certificate.emplace(common, [&] { return server->look_for_certificate(); });
        follow(wanted, following, teller, certificate);
        keep_election(home, following);
    }
    const WitnessView view = following.view();
    CommandOutput answer{status_lines(view), status_json(view)};
    if (view.standing() == WitnessView::Standing::alarm) {
        print(common, answer);
        throw Alarmed(says().watch.alarmed);
    }
    if (view.standing() == WitnessView::Standing::not_verified)
        answer.ended = refused(Reason::not_fitting, says().watch.not_verified);
    return answer;
}

}    // namespace vouch::client
