#include "tests/election/codec_reference.h"

#include <google/protobuf/stubs/logging.h>

#include <map>

#include "crypto/note.h"

namespace vouch::testing {
namespace {

using Field = google::protobuf::FieldDescriptor;

// It would write a line for every string that is not UTF-8.
const google::protobuf::LogSilencer no_lines;

constexpr int kPoint = -1, kScalar = -2, kAny = -3, kDigestOrNone = -4, kPointOrNone = -5, kScalarOrNone = -6;
/// Of every field of bytes: its length, or what else it is.
const std::map<std::string, int> kBytesFields{
    {"Entry.body", kAny},
    {"Signature.key", 32},
    {"Signature.signature", 64},
    {"Manifest.nonce", 32},
    {"Manifest.organizers", 32},
    {"Manifest.box_key", 32},
    {"Manifest.web_digest", kDigestOrNone},
    {"Official.dossier_sha256", kDigestOrNone},
    {"Person.code_key", 32},
    {"Person.person_hash", 32},
    {"Trustee.sign_key", 32},
    {"Trustee.box_key", 32},
    {"Dealing.ceremony", 32},
    {"Dealing.commitments", kPoint},
    {"Dealing.proof_r", kPoint},
    {"Dealing.proof_z", kScalar},
    {"Dealing.sealed_shares", 120},
    {"Acknowledgement.ceremony", 32},
    {"Acknowledgement.dealings", 32},
    {"Complaint.ceremony", 32},
    {"Answer.ceremony", 32},
    {"Answer.share", kScalar},
    {"Enrolment.pk", kPoint},
    {"Enrolment.proof_r", kPoint},
    {"Enrolment.proof_z", kScalar},
    {"Enrolment.proof_z_u", kScalar},
    {"Revocation.pk", 32},
    {"Revocation.code_key", 32},
    {"Open.root", 32},
    {"Confirmation.digest", 32},
    {"Confirmation.coin", kPointOrNone},
    {"Confirmation.coin_r1", kPointOrNone},
    {"Confirmation.coin_r2", kPointOrNone},
    {"Confirmation.coin_z", kScalarOrNone},
    {"Close.root", 32},
    {"DecryptionShare.d", kPoint},
    {"DecryptionShare.r1", kPoint},
    {"DecryptionShare.r2", kPoint},
    {"DecryptionShare.z", kScalar},
};

/// Bytes of UTF-8; 2,000 where nothing stands here.
const std::map<std::string, std::size_t> kStringLimits{
    {"Trustee.name", 200},      {"Official.name", 200}, {"Manifest.witnesses", 200},
    {"Manifest.log_vkey", 200}, {"Threshold.name", 64},
};
std::size_t string_limit(const std::string& field) {
    const auto found = kStringLimits.find(field);
    return found == kStringLimits.end() ? 2000 : found->second;
}
/// Elements; any number where nothing stands here.
const std::map<std::string, int> kElementLimits{
    {"Manifest.witnesses", 15},     {"Board.trustees", 100},          {"Dealing.commitments", 100},
    {"Dealing.sealed_shares", 100}, {"DecryptionShares.shares", 200}, {"PaperCount.lines", 200},
    {"Announcement.lines", 200},
};
constexpr std::uint32_t kRevotesMost = 100;

std::string name_of(const Field& field) {
    return field.containing_type()->name() + "." + field.name();
}

bool fits(const std::string& field, const std::string& value) {
    const int what = kBytesFields.at(field);
    if (what == kAny) return true;
    if ((what == kPointOrNone || what == kScalarOrNone) && value.empty()) return true;
    if (what == kPoint || what == kPointOrNone) return Point::decode(bytes_of(value)).ok();
    if (what == kScalar || what == kScalarOrNone) return Scalar::decode(bytes_of(value)).ok();
    if (what == kDigestOrNone) return value.empty() || value.size() == 32;
    return value.size() == static_cast<std::size_t>(what);
}

bool is_vkey(const std::string& field, const std::string& value) {
    if (field == "Manifest.witnesses") return Vkey::parse(value, NoteKeyType::witness).ok();
    return field != "Manifest.log_vkey" || Vkey::parse(value, NoteKeyType::log).ok();
}

/// `languages`: how many strings a text has.
bool form_holds(const Message& message, int languages) {
    const auto& reflection = *message.GetReflection();
    const auto& type = *message.GetDescriptor();
    if (const auto* manifest = dynamic_cast<const v1::Manifest*>(&message))
        if (manifest->revotes() > kRevotesMost) return false;
    if (const auto* one = dynamic_cast<const v1::Confirmation*>(&message))
        if (one->coin().empty() != one->coin_r1().empty() || one->coin().empty() != one->coin_r2().empty() ||
            one->coin().empty() != one->coin_z().empty())
            return false;
    if (type.name() == "Text" && reflection.FieldSize(message, type.field(0)) != languages) return false;
    if (type.name() == "Rules" && reflection.FieldSize(message, type.FindFieldByName("level_names")) != 3)
        return false;
    for (int f = 0; f < type.field_count(); ++f) {
        const Field* field = type.field(f);
        const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
        if (const auto limit = kElementLimits.find(name_of(*field));
            limit != kElementLimits.end() && size > limit->second)
            return false;
        for (int i = 0; i < size; ++i) {
            std::string holder;
            if (field->cpp_type() == Field::CPPTYPE_MESSAGE) {
                if (!form_holds(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                                     : reflection.GetMessage(message, field),
                                languages))
                    return false;
            } else if (field->cpp_type() == Field::CPPTYPE_STRING) {
                const std::string& value =
                    field->is_repeated() ? reflection.GetRepeatedStringReference(message, field, i, &holder)
                                         : reflection.GetStringReference(message, field, &holder);
                if (field->type() == Field::TYPE_BYTES
                        ? !fits(name_of(*field), value)
                        : !is_vkey(name_of(*field), value) || value.size() > string_limit(name_of(*field)))
                    return false;
            }
        }
    }
    return true;
}

bool canonical(ByteView bytes, Message& message) {
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
    message.DiscardUnknownFields();
    return equal(bytes_of(message.SerializeAsString()), bytes);
}

/// Goes along the codec's description of a message, beside libprotobuf's.
class Comparison {
public:
    explicit Comparison(const Message& expected) : expected_(expected) {}
    template <class... T>
    void message(const char* name, election::Field<T>... fields) {
        same = name == expected_.GetDescriptor()->name() &&
               sizeof...(T) == static_cast<std::size_t>(expected_.GetDescriptor()->field_count());
        if (same) (compare(fields.number, fields.name, fields.value), ...);
    }
    bool same = true;

private:
    template <class T>
    void compare(std::uint32_t number, const char* name, const T& value) {
        const Field* field = expected_.GetDescriptor()->FindFieldByNumber(static_cast<int>(number));
        if (!field || field->name() != name) {
            same = false;
        } else if constexpr (std::is_same_v<T, bool>) {
            same &= reflection().GetBool(expected_, field) == value;
        } else if constexpr (std::is_enum_v<T>) {
            compare(number, name, static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::is_same_v<T, std::uint32_t>) {
            same &= reflection().GetUInt32(expected_, field) == value;
        } else if constexpr (std::is_same_v<T, std::uint64_t>) {
            same &= reflection().GetUInt64(expected_, field) == value;
        } else if constexpr (election::kRepeated<T>) {
            const auto size = static_cast<std::size_t>(reflection().FieldSize(expected_, field));
            same &= size == value.size();
            for (std::size_t i = 0; same && i < size; ++i) {
                const int at = static_cast<int>(i);
                if constexpr (election::Message<typename T::value_type>)
                    inside(reflection().GetRepeatedMessage(expected_, field, at), value[i]);
                else
                    same &= reflection().GetRepeatedString(expected_, field, at) == plain(value[i]);
            }
        } else if constexpr (election::Message<T>) {
            inside(reflection().GetMessage(expected_, field), value);
        } else {
            same &= reflection().GetString(expected_, field) == plain(value);
        }
    }
    void inside(const Message& expected, const auto& value) {
        Comparison comparison(expected);
        value.fields(comparison, value);
        same &= comparison.same;
    }
    static std::string plain(const std::string& value) { return value; }
    static std::string plain(ByteView value) { return text_of(value); }
    static std::string plain(const Point& value) { return text_of(value.bytes()); }
    static std::string plain(const Scalar& value) { return text_of(value.bytes()); }
    template <std::size_t N>
    static std::string plain(const ByteArray<N>& value) {
        return text_of(value);
    }
    template <class T>
    static std::string plain(const std::optional<T>& value) {
        return value ? plain(*value) : "";
    }
    const google::protobuf::Reflection& reflection() const { return *expected_.GetReflection(); }

    const Message& expected_;
};

Bytes varint(std::uint64_t value, std::size_t more = 0) {
    Bytes out;
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
    for (; more > 0; --more) {    // in more bytes than it needs
        out.back() |= 0x80;
        out.push_back(0);
    }
    return out;
}

std::uint64_t read_varint(ByteView& rest) {
    std::uint64_t value = 0;
    for (int shift = 0; !rest.empty() && shift < 64; shift += 7) {
        const std::uint8_t byte = rest.front();
        rest = rest.subspan(1);
        value |= std::uint64_t{byte & 0x7fu} << shift;
        if (byte < 0x80) break;
    }
    return value;
}

struct WireField {
    std::uint64_t tag = 0, number = 0;    // the second one of a varint
    Bytes content;                        // otherwise
};

}    // namespace

std::unique_ptr<Message> message_of(std::uint32_t kind) {
    static constexpr const char* kNames[] = {
        "Manifest",     "Roll",      "Board",       "Dealing",          "Acknowledgement",
        "Complaint",    "Answer",    "Enrolment",   "Revocation",       "Open",
        "Confirmation", nullptr,     "Close",       "DecryptionShares", "Paper",
        "PaperCount",   "Annulment", "Announcement"};
    if (kind < 1 || kind > std::size(kNames) || !kNames[kind - 1]) return nullptr;
    const auto* type = v1::Entry::descriptor()->file()->FindMessageTypeByName(kNames[kind - 1]);
    return std::unique_ptr<Message>(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

bool reference_takes(ByteView carried, v1::Entry& entry, std::unique_ptr<Message>& body) {
    if (carried.size() > election::kEntryBytesMax || !canonical(carried, entry)) return false;
    body = message_of(entry.kind());
    const bool ballot = entry.kind() == static_cast<std::uint32_t>(election::Kind::ballot);
    if (!body) return ballot && form_holds(entry, 0);
    if (!canonical(bytes_of(entry.body()), *body)) return false;
    const auto* manifest = dynamic_cast<const v1::Manifest*>(body.get());
    return form_holds(*body, manifest ? manifest->languages_size() : 0) && form_holds(entry, 0);
}

bool says_the_same(const election::Entry& entry, const v1::Entry& expected, const Message* body) {
    if (static_cast<std::uint32_t>(entry.kind()) != expected.kind()) return false;
    if (text_of(entry.body_bytes()) != expected.body()) return false;
    if (entry.signatures.size() != static_cast<std::size_t>(expected.signatures_size())) return false;
    for (std::size_t i = 0; i < entry.signatures.size(); ++i) {
        Comparison comparison(expected.signatures(static_cast<int>(i)));
        election::Signature::fields(comparison, entry.signatures[i]);
        if (!comparison.same) return false;
    }
    if (!body) return true;
    Comparison comparison(*body);
    std::visit(
        [&](const auto& decoded) {
            if constexpr (election::Message<std::remove_cvref_t<decltype(decoded)>>)
                decoded.fields(comparison, decoded);
        },
        entry.body);
    return comparison.same;
}

std::string EntryMaker::text(std::size_t most) {
    const std::string kTexts[] = {
        "", "vi", "Hội nghị", std::string(1, '\0'), std::string(most, 'x'), "\xf4\x8f\xbf\xbf"};
    if (wrong() && below(2) == 0) return std::string(most + 1, 'x');
    static const std::string kBad[] = {"\xed\xa0\x80", "\xc0\x80", "a\x80", "\xf4\x90\x80\x80", "\xe1\xbb"};
    return wrong() ? kBad[below(std::size(kBad))] : kTexts[below(std::size(kTexts))];
}

void EntryMaker::fill_bytes(const std::string& field, std::string& value) {
    const int what = kBytesFields.at(field);
    value.assign(what == kAny ? below(100) : what > 0 ? static_cast<std::size_t>(what) : 32, '\0');
    for (char& byte : value) byte = static_cast<char>(rng_());
    if (what == kDigestOrNone && below(2) == 0) value.clear();
    const bool coin = what == kPointOrNone || what == kScalarOrNone;
    if (coin && with_coin_ == wrong()) return value.clear();
    if ((what == kPoint || what == kPointOrNone) && !wrong())
        value = text_of(times_g(Scalar(below(1000))).bytes());    // 0·G too
    if ((what == kScalar || what == kScalarOrNone) && !wrong()) value.back() &= 0x0f;
    if (wrong()) value.resize(below(2) == 0 ? value.size() + 1 : below(value.size() + 1));
}

void EntryMaker::fill(Message& message) {
    const auto& reflection = *message.GetReflection();
    const auto& type = *message.GetDescriptor();
    for (int f = 0; f < type.field_count(); ++f) {
        const Field* field = type.field(f);
        const std::string name = name_of(*field);
        std::size_t size = field->is_repeated() ? below(4) : 1;
        if (name == "Manifest.languages") languages_ = size;
        if (const auto limit = kElementLimits.find(name); limit != kElementLimits.end() && wrong())
            size = static_cast<std::size_t>(limit->second) + below(2);
        if (name == "Rules.level_names" && !wrong()) size = 3;
        if (name == "Text.by_language" && !wrong()) size = languages_;
        for (std::size_t i = 0; i < size; ++i) {
            if (field->cpp_type() == Field::CPPTYPE_MESSAGE) {
                const bool needed = type.name() != "Manifest" || languages_ > 0 || field->name() == "rules";
                if (!field->is_repeated() && below(4) == 0 && (!needed || wrong())) continue;    // absent
                fill(*(field->is_repeated() ? reflection.AddMessage(&message, field)
                                            : reflection.MutableMessage(&message, field)));
            } else if (field->cpp_type() == Field::CPPTYPE_STRING) {
                std::string value = text(string_limit(name));
                if (field->type() == Field::TYPE_BYTES) fill_bytes(name, value);
                const bool witness = name == "Manifest.witnesses";
                if ((witness || name == "Manifest.log_vkey") && !wrong())
                    value = Vkey::make("w", witness ? NoteKeyType::witness : NoteKeyType::log,
                                       Bytes32{static_cast<std::uint8_t>(below(256))})
                                ->to_string();
                if (field->is_repeated())
                    reflection.AddString(&message, field, value);
                else
                    reflection.SetString(&message, field, value);
            } else if (field->cpp_type() == Field::CPPTYPE_BOOL) {
                reflection.SetBool(&message, field, below(2) == 1);
            } else {
                std::uint64_t value = below(3) == 0 ? 0 : rng_() >> below(64);
                if (name == "Manifest.revotes" && !wrong()) value = below(kRevotesMost + 1);
                if (field->cpp_type() == Field::CPPTYPE_UINT32)
                    reflection.SetUInt32(&message, field, static_cast<std::uint32_t>(value));
                else
                    reflection.SetUInt64(&message, field, value);
            }
        }
    }
}

Bytes EntryMaker::entry() {
    faulty_ = below(2) == 0;
    with_coin_ = below(2) == 0;
    languages_ = 0;
    v1::Entry entry;
    fill(entry);
    entry.set_kind(wrong() ? static_cast<std::uint32_t>(below(300))
                           : static_cast<std::uint32_t>(1 + below(18)));
    if (const auto body = message_of(entry.kind())) {
        fill(*body);
        entry.set_body(body->SerializeAsString());
    }
    return copy(bytes_of(entry.SerializeAsString()));
}

Bytes EntryMaker::changed(ByteView message) {
    std::vector<WireField> fields;
    for (ByteView rest = message; !rest.empty();) {
        WireField& field = fields.emplace_back();
        field.tag = read_varint(rest);
        field.number = read_varint(rest);
        if ((field.tag & 7) != 2) continue;
        const std::size_t size = std::min<std::size_t>(field.number, rest.size());
        field.content = copy(rest.first(size));
        rest = rest.subspan(size);
    }
    if (fields.empty()) fields.push_back({1 + below(200), below(3), {}});
    const std::size_t at = below(fields.size());
    const auto place = fields.begin() + static_cast<std::ptrdiff_t>(at);
    std::size_t longer_tag = fields.size(), longer_number = fields.size();    // none
    switch (below(10)) {
        case 0:
            std::swap(fields[at], fields[below(fields.size())]);
            break;
        case 1:
            fields.insert(place, WireField(fields[at]));
            break;
        case 2:
            fields.erase(place);
            break;
        case 3:
            fields.insert(place, {below(400), below(3), Bytes(below(3))});
            break;
        case 4:
            fields[at].tag ^= 1 + below(7);
            break;
        case 5:
            fields[at].number = below(2) == 0 ? below(3) : rng_() >> below(64);
            break;
        case 6:
            longer_tag = at;
            break;
        case 7:
            longer_number = at;
            break;
        default:    // inside, mostly in the body's own fields
            fields[at].content = changed(fields[at].content);
    }
    Bytes out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& [tag, number, content] = fields[i];
        append(out, varint(tag, i == longer_tag ? 1 + below(9) : 0));
        append(out, varint((tag & 7) == 2 ? content.size() : number, i == longer_number ? 1 + below(9) : 0));
        if ((tag & 7) == 2) append(out, content);
    }
    return out;
}

}    // namespace vouch::testing
