#include <thread>

#include "client/cli/commands.h"
#include "client/cli/relay/relay.h"
#include "client/cli/shared/certificate_looks.h"
#include "client/cli/shared/interrupt.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr auto kRelayLookEvery = std::chrono::milliseconds(50);
constexpr const char* kRelayRole = "relay";

}    // namespace

Result<CommandOutput> relay_run(const Common& common, const RunRelay& wanted) {
    const auto at = net::ListenAt::parse(wanted.listen);
    if (!at.ok()) throw WrongUsage(says().listen.form);
    const auto to = net::Endpoint::parse(wanted.to);
    if (!to.ok() || !to->path.empty()) throw WrongUsage(says().relay.to_form);
    VOUCH_TRY(trust, common.trust());
    const Interrupt interrupt;
    Relay relay({*at, *to, trust, wanted.certificate, wanted.key, common.home_of(kRelayRole)});
    common.tell(says().relay.listening({.address = at->address,
                                        .pin = relay.pin(),
                                        .port = relay.port(),
                                        .to = "https://" + to->authority()}));
    if (!relay.warning().empty()) common.tell(relay.warning());
    CertificateLooks certificate(common, [&] { return relay.look_for_certificate(); });
    while (!interrupt.came()) {
        certificate.look_if_due();
        std::this_thread::sleep_for(kRelayLookEvery);
    }
    relay.stop();
    const RelayCounts counts = relay.counts();
    return CommandOutput{says().relay.ended({.batches = relay.batches(),
                                             .passed = counts.passed,
                                             .refused = counts.refused,
                                             .unanswered = counts.unanswered}),
                         {{"passed", counts.passed},
                          {"batches", relay.batches()},
                          {"refused", counts.refused},
                          {"unanswered", counts.unanswered}}};
}

}    // namespace vouch::client
