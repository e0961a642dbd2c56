#pragma once
// A whole election made from the library, entry by entry, over a log in memory: every participant, trustee,
// witness and organizer with real keys. Each step goes through apply and fails the test where it is refused.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/note.h"
#include "crypto/threshold_key.h"
#include "election/enrolment.h"
#include "election/state.h"

namespace vouch::testing {

struct ElectionShape {
    std::uint32_t summoned = 12;
    std::size_t officials = 2;
    std::uint32_t trustees = 3, threshold = 2;
    std::size_t witnesses = 1;
    std::uint32_t revotes = 100;
    std::uint32_t ring_capacity = 256;
    election::Rules rules = {};    // those of the party's profile where level names are missing
    std::vector<std::string> languages = {"vi", "en"};
    std::string log_vkey = {};              // another log's than the election's own
    std::optional<Bytes32> box_key = {};    // likewise
    std::optional<Bytes32> web_digest = {};
};

class MadeElection {
public:
    explicit MadeElection(ElectionShape shape);

    // The steps, in the order of the process; each adds entries to the log.
    void set_up();    // manifest, roll, board, dealings, acknowledgements
    void enrol(std::uint32_t number);
    void give_paper(std::uint32_t number);
    void open();
    void confirm_as_trustee(std::uint32_t trustee);
    void confirm_as_witness(std::size_t witness);
    /// What that trustee signs now: of the open, with its coin, or of the close.
    election::Confirmation confirmation_of(std::uint32_t trustee) const;
    void cast(std::uint32_t number, const std::vector<election::Level>& levels);    // again: a new revision
    void close();
    void count_paper(const election::PaperCount& count, const std::vector<std::uint32_t>& trustees);
    void count(std::uint32_t trustee);
    /// What that trustee sends, with fresh proofs each time.
    election::DecryptionShares shares_of(std::uint32_t trustee) const;
    void announce();

    /// Any entry, signed by those; the rejection where it is refused.
    Status add(const election::Body& body, const std::vector<const SigningKey*>& signers);

    const election::State& state() const { return state_; }
    const std::vector<Bytes>& entries() const { return entries_; }
    const Vkey& log_vkey() const { return log_vkey_; }
    /// The checkpoint of the log as it stands, signed.
    std::string checkpoint() const;
    std::string checkpoint(std::uint64_t size, const Bytes32& root) const;
    const SigningKey& organizer() const { return organizer_; }
    const SigningKey& log_key() const { return log_key_; }
    Credential credential(std::uint32_t number) const { return credentials_.at(number).clone(); }
    /// The s of Y = s·G, which in a true election nobody ever holds.
    SecretScalar joint_secret() const { return joint_secret_.clone(); }
    const SigningKey& trustee_key(std::uint32_t trustee) const { return trustees_.at(trustee - 1).sign; }
    SigningKey code_key_of(std::uint32_t number) const {
        return election::code_key(state_.manifest.nonce, number, codes_.at(number));
    }

private:
    struct TrusteeSecrets {
        SigningKey sign;
        BoxKey box;
        SecretScalar share = {};
    };
    void must(const election::Body& body, const std::vector<const SigningKey*>& signers);
    void must_carry(Bytes carried);
    election::Manifest manifest() const;
    void make_board_key();
    SecretBytes<32> seed();

    ElectionShape shape_;
    SigningKey organizer_, log_key_;
    Vkey log_vkey_;
    BoxKey box_key_;
    std::vector<TrusteeSecrets> trustees_;
    SecretScalar joint_secret_;
    std::vector<SigningKey> witnesses_;
    std::vector<election::Code> codes_;    // by roll number, from 1
    std::map<std::uint32_t, Credential> credentials_;
    std::map<std::uint32_t, std::uint32_t> revisions_;    // the next one, by roll number
    election::State state_;
    std::vector<Bytes> entries_;
};

}    // namespace vouch::testing
