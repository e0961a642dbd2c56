#pragma once
// The organizer: its key, the conference it makes, the codes that leave its machine on paper only, and its
// entries in the log. docs/protocol.md, sections 3 and 5.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/cli/organizer/conference_file.h"
#include "client/cli/shared/desk.h"
#include "client/cli/shared/key_store.h"
#include "client/cli/shared/roll_file.h"
#include "client/cli/shared/slip_link.h"
#include "election/enrolment.h"

namespace vouch::client {

class OrganizerKeys {
public:
    static Result<OrganizerKeys> make(const Path& home, std::string_view name, const SecretBuffer& passphrase,
                                      const KeyFileCost& cost = kKeyFileCostForPeople);
    static Result<OrganizerKeys> open(const Path& home, const SecretBuffer& passphrase);

    /// "name base64-key": the line for conference.toml and for the server's `organizers`.
    std::string line() const { return name_ + " " + to_base64(sign_.public_key()); }
    const SigningKey& sign() const { return sign_; }
    const Vault& vault() const { return vault_; }
    const Path& home() const { return home_; }
    OrganizerKeys clone() const { return in(home_); }
    /// The same keys for another conference, whose files go into that folder.
    OrganizerKeys in(const Path& folder) const {
        return OrganizerKeys(folder, SecretBuffer(payload_.view()));
    }

private:
    OrganizerKeys(Path home, SecretBuffer payload);
    Path home_;
    SecretBuffer payload_;
    std::string name_;
    SigningKey sign_;
    Vault vault_;
};

/// Where create_conference leaves the verifier key of the log, for auditors: in the organizer's folder.
inline constexpr const char* kLogVkeyFile = "log.vkey";

/// The manifest as people sign it off, one thing a line, with every text in all of its languages.
std::vector<std::string> preview(const election::Manifest& manifest);

/// Not fitting where the folder holds a conference already, or the manifest does not name the key.
Status may_create(const OrganizerKeys& keys, const election::Manifest& manifest);
/// What to ask before a conference is made at `server`, whose own name is `name`: where slips would carry
/// another name than that, or one that leads other devices nowhere. Empty where there is nothing to ask.
std::string question_of_name(const net::Endpoint& server, std::string_view name);
/// Makes the conference on the server: asks for its place and keys, uploads the dossiers, submits the
/// manifest. The record of it is in the organizer's folder when it returns. Not fitting as may_create says.
Result<ConferenceAddress> create_conference(const OrganizerKeys& keys, const net::Endpoint& server,
                                            const net::Trust& trust, Conference conference, bool rehearsal);

/// What the vault of an organizer holds of the roll: the codes, and the named roll with its salts.
inline constexpr const char* kCodesName = "codes";
inline constexpr const char* kNamedRollName = "named-roll";

/// The codes and the key of the named roll. They are sealed under the organizer's key, and codes are read one
/// by one.
class RollSecrets {
public:
    static RollSecrets draw(std::uint32_t people);
    static Result<RollSecrets> read(const Vault& vault);
    void keep(const Vault& vault) const;

    const SecretBytes<32>& rollkey() const { return rollkey_; }
    /// Makes a new code for a number whose slip is lost. Older ones stay until the log says which one is in
    /// force.
    const election::Code& add(std::uint32_t number);
    /// The code whose key is in force in the log. Not fitting where no stored code has that key.
    Result<election::Code> in_force(const election::State& state, std::uint32_t number) const;
    const election::Code& latest(std::uint32_t number) const;

private:
    struct Numbered {
        std::uint32_t number;
        election::Code code;
    };
    SecretBytes<32> rollkey_;
    std::vector<Numbered> codes_;
};

/// Copies what an organizer keeps of the roll (codes, names, salts) into a new folder, under a passphrase of
/// its own, for another organizer of the conference. Not fitting where there is no roll yet, or where the
/// folder holds such a copy.
Status hand_over_roll(const OrganizerKeys& keys, const Path& folder, const SecretBuffer& passphrase,
                      const KeyFileCost& cost = kKeyFileCostForPeople);
/// Takes such a copy over. Not fitting where this organizer has a roll already.
Status take_over_roll(const OrganizerKeys& keys, const Path& folder, const SecretBuffer& passphrase);

/// An organizer with its keys and desk. Each verb brings the replica up to date first.
class Organizer {
public:
    static Result<Organizer> open(OrganizerKeys keys);
    /// Makes the conference at that place the folder's. Not fitting where its manifest does not name the key,
    /// or the folder belongs to another conference.
    static Status attach(const OrganizerKeys& keys, const ConferenceAddress& address);

    /// Draws codes and salts (once), submits the roll, uploads the named roll sealed, and leaves
    /// named-roll.csv in the folder. Continues where an earlier run was interrupted. Not fitting where the
    /// people are not those of that run.
    Status submit_roll(std::span<const RollPerson> people);
    /// Whether a slip says which counting board it was printed for. One that does not makes its device ask
    /// for the fingerprint.
    enum class NamesBoard { yes, no };
    /// The slips of those numbers, or of all where none are given. Too early where they have to name a board
    /// that has not made its key.
    Result<std::vector<SlipLink>> slips(std::span<const std::uint32_t> numbers,
                                        NamesBoard names = NamesBoard::yes);
    /// Who is on the roll for that hall. Not fitting where nobody is.
    Result<std::vector<std::uint32_t>> numbers_in_hall(std::string_view hall) const;
    /// Writes the page of slips for those numbers.
    Status write_slips(const Path& file, std::string_view language, std::span<const std::uint32_t> numbers,
                       NamesBoard names = NamesBoard::yes);
    Status revoke(std::uint32_t number);

    Result<std::vector<std::string>> invite(std::uint32_t count);
    Result<std::vector<KeyCard>> key_cards();
    Status sign_board(std::span<const KeyCard> cards);

    /// `override_reason` is looked at only where the quorum is missed. Times are POSIX seconds.
    Status open_vote(std::uint64_t stated_time, std::string_view override_reason);
    /// Announces the last call, which every screen shows. The caller closes the vote when its time is over. 0
    /// takes it back.
    Result<std::uint32_t> last_call(std::chrono::seconds time) {
        return desk_.session().last_call(keys_.sign(), time);
    }
    /// Whether the vote can be closed now: it is open, and its opening is confirmed. Else wrong phase or too
    /// early, in words.
    Status may_close();
    Status close_vote(std::uint64_t stated_time);
    Status announce();
    Status annul(std::string_view reason);
    Status give_paper(std::uint32_t number);

    Status update() { return desk_.update(); }
    const election::State& state() const { return desk_.state(); }
    const Replica& replica() const { return desk_.replica(); }
    const ConferenceAddress& address() const { return desk_.address(); }
    /// The server's time of day now, in POSIX seconds.
    std::uint64_t server_time() { return desk_.session().server_time(); }
    const OrganizerKeys& keys() const { return keys_; }

private:
    Organizer(OrganizerKeys keys, Desk desk) : keys_(std::move(keys)), desk_(std::move(desk)) {}

    Status submit(const election::Body& body);
    Result<Frozen> freeze_for(election::Kind kind);
    Result<std::vector<NamedPerson>> named_roll() const;

    OrganizerKeys keys_;
    Desk desk_;
};

}    // namespace vouch::client
