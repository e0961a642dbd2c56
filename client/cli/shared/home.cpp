#include "client/cli/shared/home.h"

#include <fmt/core.h>

#include "client/cli/shared/json.h"
#include "client/cli/shared/says.h"
#include "disk/folders.h"

namespace vouch::client {
namespace {

constexpr std::string_view kRecordFile = "conference.json";
constexpr std::uintmax_t kRecordBytesMax = 64 << 10;

Result<Bytes32> digest_in(const Json& json, const char* key) {
    if (!json.contains(key) || !json[key].is_string()) return {Reason::malformed, key};
    VOUCH_TRY(bytes, from_hex(json[key].get<std::string>()));
    return exactly<32>(bytes);
}

Result<ConferenceRecord> parse(const Json& json) {
    if (!json.is_object() || !json.contains("url") || !json["url"].is_string())
        return {Reason::malformed, "no url"};
    ConferenceRecord out;
    out.url = json["url"].get<std::string>();
    out.pin = json.contains("pin") && json["pin"].is_string() ? json["pin"].get<std::string>() : "";
    if (json.contains("election_id")) {
        VOUCH_TRY(id, digest_in(json, "election_id"));
        out.election_id = id;
    }
    if (json.contains("seen_size")) {
        if (!json["seen_size"].is_number_unsigned()) return {Reason::malformed, "seen_size"};
        VOUCH_TRY(root, digest_in(json, "seen_root"));
        out.seen = Seen{json["seen_size"].get<std::uint64_t>(), root};
    }
    return out;
}

}    // namespace

void keep_record(const Path& home, const ConferenceRecord& record) {
    Json json{{"url", record.url}, {"pin", record.pin}};
    if (record.election_id) json["election_id"] = to_hex(*record.election_id);
    if (record.seen) {
        json["seen_size"] = record.seen->size;
        json["seen_root"] = to_hex(record.seen->root);
    }
    disk::make_private_folder(home);
    disk::write_file(home / kRecordFile, json.dump(2) + "\n", disk::Access::owner);
}

Result<ConferenceRecord> read_record(const Path& home) {
    const auto content = disk::read_file_if_there(home / kRecordFile, kRecordBytesMax);
    if (!content) return refused(Reason::not_fitting, says().file.no_conference({.folder = home.string()}));
    auto record = parse(Json::parse(text_of(*content), nullptr, false));
    if (!record.ok())
        return refused(Reason::malformed, says().file.damaged({.detail = record.rejection().detail,
                                                               .file = (home / kRecordFile).string()}));
    return record;
}

void keep_seen(const Path& home, const LogFollower& log, const Bytes32& election_id) {
    auto record = read_record(home);
    if (!record.ok()) return;
    record->seen = log.seen();
    record->election_id = election_id;
    keep_record(home, *record);
}

Status require_no_other_conference(const Path& home, const ConferenceAddress& address) {
    const auto earlier = read_record(home);
    if (!earlier.ok() || earlier->url == address.url()) return accepted();
    return refused(Reason::not_fitting,
                   says().file.other_conference({.folder = home.string(), .url = earlier->url}));
}

Status attach_folder(const Path& home, const ConferenceAddress& address, const Belongs& belongs,
                     const ProgressCall& progress) {
    VOUCH_REQUIRE(require_no_other_conference(home, address));
    if (read_record(home).ok()) return accepted();
    Replica replica(log_of(address), std::nullopt);
    VOUCH_REQUIRE(replica.update(progress));
    VOUCH_REQUIRE(belongs(replica.state()));
    keep_record(home,
                {address.url(), address.trust.pin(), replica.state().election_id, replica.log().seen()});
    return accepted();
}

Result<ConferenceAddress> conference_address(const ConferenceRecord& record) {
    return conference_address(record.url, record.pin);
}

FetchFile log_of(const ConferenceAddress& address) {
    net::Endpoint log = address.conference;
    log.path += "/log";
    return log_over_https(log, address.trust);
}

Result<Followed> follow_from(const Path& home, const ProgressCall& progress) {
    VOUCH_TRY(record, read_record(home));
    VOUCH_TRY(address, conference_address(record));
    FetchFile log = log_of(address);
    Followed out{std::move(address), Replica(std::move(log), record.election_id, record.seen)};
    VOUCH_REQUIRE(out.replica.update(progress));
    keep_seen(home, out.replica.log(), out.replica.state().election_id);
    return out;
}

}    // namespace vouch::client
