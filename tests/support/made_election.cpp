#include "tests/support/made_election.h"

#include <algorithm>
#include <stdexcept>

#include "election/count.h"
#include "election/fingerprint.h"
#include "election/profiles.h"
#include "tests/support/sealing.h"

namespace vouch::testing {

using namespace election;

namespace {

constexpr std::uint32_t kPeopleOfRollEntry = 512;

Text in_all(const std::vector<std::string>& languages, const std::string& text) {
    return Text(languages.size(), text);
}

}    // namespace

SecretBytes<32> MadeElection::seed() {
    SecretBytes<32> seed;
    system_rng().fill(seed.mutable_view());
    return seed;
}

MadeElection::MadeElection(ElectionShape shape)
    : shape_(std::move(shape)),
      organizer_(seed()),
      log_key_(seed()),
      log_vkey_(*Vkey::make("vote.example/c/0011223344556677/log", NoteKeyType::log, log_key_.public_key())),
      box_key_(seed()) {
    for (std::uint32_t i = 0; i < shape_.trustees; ++i)
        trustees_.push_back({SigningKey(seed()), BoxKey(seed())});
    for (std::size_t i = 0; i < shape_.witnesses; ++i) witnesses_.emplace_back(seed());
    codes_.emplace_back();    // nobody has number 0
    for (std::uint32_t number = 1; number <= shape_.summoned; ++number)
        codes_.push_back(draw_code(system_rng()));
    if (shape_.rules.level_names.empty())
        shape_.rules = *rule_profile("party", shape_.languages, Base::collected);
}

void MadeElection::must_carry(Bytes carried) {
    const Status status = apply_carried(state_, carried);
    if (!status.ok()) throw std::runtime_error("refused: " + to_string(status.rejection()));
    entries_.push_back(std::move(carried));
}

Status MadeElection::add(const Body& body, const std::vector<const SigningKey*>& signers) {
    Bytes carried = make_entry(state_.election_id, body, signers);
    VOUCH_REQUIRE(apply_carried(state_, carried));
    entries_.push_back(std::move(carried));
    return accepted();
}

void MadeElection::must(const Body& body, const std::vector<const SigningKey*>& signers) {
    const Status status = add(body, signers);
    if (!status.ok()) throw std::runtime_error("refused: " + to_string(status.rejection()));
}

Manifest MadeElection::manifest() const {
    Manifest out;
    out.nonce = system_rng().bytes32();
    out.languages = shape_.languages;
    out.title = out.body = out.place = in_all(shape_.languages, "Test");
    out.date = "2026-12-04";
    for (std::size_t j = 0; j < shape_.officials; ++j) {
        Official official;
        official.name = "Official " + std::to_string(j + 1);
        official.position = in_all(shape_.languages, "Position " + std::to_string(j + 1));
        out.officials.push_back(std::move(official));
    }
    out.rules = shape_.rules;
    out.trustees = shape_.trustees;
    out.threshold = shape_.threshold;
    for (std::size_t i = 0; i < witnesses_.size(); ++i)
        out.witnesses.push_back(Vkey::make("witness.example/" + std::to_string(i), NoteKeyType::witness,
                                           witnesses_[i].public_key())
                                    ->to_string());
    out.organizers = {organizer_.public_key()};
    out.revotes = shape_.revotes;
    out.ring_capacity = shape_.ring_capacity;
    out.smallest_set = 5;
    out.log_vkey = shape_.log_vkey.empty() ? log_vkey_.to_string() : shape_.log_vkey;
    out.box_key = shape_.box_key.value_or(box_key_.public_key());
    out.web_digest = shape_.web_digest;
    return out;
}

void MadeElection::set_up() {
    must(manifest(), {&organizer_});
    for (std::uint32_t first = 1; first <= shape_.summoned; first += kPeopleOfRollEntry) {
        Roll roll{first, {}};
        const std::uint32_t end = std::min(first + kPeopleOfRollEntry, shape_.summoned + 1);
        for (std::uint32_t number = first; number < end; ++number)
            roll.people.push_back({code_key(state_.manifest.nonce, number, codes_[number]).public_key(),
                                   person_hash(system_rng().bytes32(), number, "Name", "Unit")});
        must(roll, {&organizer_});
    }
    Board board;
    for (std::size_t i = 0; i < trustees_.size(); ++i)
        board.trustees.push_back({"Trustee " + std::to_string(i + 1), trustees_[i].sign.public_key(),
                                  trustees_[i].box.public_key()});
    must(board, {&organizer_});
    make_board_key();
}

void MadeElection::make_board_key() {
    const Bytes32 ceremony = state_.ceremony->digest;
    for (std::uint32_t i = 1; i <= shape_.trustees; ++i) {
        const Polynomial polynomial = Polynomial::draw(shape_.threshold, seed(), ceremony, system_rng());
        joint_secret_ = joint_secret_ + polynomial.coefficients().front();
        const SchnorrProof proof = prove_dealing(ceremony, i, polynomial, system_rng());
        Dealing dealing{ceremony, i, polynomial.commitments(), proof.R, proof.z, {}};
        for (std::uint32_t j = 1; j <= shape_.trustees; ++j) {
            TrusteeSecrets& trustee = trustees_[j - 1];
            trustee.share = trustee.share + polynomial.at(j);
            const SecretBuffer plaintext = share_plaintext(ceremony, i, j, polynomial.at(j));
            dealing.sealed_shares.push_back(
                *exactly<kSealedShareBytes>(*seal_box(trustee.box.public_key(), plaintext.view())));
        }
        must(dealing, {&trustees_[i - 1].sign});
    }
    for (std::uint32_t i = 1; i <= shape_.trustees; ++i)
        must(Acknowledgement{ceremony, i, state_.ceremony->dealings_digest()}, {&trustees_[i - 1].sign});
}

void MadeElection::enrol(std::uint32_t number) {
    Credential credential = draw_credential(codes_[number], state_.election_id, number, system_rng());
    const SigningKey key = code_key(state_.manifest.nonce, number, codes_[number]);
    must(make_enrolment(state_.election_id, number, credential, system_rng()), {&key});
    credentials_.insert_or_assign(number, std::move(credential));
}

void MadeElection::give_paper(std::uint32_t number) {
    must(Paper{number}, {&organizer_});
}

void MadeElection::open() {
    must(Open{state_.log.size(), state_.log.root(), 1'796'000'000, ""}, {&organizer_});
}

Confirmation MadeElection::confirmation_of(std::uint32_t trustee) const {
    if (state_.phase != Phase::voting) return Confirmation(state_.close_digest);
    const Point V = public_share(state_.ceremony->commitments(), trustee);
    return {state_.open_digest, make_coin({state_.election_id, state_.open_digest, trustee, V},
                                          trustees_[trustee - 1].share, system_rng())};
}

void MadeElection::confirm_as_trustee(std::uint32_t trustee) {
    must(confirmation_of(trustee), {&trustees_[trustee - 1].sign});
}
void MadeElection::confirm_as_witness(std::size_t witness) {
    const Bytes32& digest = state_.phase == Phase::voting ? state_.open_digest : state_.close_digest;
    must(Confirmation(digest), {&witnesses_[witness]});
}

void MadeElection::cast(std::uint32_t number, const std::vector<Level>& levels) {
    const Opening& opening = *state_.opening;
    const auto placed = locate(opening, credentials_.at(number).clone());
    std::vector<SecretDigit> digits;
    for (const Level level : levels) digits.emplace_back(static_cast<std::uint8_t>(level));
    auto sealed = sealed_ballot(opening, *placed, digits, revisions_[number]);
    must_carry(make_ballot_entry(sealed.body));
    ++revisions_[number];
}

void MadeElection::close() {
    must(Close{state_.log.size(), state_.log.root(), 1'796'003'600}, {&organizer_});
}

void MadeElection::count_paper(const PaperCount& count, const std::vector<std::uint32_t>& trustees) {
    std::vector<const SigningKey*> signers;
    for (const std::uint32_t i : trustees) signers.push_back(&trustees_[i - 1].sign);
    std::ranges::sort(signers, {}, [](const SigningKey* key) { return key->public_key(); });
    must(count, signers);
}

DecryptionShares MadeElection::shares_of(std::uint32_t trustee) const {
    const auto commitments = state_.ceremony->commitments();
    const Point V = public_share(commitments, trustee);
    DecryptionShares shares{trustee, {}};
    for (std::uint32_t j = 0; j < state_.sums.size(); ++j)
        shares.shares.push_back(
            make_share({state_.election_id, state_.close_digest, j, trustee, V, state_.sums[j].alpha},
                       trustees_[trustee - 1].share, system_rng()));
    return shares;
}

void MadeElection::count(std::uint32_t trustee) {
    must(shares_of(trustee), {&trustees_[trustee - 1].sign});
}

void MadeElection::announce() {
    must(*state_.result, {&organizer_});
}

std::string MadeElection::checkpoint() const {
    return checkpoint(state_.log.size(), state_.log.root());
}

std::string MadeElection::checkpoint(std::uint64_t size, const Bytes32& root) const {
    SignedNote note{Checkpoint{log_vkey_.name(), size, root}.to_string(), {}};
    note.signatures.push_back(sign_note(note.text, log_vkey_, log_key_));
    return note.to_string();
}

}    // namespace vouch::testing
