#pragma once
// What a participant's device reads of the log: everything that it has to check before it seals, and after
// that what concerns the participant. docs/protocol.md, sections 5.4 and 7.

#include "client/cli/shared/follow.h"

namespace vouch::client {

/// One of this participant's ballots in the log.
struct OwnBallot {
    std::uint64_t index = 0;
    std::uint32_t revision = 0;
    Bytes32 tracker{};
};

class DeviceView {
public:
    /// `election_id` where it is known from an earlier visit; a slip names the board instead.
    DeviceView(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen = {});

    /// Sets the device's credential: from then on its own enrolment is checked in full and its own ballots
    /// are found. It is set before the view reaches the open.
    void hold(const Credential& credential);

    /// Applies the new entries. Up to the confirmed open every entry goes through the election's rules,
    /// except that others' enrolments are taken without their signatures and proofs, which the confirmers
    /// have checked: their keys are points, new, and on the roll. After it, the own ballots, the close and
    /// its confirmations are looked for; everything else is for auditors.
    Status update();

    /// The state at the confirmed open. Before that, the state so far.
    const election::State& state() const { return state_; }
    /// The opening to seal under. Too early before it is confirmed; not fitting where this device's key is
    /// not enrolled.
    Result<std::shared_ptr<const election::Opening>> opening() const;

    const std::vector<OwnBallot>& own_ballots() const { return own_; }    // in log order
    /// The index of the close, once there is one, and whether it is confirmed.
    std::optional<std::uint64_t> close_index() const { return close_index_; }
    bool close_confirmed() const { return close_index_ && state_.confirmed(close_confirmations_); }
    bool annulled() const { return annulled_ || state_.phase == election::Phase::annulled; }

    const LogFollower& log() const { return follower_; }

private:
    Status take(const election::Entry& entry);
    Status take_enrolment(const election::Entry& entry, const election::Enrolment& enrolment);
    Status look_at(const election::Entry& entry, std::uint64_t index);
    Status by_an_organizer(const election::Entry& entry) const;
    void look_at_confirmation(const election::Entry& entry, const election::Confirmation& confirmation);

    LogFollower follower_;
    election::State state_;
    std::optional<Credential> credential_;
    Point pk_;                    // of the credential; the identity while there is none
    std::optional<Point> tag_;    // of the credential, once the election is known
    std::vector<OwnBallot> own_;
    std::optional<std::uint64_t> close_index_;
    Bytes32 close_digest_{};
    election::Confirmations close_confirmations_;
    bool annulled_ = false;
    std::optional<Rejection> refusal_;    // once an entry did not hold, nothing more is looked at
};

}    // namespace vouch::client
