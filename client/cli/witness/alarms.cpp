#include "client/cli/witness/alarms.h"

#include <texts/commands.h>

#include <ctime>

#include "client/cli/shared/says.h"
#include "disk/folders.h"

namespace vouch::client {
namespace {

constexpr const char* kUnfinished = ".unfinished";
constexpr std::size_t kOriginDigits = 16;

/// One for each kind and log: "fork-0123456789abcdef".
std::string folder_name(const Evidence& evidence) {
    const std::string origin = to_hex(sha256(bytes_of(evidence.log.name()))).substr(0, kOriginDigits);
    return std::string(name(evidence.lie)) + "-" + origin;
}

}    // namespace

std::uint64_t system_now() {
    return static_cast<std::uint64_t>(std::time(nullptr));
}

std::string sentence_of(const Alarm& alarm, const texts::Commands& says) {
    const Evidence& evidence = alarm.evidence;
    const std::string& log = evidence.log.name();
    const std::uint64_t entry = evidence.entry.value_or(0);
    switch (evidence.lie) {
        case Lie::fork:
            return says.alarm.fork({.log = log});
        case Lie::rollback:
            return says.alarm.rollback({.log = log});
        case Lie::altered:
            return says.alarm.altered({.file = evidence.file, .log = log});
        case Lie::missing:
            return says.alarm.missing({.file = evidence.file, .log = log});
        case Lie::second_open:
            return says.alarm.second_open({.entry = entry, .log = log});
        case Lie::second_close:
            return says.alarm.second_close({.entry = entry, .log = log});
        case Lie::refused:
            return says.alarm.refused({.entry = entry, .log = log});
        case Lie::bundle:
            return says.alarm.bundle({.file = evidence.file, .log = log});
    }
    return "";
}

Alarms::Alarms(Path folder, const WitnessKeys& keys, Now now)
    : folder_(std::move(folder)), keys_(keys), now_(std::move(now)) {
    disk::make_folders(folder_);
    for (const auto& found : std::filesystem::directory_iterator(folder_))
        if (found.path().filename() != kUnfinished) read(found.path());
    std::ranges::sort(alarms_, {}, &Alarm::time);
}

void Alarms::read(const Path& folder) {
    const auto note = disk::read_file_if_there(folder / kStatementFile, kNoteBytesMax);
    const auto statement =
        note ? read_statement(text_of(*note), {&keys_.vkey(), 1}) : Result<Statement>(Reason::malformed, "");
    if (!statement.ok() || !statement->known)
        throw StorageError(says().watch.alarm_damaged({.folder = folder.string()}));
    alarms_.push_back({statement->evidence, statement->time, folder});
}

void Alarms::raise(const Evidence& evidence, const std::function<void(const Path&)>& add_files) {
    const std::lock_guard lock(mutex_);
    const Path folder = folder_ / folder_name(evidence), unfinished = folder_ / kUnfinished;
    if (std::filesystem::exists(folder)) return;
    std::filesystem::remove_all(unfinished);    // of a crash
    disk::make_folders(unfinished);
    if (add_files) add_files(unfinished);
    const std::uint64_t time = now_();
    disk::write_file(unfinished / kStatementFile,
                     signed_statement(evidence, keys_.vkey(), keys_.sign(), time).to_string());
    disk::rename_folder(unfinished, folder);
    alarms_.push_back({evidence, time, folder});
}

std::vector<Alarm> Alarms::all() const {
    const std::lock_guard lock(mutex_);
    return alarms_;
}

bool Alarms::any_about(const std::string& origin) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(alarms_, [&](const Alarm& alarm) {
        return alarm.evidence.log.name() == origin && alarm.evidence.lie != Lie::bundle;
    });
}

bool Alarms::has(Lie lie, const std::string& origin) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(alarms_, [&](const Alarm& alarm) {
        return alarm.evidence.log.name() == origin && alarm.evidence.lie == lie;
    });
}

}    // namespace vouch::client
