#pragma once
// A participant's device, from slip to receipt. It keeps nothing on disk itself: its owner is told what must
// be on stable storage before anything leaves. docs/protocol.md, sections 5, 7 and 9.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "client/cli/cast.h"
#include "client/cli/device_view.h"
#include "client/cli/roll_file.h"
#include "client/cli/session.h"
#include "client/cli/slip_link.h"

namespace vouch::client {

/// What a participant has from check-in on; whoever has it votes in its place.
struct DeviceCredential {
    Bytes32 election_id{};
    std::uint32_t number = 0;
    SecretScalar sk;
    DeviceCredential clone() const { return {election_id, number, sk.clone()}; }
};

/// Told before what is named leaves the device; returns once it is kept.
struct Keep {
    std::function<void(const DeviceCredential&)> credential = [](const DeviceCredential&) {};
    std::function<void(ByteView body)> ballot = [](ByteView) {};
    std::function<void(const CastReceipt&)> receipt = [](const CastReceipt&) {};
};

class Device {
public:
    /// Follows the conference's log up to now and checks the slip against it: election, number, code. Number
    /// taken where it is enrolled or has paper.
    /// `credential` is one that was kept by a check-in that broke off: it is enrolled instead of a new one,
    /// and may be enrolled already.
    static Result<Device> scan(Place place, SlipLink slip, Keep keep = {},
                               std::optional<DeviceCredential> credential = {});
    /// A device that has its credential already.
    static Result<Device> resume(Place place, DeviceCredential credential, std::optional<Seen> seen,
                                 Keep keep = {});

    /// The participant's own line of the named roll: what it is greeted with. Not fitting where that is not
    /// whom the log has under this number.
    Result<NamedPerson> who() const;
    /// Draws the credential, has it kept, and enrols. The log holds the enrolment when it returns.
    Status check_in();

    std::uint32_t slip_number() const { return slip_->number; }    // of a device that scanned one
    /// Whether the log holds this device's enrolment.
    bool checked_in() const;

    Status update() { return view_.update(); }
    const DeviceView& view() const { return view_; }
    const std::optional<DeviceCredential>& credential() const { return credential_; }
    const Place& place() const { return place_; }

    /// Seals these levels, one per official, under the confirmed opening, as the revision after the last one
    /// in the log or cast from here. All randomness is drawn afresh.
    Result<election::SealedBallot> seal(std::span<const election::Level> levels);
    /// Has the ballot kept, casts it over a connection of its own, checks the receipt and has it kept.
    /// Consumes the ballot, as a challenge does: none is both shown and cast.
    Result<CastReceipt> cast(election::SealedBallot sealed);
    /// The same for one that was kept by a cast that broke off.
    Result<CastReceipt> cast_kept(ByteView body);

private:
    Device(Place place, const Bytes32& election_id, std::optional<Seen> seen, Keep keep);
    Status check_slip() const;
    void hold(DeviceCredential credential);
    Result<std::uint32_t> next_revision() const;

    Place place_;
    DeviceView view_;
    Keep keep_;
    std::optional<SlipLink> slip_;
    std::optional<DeviceCredential> credential_;
    std::optional<NonceSource> nonces_;    // of the credential; one, so that its counter never starts again
    std::optional<std::uint32_t> last_cast_;    // revision
};

}    // namespace vouch::client
