// What client and server say to each other beside the log, addresses, and the small files of a server.

#include <fstream>
#include <memory>

#include "crypto/transcript.h"
#include "disk/storage_error.h"
#include "election/puzzle.h"
#include "net/endpoint.h"
#include "net/trust.h"
#include "server/files.h"
#include "server/organizers.h"
#include "server/restored.h"
#include "server/settings_file.h"
#include "tests/hostile/decoders.h"
#include "tests/support/folder.h"
#include "wire/bulletin.h"
#include "wire/conference_id.h"
#include "wire/messages.h"
#include "wire/signed_request.h"

namespace vouch::testing {
namespace {

using namespace wire;

constexpr Bytes32 kElection{7};

const SigningKey& organizer() {
    static const SigningKey key{SecretBytes<32>(Bytes32{6})};
    return key;
}
const SignedFor& here() {
    static const SignedFor place{Bytes32{5}, "vote.example/c/0123456789abcdef"};
    return place;
}

/// A message as such; unknown fields are passed over, so that there is more than one spelling.
template <class Message>
Decoder message_decoder(const std::string& name, const std::vector<Message>& samples) {
    Decoder out{name, {}, [](ByteView bytes) { return taken(parse<Message>(bytes)); }};
    for (const Message& sample : samples) out.samples.push_back(serialize(sample));
    return out;
}

/// A message that is read into one of our own types and written from it.
template <class Message, class Value>
Decoder value_decoder(const std::string& name, const Value& sample, Result<Value> (*read)(const Message&)) {
    return {name, {serialize(message_of(sample))}, [read](ByteView bytes) -> Result<Again> {
                VOUCH_TRY(message, parse<Message>(bytes));
                VOUCH_TRY(value, read(message));
                VOUCH_TRY(again, read(message_of(value)));
                return one_spelling(serialize(message_of(value)), serialize(message_of(again)));
            }};
}

pb::BulletinContent ready() {
    pb::BulletinContent out;
    out.set_number(1'796'000'000'000);
    out.mutable_ready()->set_day("2026-12-04");
    return out;
}
pb::BulletinContent hall_screen() {
    pb::BulletinContent out;
    out.set_number(1);
    out.mutable_hall_screen();
    return out;
}

std::vector<Decoder> message_decoders() {
    pb::Request cast, submit;
    cast.set_id(1);
    cast.mutable_cast()->set_envelope(std::string(90, 'e'));
    submit.mutable_submit()->set_entry("entry");
    pb::Response refusal, posted, found;
    refusal.mutable_refusal()->set_reason(11);
    refusal.mutable_refusal()->set_detail("wait");
    posted.mutable_posted();
    found.set_id(300);
    found.mutable_found();
    pb::OrganizerRequest create, upload;
    create.mutable_create();
    upload.mutable_upload()->set_content("part");
    return {
        message_decoder<pb::Request>("request", {cast, submit}),
        message_decoder<pb::Response>("response", {refusal, posted, found}),
        message_decoder<pb::OrganizerRequest>("organizer's request", {create, upload}),
        value_decoder<pb::KeyCard>("key card", KeyCard{"Trần Thị Hà", Bytes32{1}, Bytes32{2}}, &key_card_in),
        value_decoder<pb::Submitted>("submitted", Submitted{300, Bytes32{1}}, &submitted_in),
        value_decoder<pb::Frozen>("frozen", Frozen{300, Bytes32{1}, 60'000}, &frozen_in),
        value_decoder<pb::Created>("created", Created{"0123456789abcdef", "vkey", Bytes32{2}}, &created_in),
        {"refusal in an answer",
         {serialize(refusal.refusal())},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(message, parse<pb::Refusal>(bytes));
             const Rejection read = rejection_in(message);
             if (name(read.reason).empty()) throw std::logic_error("a reason without a name");
             return Again{};
         }},
    };
}

/// Whatever content, signed by a key of ours: docs/architecture.md, "Transport".
Bytes bulletin_of(ByteView content) {
    Bytes message = frame_of(bytes_of("vouch/1/bulletin"));
    append(message, kElection);
    append(message, frame_of(content));
    pb::Bulletin out;
    out.set_content(text_of(content));
    out.set_key(text_of(organizer().public_key()));
    out.set_signature(text_of(organizer().sign(message)));
    return serialize(out);
}

Result<Again> read_bulletin(ByteView bytes) {
    VOUCH_TRY(message, parse<pb::Bulletin>(bytes));
    return taken(check_bulletin(message, kElection));
}

std::vector<Decoder> signed_decoders() {
    pb::OrganizerRequest freeze;
    freeze.mutable_freeze();
    return {
        {"bulletin", {serialize(sign_bulletin(organizer(), kElection, ready()))}, read_bulletin},
        {"bulletin's content",
         {serialize(ready()), serialize(hall_screen())},
         [](ByteView bytes) { return read_bulletin(bulletin_of(bytes)); },
         false,
         2},
        {"signed request",
         {serialize(sign_request(organizer(), here(), freeze))},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(message, parse<pb::Signed>(bytes));
             const Bytes32 allowed = organizer().public_key();
             return taken(check_request(message, here(), {&allowed, 1}));
         }},
    };
}

std::vector<Decoder> address_decoders() {
    return {
        {"url",
         {text("https://vote.example:8443/c/0123456789abcdef"), text("https://[::1]/log")},
         [](ByteView bytes) -> Result<Again> {
             VOUCH_TRY(read, net::Endpoint::parse(text_of(bytes)));
             const std::string again = "https://" + read.authority() + read.path;
             VOUCH_TRY(reread, net::Endpoint::parse(again));
             if (!(reread == read)) throw std::logic_error("another place, written again: " + again);
             return Again{text(again)};
         }},
        {"pin",
         {text(std::string(64, 'a')), text(std::string(64, 'F'))},
         [](ByteView bytes) {
             return taken(net::Trust::pinned(text_of(bytes)),
                          [](const net::Trust& read) { return text(read.pin()); });
         },
         false,
         40},    // each makes a TLS context
        {"listening address",
         {text("0.0.0.0:8443"), text("[::1]:0")},
         [](ByteView bytes) { return taken(net::ListenAt::parse(text_of(bytes))); }},
        {"puzzle solution",
         {election::encode_solution({1, 2, 3, 4, 5, 6, 7, 8})},
         [](ByteView bytes) { return taken(election::decode_solution(bytes), &election::encode_solution); }},
        {"conference path",
         {text("/c/0123456789abcdef"), text("/c/0123456789abcdef/log/checkpoint")},
         [](ByteView bytes) -> Result<Again> {
             const auto read = parse_path(text_of(bytes));
             if (!read) return {Reason::malformed, "no conference's path"};
             return one_spelling(bytes, bytes_of(conference_path(read->id) + read->rest));
         }},
    };
}

/// A file of a server with that content; what it throws on purpose is its rejection.
template <class Read>
Result<Again> in_file(const TemporaryFolder& folder, ByteView content, Read read) {
    {
        std::ofstream out(folder / "file", std::ios::binary);
        out.write(reinterpret_cast<const char*>(content.data()),
                  static_cast<std::streamsize>(content.size()));
    }
    try {
        return Again{read(folder / "file")};
    } catch (const StorageError& error) {
        return {Reason::malformed, error.what()};
    }
}

std::vector<Decoder> server_file_decoders() {
    const auto folder = std::make_shared<TemporaryFolder>();
    const std::string key = to_base64(organizer().public_key());
    return {
        {"organizers",
         {text("An " + key + "\n# a word\n\nBình Trần " + key + "\r\n")},
         [](ByteView bytes) { return taken(server::parse_organizers(text_of(bytes))); }},
        {"server.toml",
         {text("data = \"/var/lib/vouch\"\ntick = 250\nreplace-after = [30, 60, 10]\n# a remark\n"
               "relay = [\"https://relay.example\"]\n")},
         [](ByteView bytes) { return taken(server::parse_settings(text_of(bytes))); }},
        {"restored log",
         {text("0123456789abcdef:45:" + key)},
         [](ByteView bytes) { return taken(server::Restored::parse(text_of(bytes))); }},
        {"signed state",
         {text("45 " + std::string(64, 'a'))},
         [folder](ByteView bytes) {
             return in_file(*folder, bytes, [](const std::filesystem::path& file) {
                 const server::TreeHead head = *server::SignedState(file).read();
                 return text(std::to_string(head.size) + " " + to_hex(head.root));
             });
         },
         false,
         4},
        {"server's key",
         {Bytes(32, 5)},
         [folder](ByteView bytes) {
             return in_file(*folder, bytes, [](const std::filesystem::path& file) {
                 return copy(server::read_seed(file)->view());
             });
         },
         false,
         4},
    };
}

}    // namespace

std::vector<Decoder> wire_decoders() {
    std::vector<Decoder> all = message_decoders();
    std::ranges::move(signed_decoders(), std::back_inserter(all));
    std::ranges::move(address_decoders(), std::back_inserter(all));
    std::ranges::move(server_file_decoders(), std::back_inserter(all));
    return all;
}

}    // namespace vouch::testing
