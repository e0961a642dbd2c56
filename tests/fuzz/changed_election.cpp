#include "tests/fuzz/changed_election.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "election/replay.h"
#include "tests/fuzz/changed_fields.h"
#include "tests/hostile/mutator.h"
#include "tests/journeys/ten_ballots.h"
#include "tests/support/elections.h"
#include "tests/support/sealing.h"

namespace vouch::testing {
namespace {

using namespace election;

constexpr std::size_t kChangesMax = 6;
constexpr std::uint32_t kPeople = 11, kVoters = 9;

ChangedElectionTally tally;

/// One of the two honest elections, with its keys by their public half.
struct Honest {
    MadeElection made = ten_ballots();
    std::set<Bytes> entries{made.entries().begin(), made.entries().end()};
    std::vector<State> before;    // before[i]: the state that entry i is offered to
    std::vector<SigningKey> code_keys;
    std::map<Bytes32, const SigningKey*> keys;

    Honest() {
        State state;
        for (const Bytes& entry : made.entries()) {
            before.push_back(state);
            if (!apply_carried(state, entry).ok()) throw std::logic_error("an honest entry is refused");
        }
        before.push_back(state);
        for (std::uint32_t number = 1; number <= kPeople; ++number)
            code_keys.push_back(made.code_key_of(number));
        for (const SigningKey& key : code_keys) keys[key.public_key()] = &key;
        for (std::uint32_t trustee = 1; trustee <= 3; ++trustee)
            keys[made.trustee_key(trustee).public_key()] = &made.trustee_key(trustee);
        keys[made.organizer().public_key()] = &made.organizer();
    }
    const Bytes32& id() const { return made.state().election_id; }
};

const Honest& ours() {
    static const Honest election;
    return election;
}
const Honest& others() {
    static const Honest election;
    return election;
}
const SigningKey& stranger() {
    static const SigningKey key{SecretBytes<32>(Bytes32{3})};
    return key;
}

/// A log under change, and what in it was signed anew by whoever had to.
class ChangedLog {
public:
    void change(Choices& choices) {
        const std::size_t at = choices.below(entries_.size());
        switch (choices.below(12)) {
            case 0:
                erase(at);
                break;
            case 1:
                insert(choices.below(entries_.size() + 1), Bytes(entries_[at]));
                break;
            case 2:
                std::swap(entries_[at], entries_[choices.below(entries_.size())]);
                break;
            case 3:
                entries_[at] = with_changed_field(entries_[at], choices);
                break;
            case 4:
                entries_[at] = with_changed_field(entries_[at], choices);
                sign_again(at, choices);
                break;
            case 5:
                sign_again(at, choices);
                break;
            case 6:
                entries_[at] = with_changed_signatures(entries_[at], choices);
                break;
            case 7:
                splice(at, choices);
                break;
            case 8:
                entries_[at] =
                    Mutator(choices.number()).changed(entries_[at], others().made.entries().front());
                break;
            default:
                cast_again(choices);
        }
        if (entries_.empty()) entries_.push_back(ours().made.entries().front());
    }
    const std::vector<Bytes>& entries() const { return entries_; }
    /// Whether a key of ours signed this very entry anew, or a credential of ours sealed it.
    bool signed_anew(const Bytes& entry) const { return anew_.contains(entry); }
    bool any_signed_anew() const { return !anew_.empty(); }

private:
    void erase(std::size_t at) { entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at)); }
    void insert(std::size_t at, Bytes entry) {
        entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(at), std::move(entry));
    }

    /// By the keys that stand in its signatures, or, if it so chooses, by a stranger in their place.
    void sign_again(std::size_t at, Choices& choices) {
        const auto entry = decode_entry(entries_[at]);
        if (!entry.ok() || entry->signatures.empty()) return;
        const bool rightly = choices.below(3) != 0;
        const bool ours_it_is = choices.below(8) != 0;
        const Bytes message =
            signing_message(ours_it_is ? ours().id() : others().id(), entry->kind(), entry->body_bytes());
        std::vector<Signature> signatures;
        for (const Signature& before : entry->signatures) {
            const auto key = ours().keys.find(before.key);
            if (rightly && key == ours().keys.end()) return;    // a witness's, which nobody has here
            const SigningKey& signer = rightly ? *key->second : stranger();
            signatures.push_back({signer.public_key(), signer.sign(message)});
        }
        entries_[at] = make_entry(entry->kind(), entry->body_bytes(), signatures);
        if (rightly) anew_.insert(entries_[at]);
    }
    /// An entry of the other election, in the place of one of ours or beside it.
    void splice(std::size_t at, Choices& choices) {
        const std::vector<Bytes>& from = others().made.entries();
        const std::size_t other =
            choices.below(2) == 0 ? std::min(at, from.size() - 1) : choices.below(from.size());
        if (choices.below(2) == 0)
            entries_[at] = from[other];
        else
            insert(at, from[other]);
    }
    /// A ballot of one of our voters, of whatever revision, where ballots are or soon after.
    void cast_again(Choices& choices) {
        const auto voter = static_cast<std::uint32_t>(1 + choices.below(kVoters));
        const auto revision = static_cast<std::uint32_t>(choices.below(4));
        const std::size_t open = ours().made.state().open_index;
        const std::size_t at = std::min(entries_.size(), open + 4 + choices.below(kVoters + 6));
        const Opening& opening = *ours().made.state().opening;
        const auto place = locate(opening, ours().made.credential(voter));
        const std::vector<SecretDigit> levels = [&] {
            std::vector<SecretDigit> out;
            out.emplace_back(static_cast<std::uint8_t>(choices.below(kLevels)));
            return out;
        }();
        insert(at, make_ballot_entry(sealed_ballot(opening, *place, levels, revision).body));
        anew_.insert(entries_[at]);
    }

    std::vector<Bytes> entries_ = ours().made.entries();
    std::set<Bytes> anew_;
};

void require(bool holds, const std::string& what) {
    if (!holds) throw std::logic_error("changed election: " + what);
}

/// What was admitted is honest, or was made anew by whoever may.
void require_made_by_somebody(const ChangedLog& log, const Bytes& entry, const State& after) {
    if (ours().entries.contains(entry) || others().entries.contains(entry)) return;
    require(log.signed_anew(entry), "admitted, and signed by nobody: entry " +
                                        std::to_string(after.log.size() - 1) + ", " + to_hex(entry));
    ++tally.admitted_anew;
}

void require_replay_agrees(const std::vector<Bytes>& admitted, const State& state) {
    Replay replay(system_rng());
    for (const Bytes& entry : admitted) replay.feed(entry);
    require(replay.finish() && !replay.refusal(), "admitted one by one, and refused in a replay");
    require(described(std::move(replay).take_state()) == described(state), "another state in a replay");
}

}    // namespace

void run_changed_election(ByteView bytes) {
    Choices choices(bytes);
    ChangedLog log;
    for (std::size_t changes = 0; changes < kChangesMax && choices.any(); ++changes) log.change(choices);
    const std::vector<Bytes>& entries = log.entries();
    const auto [changed, honest] = std::mismatch(entries.begin(), entries.end(),
                                                 ours().made.entries().begin(), ours().made.entries().end());
    const auto same = static_cast<std::size_t>(changed - entries.begin());
    State state = ours().before[same];
    std::vector<Bytes> admitted(entries.begin(), changed);
    for (auto entry = changed; entry != entries.end(); ++entry) {
        const Bytes32 root = state.log.root();
        const Phase phase = state.phase;
        if (apply_carried(state, *entry).ok()) {
            require_made_by_somebody(log, *entry, state);
            admitted.push_back(*entry);
            ++tally.admitted;
        } else {
            require(state.log.root() == root && state.phase == phase, "a refusal changed the state");
            ++tally.refused;
        }
    }
    if (admitted != ours().made.entries()) require_replay_agrees(admitted, state);
    if (!state.announced) return;
    ++tally.counted;
    const Honest& held = state.election_id == others().id() ? others() : ours();
    require(log.any_signed_anew() || state.result->lines == held.made.state().result->lines,
            "another result, and nobody signed anything anew");
}

ChangedElectionTally changed_election_tally() {
    return tally;
}

}    // namespace vouch::testing
