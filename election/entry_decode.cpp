// Bytes to entries: everything that an entry's bytes alone decide. Protobuf reads; one spelling only,
// lengths, points and scalars are settled here, so that nobody behind it looks at a length again.

#include <google/protobuf/stubs/logging.h>
#include <proto/entries.pb.h>

#include <optional>

#include "crypto/merkle.h"
#include "crypto/note.h"
#include "election/entry.h"

namespace vouch::election {
namespace {

namespace pb = vouch::v1;

// Protobuf would write a line to stderr for every string that is not UTF-8. What is wrong with an entry is
// told by its rejection, and hostile input must not fill a disk.
const google::protobuf::LogSilencer no_log_lines;

/// Parses, and refuses whatever would not come out the same when encoded again: unknown fields, defaults
/// written out, fields out of order or twice, long varints. Strings that are not UTF-8 do not parse
/// (surrogates included).
template <class Message>
Status parse_canonical(ByteView bytes, Message& message) {
    const std::string& type = Message::descriptor()->name();
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return {Reason::malformed, type + ": does not parse"};
    message.DiscardUnknownFields();
    if (!equal(bytes_of(message.SerializeAsString()), bytes))
        return {Reason::malformed, type + ": not in its one spelling"};
    return accepted();
}

/// Reads fields into types and keeps the first thing that was wrong, so that a reader of a message is a plain
/// list of its fields.
class Form {
public:
    template <std::size_t N>
    ByteArray<N> array(const std::string& field, const char* name) {
        auto read = exactly<N>(bytes_of(field));
        if (!read.ok()) {
            fail(name, "length");
            return {};
        }
        return *read;
    }
    Bytes32 key(const std::string& field, const char* name) { return array<32>(field, name); }
    Bytes digest_or_none(const std::string& field, const char* name) {
        if (!field.empty() && field.size() != 32) fail(name, "length");
        return copy(bytes_of(field));
    }
    Point point(const std::string& field, const char* name) {
        auto read = Point::decode(bytes_of(field));
        if (!read.ok()) fail(name, "not a canonical point");
        return read.ok() ? *read : Point();
    }
    Scalar scalar(const std::string& field, const char* name) {
        auto read = Scalar::decode(bytes_of(field));
        if (!read.ok()) fail(name, "not a canonical scalar");
        return read.ok() ? *read : Scalar();
    }
    Bytes32 vkey(const std::string& field, NoteKeyType type, const char* name) {
        auto read = Vkey::parse(field, type);
        if (!read.ok()) fail(name, read.rejection().detail);
        return read.ok() ? read->key() : Bytes32{};
    }
    Text text(const pb::Text& field, int languages, const char* name) {
        if (field.by_language_size() != languages) fail(name, "another number of languages");
        return {field.by_language().begin(), field.by_language().end()};
    }

    void fail(const char* name, const std::string& what) {
        if (!failure_) failure_ = Rejection{Reason::malformed, std::string(name) + ": " + what};
    }
    const std::optional<Rejection>& failure() const { return failure_; }

private:
    std::optional<Rejection> failure_;
};

Fraction read(const pb::Fraction& in) {
    return {in.numerator(), in.denominator()};
}

Rules read(Form& form, const pb::Rules& in, int languages) {
    Rules out;
    out.quorum = read(in.quorum());
    out.quorum_measured = in.quorum_measured();
    out.base = in.base();
    if (in.level_names_size() != kLevels - 1) form.fail("Rules.level_names", "length");
    for (const pb::Text& name : in.level_names())
        out.level_names.push_back(form.text(name, languages, "Rules.level_names"));
    for (const pb::Threshold& threshold : in.thresholds())
        out.thresholds.push_back({threshold.name(), threshold.level(), read(threshold.share()),
                                  threshold.strictly_more(),
                                  form.text(threshold.consequence(), languages, "Threshold.consequence")});
    return out;
}

Official read(Form& form, const pb::Official& in, int languages) {
    return {in.name(), form.text(in.position(), languages, "Official.position"),
            form.digest_or_none(in.dossier_sha256(), "Official.dossier_sha256"), in.dossier_length()};
}

Manifest read(Form& form, const pb::Manifest& in) {
    const int languages = in.languages_size();
    Manifest out;
    out.nonce = form.key(in.nonce(), "Manifest.nonce");
    out.rehearsal = in.rehearsal();
    out.languages = {in.languages().begin(), in.languages().end()};
    out.title = form.text(in.title(), languages, "Manifest.title");
    out.body = form.text(in.body(), languages, "Manifest.body");
    out.place = form.text(in.place(), languages, "Manifest.place");
    out.date = in.date();
    for (const pb::Official& official : in.officials())
        out.officials.push_back(read(form, official, languages));
    out.rules = read(form, in.rules(), languages);
    out.trustees = in.trustees();
    out.threshold = in.threshold();
    for (const std::string& witness : in.witnesses()) {
        out.witnesses.push_back(witness);
        out.witness_keys.push_back(form.vkey(witness, NoteKeyType::witness, "Manifest.witnesses"));
    }
    for (const std::string& organizer : in.organizers())
        out.organizers.push_back(form.key(organizer, "Manifest.organizers"));
    out.revotes = in.revotes();
    out.ring_capacity = in.ring_capacity();
    out.smallest_set = in.smallest_set();
    out.log_vkey = in.log_vkey();
    form.vkey(in.log_vkey(), NoteKeyType::log, "Manifest.log_vkey");
    out.box_key = form.key(in.box_key(), "Manifest.box_key");
    out.relays = {in.relays().begin(), in.relays().end()};
    out.web_digest = form.digest_or_none(in.web_digest(), "Manifest.web_digest");
    return out;
}

Roll read(Form& form, const pb::Roll& in) {
    Roll out{in.first(), {}};
    for (const pb::Person& person : in.people())
        out.people.push_back({form.key(person.code_key(), "Person.code_key"),
                              form.key(person.person_hash(), "Person.person_hash")});
    return out;
}

Board read(Form& form, const pb::Board& in) {
    Board out;
    for (const pb::Trustee& trustee : in.trustees())
        out.trustees.push_back({trustee.name(), form.key(trustee.sign_key(), "Trustee.sign_key"),
                                form.key(trustee.box_key(), "Trustee.box_key")});
    return out;
}

Dealing read(Form& form, const pb::Dealing& in) {
    Dealing out;
    out.ceremony = form.key(in.ceremony(), "Dealing.ceremony");
    out.trustee = in.trustee();
    for (const std::string& commitment : in.commitments())
        out.commitments.push_back(form.point(commitment, "Dealing.commitments"));
    out.proof_r = form.point(in.proof_r(), "Dealing.proof_r");
    out.proof_z = form.scalar(in.proof_z(), "Dealing.proof_z");
    for (const std::string& share : in.sealed_shares()) {
        if (share.size() != kSealedShareBytes) form.fail("Dealing.sealed_shares", "length");
        out.sealed_shares.push_back(copy(bytes_of(share)));
    }
    return out;
}

Acknowledgement read(Form& form, const pb::Acknowledgement& in) {
    return {form.key(in.ceremony(), "Acknowledgement.ceremony"), in.trustee(),
            form.key(in.dealings(), "Acknowledgement.dealings")};
}

Complaint read(Form& form, const pb::Complaint& in) {
    return {form.key(in.ceremony(), "Complaint.ceremony"), in.trustee(), in.dealer()};
}

Answer read(Form& form, const pb::Answer& in) {
    return {form.key(in.ceremony(), "Answer.ceremony"), in.dealer(), in.complainer(),
            form.scalar(in.share(), "Answer.share")};
}

Enrolment read(Form& form, const pb::Enrolment& in) {
    return {in.roll_number(), form.point(in.pk(), "Enrolment.pk"),
            form.point(in.proof_r(), "Enrolment.proof_r"), form.scalar(in.proof_z(), "Enrolment.proof_z")};
}

Revocation read(Form& form, const pb::Revocation& in) {
    return {in.roll_number(), form.key(in.pk(), "Revocation.pk"),
            form.key(in.code_key(), "Revocation.code_key")};
}

Open read(Form& form, const pb::Open& in) {
    return {in.index(), form.key(in.root(), "Open.root"), in.stated_time(), in.override_reason()};
}

Confirmation read(Form& form, const pb::Confirmation& in) {
    return {form.key(in.digest(), "Confirmation.digest")};
}

Close read(Form& form, const pb::Close& in) {
    return {in.index(), form.key(in.root(), "Close.root"), in.stated_time()};
}

DecryptionShares read(Form& form, const pb::DecryptionShares& in) {
    DecryptionShares out{in.trustee(), {}};
    for (const pb::DecryptionShare& share : in.shares())
        out.shares.push_back(
            {form.point(share.d(), "DecryptionShare.d"), form.point(share.r1(), "DecryptionShare.r1"),
             form.point(share.r2(), "DecryptionShare.r2"), form.scalar(share.z(), "DecryptionShare.z")});
    return out;
}

Paper read(Form&, const pb::Paper& in) {
    return {in.roll_number()};
}

PaperCount read(Form&, const pb::PaperCount& in) {
    PaperCount out{in.issued(), in.collected(), in.invalid(), {}};
    for (const pb::PaperLine& line : in.lines())
        out.lines.push_back({line.high(), line.medium(), line.low(), line.blank()});
    return out;
}

Annulment read(Form&, const pb::Annulment& in) {
    return {in.reason()};
}

Announcement read(Form&, const pb::Announcement& in) {
    Announcement out;
    for (const pb::ResultLine& line : in.lines())
        out.lines.push_back({line.high(), line.medium(), line.low(), line.blank(), line.outcome()});
    return out;
}

template <class Message>
Result<Body> decode_as(ByteView bytes) {
    Message message;
    VOUCH_REQUIRE(parse_canonical(bytes, message));
    Form form;
    Body body = read(form, message);
    if (form.failure()) return *form.failure();
    return body;
}

Result<Body> decode_body(std::uint32_t kind, ByteView bytes) {
    switch (static_cast<Kind>(kind)) {
        case Kind::manifest:
            return decode_as<pb::Manifest>(bytes);
        case Kind::roll:
            return decode_as<pb::Roll>(bytes);
        case Kind::board:
            return decode_as<pb::Board>(bytes);
        case Kind::dealing:
            return decode_as<pb::Dealing>(bytes);
        case Kind::acknowledgement:
            return decode_as<pb::Acknowledgement>(bytes);
        case Kind::complaint:
            return decode_as<pb::Complaint>(bytes);
        case Kind::answer:
            return decode_as<pb::Answer>(bytes);
        case Kind::enrolment:
            return decode_as<pb::Enrolment>(bytes);
        case Kind::revocation:
            return decode_as<pb::Revocation>(bytes);
        case Kind::open:
            return decode_as<pb::Open>(bytes);
        case Kind::confirmation:
            return decode_as<pb::Confirmation>(bytes);
        case Kind::ballot:
            return Body(BallotBody{copy(bytes)});
        case Kind::close:
            return decode_as<pb::Close>(bytes);
        case Kind::decryption_shares:
            return decode_as<pb::DecryptionShares>(bytes);
        case Kind::paper:
            return decode_as<pb::Paper>(bytes);
        case Kind::paper_count:
            return decode_as<pb::PaperCount>(bytes);
        case Kind::annulment:
            return decode_as<pb::Annulment>(bytes);
        case Kind::announcement:
            return decode_as<pb::Announcement>(bytes);
    }
    return {Reason::malformed, "kind"};
}

}    // namespace

Result<Entry> decode_entry(ByteView carried) {
    if (carried.size() > kEntryBytesMax) return {Reason::too_large, "size"};
    return decode_entry(carried, leaf_hash(carried));
}

Result<Entry> decode_entry(ByteView carried, const Bytes32& leaf_hash) {
    if (carried.size() > kEntryBytesMax) return {Reason::too_large, "size"};
    pb::Entry message;
    VOUCH_REQUIRE(parse_canonical(carried, message));
    VOUCH_TRY(body, decode_body(message.kind(), bytes_of(message.body())));
    Form form;
    std::vector<Signature> signatures;
    for (const pb::Signature& signature : message.signatures())
        signatures.push_back({form.key(signature.key(), "Signature.key"),
                              form.array<64>(signature.signature(), "Signature.signature")});
    if (form.failure()) return *form.failure();
    return Entry{copy(carried), leaf_hash, copy(bytes_of(message.body())), std::move(body),
                 std::move(signatures)};
}

}    // namespace vouch::election
