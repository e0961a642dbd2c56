#include "tests/fuzz/changed_fields.h"

#include <google/protobuf/message.h>
#include <proto/entries.pb.h>

#include <memory>

#include "election/kinds.h"

namespace vouch::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::uint64_t kTellingNumbers[] = {0,    1,     2,      3,          4,          255,        256,
                                             4095, 4'096, 65'535, 0x7fffffff, 0xffffffff, 1ull << 32, ~0ull};

std::uint64_t changed_number(std::uint64_t number, Choices& choices) {
    switch (choices.below(4)) {
        case 0:
            return number + 1;
        case 1:
            return number - 1;
        case 2:
            return kTellingNumbers[choices.below(std::size(kTellingNumbers))];
        default:
            return choices.number();
    }
}

std::string changed_bytes(std::string bytes, Choices& choices) {
    const std::size_t at = choices.below(bytes.size());
    switch (choices.below(5)) {
        case 0:
            if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << choices.below(8)));
            break;
        case 1:
            bytes.assign(bytes.size(), '\0');    // the identity, where it is a point
            break;
        case 2:
            bytes.resize(at);
            break;
        case 3:
            bytes += static_cast<char>(choices.byte());
            break;
        default:
            for (char& byte : bytes) byte = static_cast<char>(choices.byte());
    }
    return bytes;
}

void change_list(Message& message, const FieldDescriptor* field, Choices& choices) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, field);
    if (size < 1) return;
    const int one = static_cast<int>(choices.below(static_cast<std::size_t>(size)));
    switch (choices.below(3)) {
        case 0:
            reflection.SwapElements(&message, field, one, size - 1);
            reflection.RemoveLast(&message, field);
            break;
        case 1:
            reflection.SwapElements(&message, field, one,
                                    static_cast<int>(choices.below(static_cast<std::size_t>(size))));
            break;
        default:
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
                reflection.AddMessage(&message, field)
                    ->CopyFrom(reflection.GetRepeatedMessage(message, field, one));
            else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING)
                reflection.AddString(&message, field, reflection.GetRepeatedString(message, field, one));
    }
}

void change(Message& message, Choices& choices);

void change_in_list(Message& message, const FieldDescriptor* field, Choices& choices) {
    const Reflection& reflection = *message.GetReflection();
    const auto size = static_cast<std::size_t>(reflection.FieldSize(message, field));
    if (size == 0 || choices.below(3) == 0) return change_list(message, field, choices);
    const int one = static_cast<int>(choices.below(size));
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
        return change(*reflection.MutableRepeatedMessage(&message, field, one), choices);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING)
        reflection.SetRepeatedString(
            &message, field, one, changed_bytes(reflection.GetRepeatedString(message, field, one), choices));
}

/// One field, at whatever depth.
void change(Message& message, Choices& choices) {
    const Descriptor& descriptor = *message.GetDescriptor();
    const Reflection& reflection = *message.GetReflection();
    if (descriptor.field_count() == 0) return;
    const FieldDescriptor* const field =
        descriptor.field(static_cast<int>(choices.below(static_cast<std::size_t>(descriptor.field_count()))));
    if (field->is_repeated()) return change_in_list(message, field, choices);
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return change(*reflection.MutableMessage(&message, field), choices);
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection.SetString(&message, field,
                                        changed_bytes(reflection.GetString(message, field), choices));
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection.SetUInt32(
                &message, field,
                static_cast<std::uint32_t>(changed_number(reflection.GetUInt32(message, field), choices)));
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection.SetUInt64(&message, field,
                                        changed_number(reflection.GetUInt64(message, field), choices));
        case FieldDescriptor::CPPTYPE_BOOL:
            return reflection.SetBool(&message, field, !reflection.GetBool(message, field));
        default:
            return;
    }
}

/// An empty message of that kind's body; nothing for a ballot and for what is no kind.
std::unique_ptr<Message> body_message(std::uint32_t kind) {
    const Message* const all[] = {
        nullptr,
        &v1::Manifest::default_instance(),
        &v1::Roll::default_instance(),
        &v1::Board::default_instance(),
        &v1::Dealing::default_instance(),
        &v1::Acknowledgement::default_instance(),
        &v1::Complaint::default_instance(),
        &v1::Answer::default_instance(),
        &v1::Enrolment::default_instance(),
        &v1::Revocation::default_instance(),
        &v1::Open::default_instance(),
        &v1::Confirmation::default_instance(),
        nullptr,
        &v1::Close::default_instance(),
        &v1::DecryptionShares::default_instance(),
        &v1::Paper::default_instance(),
        &v1::PaperCount::default_instance(),
        &v1::Annulment::default_instance(),
        &v1::Announcement::default_instance(),
    };
    if (kind >= std::size(all) || all[kind] == nullptr) return nullptr;
    return std::unique_ptr<Message>(all[kind]->New());
}

v1::Entry parsed(ByteView carried) {
    v1::Entry entry;
    (void)entry.ParseFromArray(carried.data(), static_cast<int>(carried.size()));
    return entry;
}
Bytes written(const v1::Entry& entry) {
    return copy(bytes_of(entry.SerializeAsString()));
}

}    // namespace

Bytes with_changed_field(ByteView carried, Choices& choices) {
    v1::Entry entry = parsed(carried);
    const auto body = body_message(entry.kind());
    if (!body || !body->ParseFromString(entry.body())) return copy(carried);
    change(*body, choices);
    entry.set_body(body->SerializeAsString());
    return written(entry);
}

Bytes with_changed_signatures(ByteView carried, Choices& choices) {
    v1::Entry entry = parsed(carried);
    auto& signatures = *entry.mutable_signatures();
    if (signatures.empty()) return copy(carried);
    const int one = static_cast<int>(choices.below(static_cast<std::size_t>(signatures.size())));
    switch (choices.below(4)) {
        case 0:
            signatures.SwapElements(one, signatures.size() - 1);
            signatures.RemoveLast();
            break;
        case 1:
            *signatures.Add() = v1::Signature(signatures[one]);
            break;
        case 2:
            signatures.SwapElements(one, 0);
            break;
        default:
            signatures[one].set_key(changed_bytes(signatures[one].key(), choices));
    }
    return written(entry);
}

}    // namespace vouch::testing
