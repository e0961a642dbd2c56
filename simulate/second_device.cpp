// Somebody scans their slip with a second device, before or after the first. One of the two checks in, the
// other hears that the number is taken.

#include "client/cli/shared/slip_link.h"
#include "simulate/hall.h"

namespace vouch::simulation {
namespace {

using namespace client;
using namespace std::chrono_literals;

/// Whether the device is at its end: checked in, or refused for good.
bool check_in(Hall& hall, std::optional<DeviceCredential>& credential) {
    DeviceStorage storage;
    storage.credential = [&](const DeviceCredential& drawn) { credential = drawn.clone(); };
    auto device = Device::scan(*hall.address, *parse_slip_link(hall.slips.at(hall.shape.with_two_devices)),
                               std::move(storage),
                               credential ? std::optional(credential->clone()) : std::nullopt, std::nullopt);
    const Status done = device.ok() ? device->check_in() : Status(device.rejection());
    hall.second_device_checked_in = done.ok();
    return done.ok() || done.rejection().reason == Reason::number_taken ||
           done.rejection().reason == Reason::wrong_phase;
}

}    // namespace

void take_second_device(Hall& hall) {
    Draw draw = hall.draw.branch();
    std::optional<DeviceCredential> credential;
    persist(hall, "waiting for a slip", [&] { return hall.slips.contains(hall.shape.with_two_devices); });
    hall.world.sleep(draw.between(0s, 30s));
    persist(hall, "checking in on a second device", [&] { return check_in(hall, credential); });
}

}    // namespace vouch::simulation
