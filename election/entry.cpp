#include "election/entry.h"

#include <proto/entries.pb.h>

#include "crypto/transcript.h"

namespace vouch::election {
namespace {

namespace pb = vouch::v1;

std::string text_of(const Point& point) {
    return vouch::text_of(point.bytes());
}
std::string text_of(const Scalar& scalar) {
    return vouch::text_of(scalar.bytes());
}
using vouch::text_of;

void write(pb::Text& out, const Text& in) {
    for (const std::string& text : in) out.add_by_language(text);
}

void write(pb::Fraction& out, const Fraction& in) {
    out.set_numerator(in.numerator);
    out.set_denominator(in.denominator);
}

void write(pb::Rules& out, const Rules& in) {
    write(*out.mutable_quorum(), in.quorum);
    out.set_quorum_measured(in.quorum_measured);
    out.set_base(in.base);
    for (const Text& name : in.level_names) write(*out.add_level_names(), name);
    for (const Threshold& threshold : in.thresholds) {
        pb::Threshold& to = *out.add_thresholds();
        to.set_name(threshold.name);
        to.set_level(threshold.level);
        write(*to.mutable_share(), threshold.share);
        to.set_strictly_more(threshold.strictly_more);
        write(*to.mutable_consequence(), threshold.consequence);
    }
}

pb::Manifest message_of(const Manifest& in) {
    pb::Manifest out;
    out.set_nonce(text_of(in.nonce));
    out.set_rehearsal(in.rehearsal);
    for (const std::string& language : in.languages) out.add_languages(language);
    write(*out.mutable_title(), in.title);
    write(*out.mutable_body(), in.body);
    write(*out.mutable_place(), in.place);
    out.set_date(in.date);
    for (const Official& official : in.officials) {
        pb::Official& to = *out.add_officials();
        to.set_name(official.name);
        write(*to.mutable_position(), official.position);
        to.set_dossier_sha256(text_of(official.dossier_sha256));
        to.set_dossier_length(official.dossier_length);
    }
    write(*out.mutable_rules(), in.rules);
    out.set_trustees(in.trustees);
    out.set_threshold(in.threshold);
    for (const std::string& witness : in.witnesses) out.add_witnesses(witness);
    for (const Bytes32& organizer : in.organizers) out.add_organizers(text_of(organizer));
    out.set_revotes(in.revotes);
    out.set_ring_capacity(in.ring_capacity);
    out.set_smallest_set(in.smallest_set);
    out.set_log_vkey(in.log_vkey);
    out.set_box_key(text_of(in.box_key));
    for (const std::string& relay : in.relays) out.add_relays(relay);
    out.set_web_digest(text_of(in.web_digest));
    return out;
}

pb::Roll message_of(const Roll& in) {
    pb::Roll out;
    out.set_first(in.first);
    for (const Person& person : in.people) {
        pb::Person& to = *out.add_people();
        to.set_code_key(text_of(person.code_key));
        to.set_person_hash(text_of(person.person_hash));
    }
    return out;
}

pb::Board message_of(const Board& in) {
    pb::Board out;
    for (const Trustee& trustee : in.trustees) {
        pb::Trustee& to = *out.add_trustees();
        to.set_name(trustee.name);
        to.set_sign_key(text_of(trustee.sign_key));
        to.set_box_key(text_of(trustee.box_key));
    }
    return out;
}

pb::Dealing message_of(const Dealing& in) {
    pb::Dealing out;
    out.set_ceremony(text_of(in.ceremony));
    out.set_trustee(in.trustee);
    for (const Point& commitment : in.commitments) out.add_commitments(text_of(commitment));
    out.set_proof_r(text_of(in.proof_r));
    out.set_proof_z(text_of(in.proof_z));
    for (const Bytes& share : in.sealed_shares) out.add_sealed_shares(text_of(share));
    return out;
}

pb::Acknowledgement message_of(const Acknowledgement& in) {
    pb::Acknowledgement out;
    out.set_ceremony(text_of(in.ceremony));
    out.set_trustee(in.trustee);
    out.set_dealings(text_of(in.dealings));
    return out;
}

pb::Complaint message_of(const Complaint& in) {
    pb::Complaint out;
    out.set_ceremony(text_of(in.ceremony));
    out.set_trustee(in.trustee);
    out.set_dealer(in.dealer);
    return out;
}

pb::Answer message_of(const Answer& in) {
    pb::Answer out;
    out.set_ceremony(text_of(in.ceremony));
    out.set_dealer(in.dealer);
    out.set_complainer(in.complainer);
    out.set_share(text_of(in.share));
    return out;
}

pb::Enrolment message_of(const Enrolment& in) {
    pb::Enrolment out;
    out.set_roll_number(in.roll_number);
    out.set_pk(text_of(in.pk));
    out.set_proof_r(text_of(in.proof_r));
    out.set_proof_z(text_of(in.proof_z));
    return out;
}

pb::Revocation message_of(const Revocation& in) {
    pb::Revocation out;
    out.set_roll_number(in.roll_number);
    out.set_pk(text_of(in.pk));
    out.set_code_key(text_of(in.code_key));
    return out;
}

pb::Open message_of(const Open& in) {
    pb::Open out;
    out.set_index(in.index);
    out.set_root(text_of(in.root));
    out.set_stated_time(in.stated_time);
    out.set_override_reason(in.override_reason);
    return out;
}

pb::Confirmation message_of(const Confirmation& in) {
    pb::Confirmation out;
    out.set_digest(text_of(in.digest));
    return out;
}

pb::Close message_of(const Close& in) {
    pb::Close out;
    out.set_index(in.index);
    out.set_root(text_of(in.root));
    out.set_stated_time(in.stated_time);
    return out;
}

pb::DecryptionShares message_of(const DecryptionShares& in) {
    pb::DecryptionShares out;
    out.set_trustee(in.trustee);
    for (const DecryptionShare& share : in.shares) {
        pb::DecryptionShare& to = *out.add_shares();
        to.set_d(text_of(share.d));
        to.set_r1(text_of(share.r1));
        to.set_r2(text_of(share.r2));
        to.set_z(text_of(share.z));
    }
    return out;
}

pb::Paper message_of(const Paper& in) {
    pb::Paper out;
    out.set_roll_number(in.roll_number);
    return out;
}

template <class To, class From>
void write_line(To& out, const From& in) {
    out.set_high(in.high);
    out.set_medium(in.medium);
    out.set_low(in.low);
    out.set_blank(in.blank);
}

pb::PaperCount message_of(const PaperCount& in) {
    pb::PaperCount out;
    out.set_issued(in.issued);
    out.set_collected(in.collected);
    out.set_invalid(in.invalid);
    for (const PaperLine& line : in.lines) write_line(*out.add_lines(), line);
    return out;
}

pb::Annulment message_of(const Annulment& in) {
    pb::Annulment out;
    out.set_reason(in.reason);
    return out;
}

pb::Announcement message_of(const Announcement& in) {
    pb::Announcement out;
    for (const ResultLine& line : in.lines) {
        pb::ResultLine& to = *out.add_lines();
        write_line(to, line);
        to.set_outcome(line.outcome);
    }
    return out;
}

struct Encode {
    Bytes operator()(const BallotBody& ballot) const { return ballot.bytes; }
    template <class T>
    Bytes operator()(const T& body) const {
        return copy(bytes_of(message_of(body).SerializeAsString()));
    }
};

Kind kind_of(const Body& body) {
    return static_cast<Kind>(body.index() + 1);
}

}    // namespace

std::string_view name(Kind kind) {
    static constexpr std::string_view names[] = {
        "manifest",     "roll",      "board",       "dealing",           "acknowledgement",
        "complaint",    "answer",    "enrolment",   "revocation",        "open",
        "confirmation", "ballot",    "close",       "decryption shares", "paper",
        "paper count",  "annulment", "announcement"};
    const auto index = static_cast<std::size_t>(kind) - 1;
    return index < std::size(names) ? names[index] : "unknown kind";
}

Bytes encode_body(const Body& body) {
    return std::visit(Encode{}, body);
}

Bytes signing_message(const Bytes32& election_id, Kind kind, ByteView body) {
    Bytes message = frame_of(bytes_of("vouch/1/entry"));
    append(message, kind == Kind::manifest ? Bytes32{} : election_id);
    append(message, le32(static_cast<std::uint32_t>(kind)));
    append(message, frame_of(body));
    return message;
}

Bytes32 election_id_of(ByteView manifest_body) {
    return Transcript("election").add(manifest_body).hb();
}

Bytes make_entry(const Bytes32& election_id, const Body& body, std::span<const SigningKey* const> signers) {
    const Bytes message = signing_message(election_id, kind_of(body), encode_body(body));
    std::vector<Signature> signatures;
    for (const SigningKey* signer : signers)
        signatures.push_back({signer->public_key(), signer->sign(message)});
    return make_entry(body, signatures);
}

Bytes make_entry(const Body& body, std::span<const Signature> signatures) {
    pb::Entry entry;
    entry.set_kind(static_cast<std::uint32_t>(kind_of(body)));
    entry.set_body(text_of(encode_body(body)));
    for (const Signature& signature : signatures) {
        pb::Signature& to = *entry.add_signatures();
        to.set_key(text_of(signature.key));
        to.set_signature(text_of(signature.signature));
    }
    return copy(bytes_of(entry.SerializeAsString()));
}

}    // namespace vouch::election
