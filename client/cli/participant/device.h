#pragma once
// A participant's device, from slip to receipt. It stores nothing itself: its owner is called with what must
// be on stable storage before anything leaves the device. docs/protocol.md, sections 5, 7 and 9.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "client/cli/participant/cast.h"
#include "client/cli/participant/device_view.h"
#include "client/cli/shared/roll_file.h"
#include "client/cli/shared/session.h"
#include "client/cli/shared/slip_link.h"
#include "election/mine.h"
#include "election/slip.h"

namespace vouch::client {

/// What a participant holds from check-in on. Whoever has it can vote in the participant's place.
struct DeviceCredential {
    Bytes32 election_id{};
    std::uint32_t number = 0;
    Credential credential;
    Bytes anchor;    // the slip's; where it is empty the device asks for the fingerprint
    DeviceCredential clone() const { return {election_id, number, credential.clone(), anchor}; }
};

/// These are called before their argument leaves the device, and return once it is stored.
struct DeviceStorage {
    std::function<void(const DeviceCredential&)> credential = [](const DeviceCredential&) {};
    std::function<void(ByteView body)> ballot = [](ByteView) {};
    std::function<void(const BallotReceipt&)> receipt = [](const BallotReceipt&) {};
    /// What shows a refusal. Returns where it is stored; empty where it is not.
    std::function<std::string(const Bytes32& tracker, const election::RefusalEvidence&)> refusal =
        [](const Bytes32&, const election::RefusalEvidence&) { return std::string(); };
    /// Returns a number that it never returned before for this credential, in any process. Without a folder
    /// it counts only as long as the device object lives.
    std::function<std::uint64_t()> next_sealing = [last = std::uint64_t{0}]() mutable { return ++last; };
};

class Device {
public:
    /// Follows the conference's log up to now and checks the slip against it: conference and board, number,
    /// code. Number taken where it is enrolled or has paper.
    /// `credential` is one that was kept by an earlier check-in, and `seen` what it saw of the log: it is
    /// enrolled instead of a new one, may be enrolled already, and takes the anchor of this slip.
    static Result<Device> scan(ConferenceAddress address, SlipLink slip, DeviceStorage storage = {},
                               std::optional<DeviceCredential> credential = {},
                               std::optional<Seen> seen = {});
    /// Makes a device that has its credential already.
    static Result<Device> resume(ConferenceAddress address, DeviceCredential credential,
                                 std::optional<Seen> seen, DeviceStorage storage = {});

    /// The participant's own line of the named roll, which the device shows. Not fitting where the log has
    /// another person under this number.
    Result<NamedPerson> who() const;
    /// Draws the credential, has it stored, and enrols. The log holds the enrolment when it returns.
    Status check_in();

    std::uint32_t slip_number() const { return slip_->number; }    // of a device that scanned one
    /// Whether the log holds this device's enrolment.
    bool checked_in() const;

    Status update() { return view_.update(); }
    /// The conference and the board are those of the slip; accepted where no slip named a board. The log
    /// holds a board.
    Status check_anchor() const;
    /// True where no slip named the board; then the fingerprint has to be given before anything is sealed.
    bool asks_for_fingerprint() const;
    /// Sixteen digits as read out, or the 64 hexadecimal digits of a trustee's QR code. Not fitting where it
    /// is another opening's; then nothing is sealed.
    Status give_fingerprint(std::string_view text);
    const DeviceView& view() const { return view_; }
    const std::optional<DeviceCredential>& credential() const { return credential_; }
    const ConferenceAddress& address() const { return address_; }

    /// The answer to a checking device that asks whose a tracker is. Bad proof for a key that no checking
    /// device can have made; not fitting before this device has seen the confirmed opening.
    Result<election::MineProof> prove_mine(const election::MineKey& key) const;

    /// Seals these levels, one per official, under the confirmed opening, as the revision after the last one
    /// in the log or cast from here. All randomness is drawn afresh.
    Result<election::SealedBallot> seal(std::span<const election::Level> levels);
    /// Has the ballot stored, casts it over a connection of its own, checks the receipt and has it stored. It
    /// consumes the ballot, as a challenge does, so that no ballot is both shown and cast.
    Result<BallotReceipt> cast(election::SealedBallot sealed, CastHears hears = {},
                               const std::optional<RelayAddress>& relay = {});
    /// The same for a ballot that was stored by a cast that was interrupted. Wrong phase after the close,
    /// also where the log holds the ballot: recorded() says whether.
    Result<BallotReceipt> cast_stored(ByteView body, CastHears hears = {},
                                      const std::optional<RelayAddress>& relay = {});
    /// This ballot as the log holds it, where it does so as far as this device has read.
    std::optional<OwnBallot> recorded(ByteView body) const;

private:
    Device(ConferenceAddress address, std::optional<Bytes32> election_id, std::optional<Seen> seen,
           DeviceStorage storage);
    Status check_slip() const;
    election::AnchorAnswer answer_to(ByteView anchor) const;
    Status fits(ByteView anchor) const;
    void hold(DeviceCredential credential);
    bool learns_of_close();
    bool slip_in_force() const;
    Result<std::uint32_t> next_revision() const;

    ConferenceAddress address_;
    DeviceView view_;
    DeviceStorage storage_;
    std::optional<SlipLink> slip_;
    std::optional<DeviceCredential> credential_;
    bool fingerprint_given_ = false;
    std::optional<std::uint32_t> last_cast_;    // revision
};

}    // namespace vouch::client
