#include "server/backup.h"

#include <fmt/core.h>

#include "disk/folders.h"
#include "server/sqlite.h"
#include "wire/conference_id.h"

namespace vouch::server {
namespace {

const char* const kLog = "log.db";

/// Keys and the list of organizers: none is long. Nobody but the owner reads a copy.
void copy_files(const Path& from, const Path& to) {
    for (const auto& found : std::filesystem::directory_iterator(from)) {
        const std::string name = found.path().filename().string();
        if (!found.is_regular_file() || name == "lock" || name.starts_with('.') || name.starts_with(kLog))
            continue;
        auto content = disk::read_file_if_there(found.path());
        if (!content) continue;    // a box key that is destroyed at this moment
        disk::write_file(to / name, *content, disk::Access::owner);
        wipe(*content);
    }
}

/// A log that was cut short or changed on its way is no backup.
TreeHead checked(const Path& conference) {
    const auto store = open_store(conference);
    const TreeHead head = store->head();
    if (store->root_at(head.size) != head.root)
        throw StorageError((conference / kLog).string() + ": the entries do not have the root of the log");
    return head;
}

std::vector<BackedUp> copy_all(const Path& data, const Path& to) {
    disk::make_private_folder(to);
    copy_files(data, to);
    std::vector<BackedUp> out;
    for (const auto& found : std::filesystem::directory_iterator(data)) {
        const std::string id = found.path().filename().string();
        if (!wire::is_conference_id(id)) continue;
        disk::make_private_folder(to / id);
        copy_files(found.path(), to / id);
        Database(found.path() / kLog).copy_to(to / id / kLog);
        out.push_back({id, checked(to / id)});
    }
    std::ranges::sort(out, {}, &BackedUp::conference);
    return out;
}

}    // namespace

std::vector<BackedUp> back_up(const Path& data, const Path& to) {
    Path whole = std::filesystem::absolute(to).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();    // there was a slash at the end
    if (std::filesystem::exists(whole)) throw StorageError(to.string() + " is there already");
    if (!std::filesystem::is_directory(data)) throw StorageError("there is no folder " + data.string());
    const Path part = whole.parent_path() / fmt::format(".{}.partial", whole.filename().string());
    std::filesystem::remove_all(part);
    try {
        auto out = copy_all(data, part);
        disk::rename_folder(part, whole);
        return out;
    } catch (const StorageError&) {
        std::filesystem::remove_all(part);
        throw;
    }
}

}    // namespace vouch::server
