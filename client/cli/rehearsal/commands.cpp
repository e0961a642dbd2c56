#include <fmt/core.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "client/cli/commands.h"
#include "client/cli/rehearsal/rehearsal.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/says.h"
#include "disk/folders.h"

namespace vouch::client {
namespace {

/// A private folder that goes with its owner.
class PrivateFolder {
public:
    PrivateFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "vouch-rehearsal-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw Failed(says().rehearsal.no_folder({.path = name}));
        path_ = name;
    }
    ~PrivateFolder() {
        std::error_code ignored;    // what is left is below the system's folder for such
        std::filesystem::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    const Path& path() const { return path_; }

private:
    Path path_;
};

/// What a rehearsal leaves: a folder with nothing else in it is an earlier one's.
constexpr std::array<std::string_view, 8> kLeftBehind{
    "log",         "log.vkey",   "documents", "named-roll.csv", "results.csv", "results-spreadsheet.csv",
    "minutes.txt", "minutes.pdf"};

/// Empties an earlier rehearsal's folder; leaves every other alone.
Status make_room(const Path& out) {
    if (std::filesystem::exists(out)) {
        for (const auto& file : std::filesystem::directory_iterator(out))
            if (std::ranges::count(kLeftBehind, file.path().filename().string()) == 0)
                return refused(Reason::not_fitting, says().rehearsal.other_files({.folder = out.string()}));
        for (const std::string_view name : kLeftBehind) std::filesystem::remove_all(out / name);
    }
    disk::make_folders(out);
    return accepted();
}

Result<RehearsalPlan> read_plan(const Rehearse& wanted) {
    const char* const not_rehearsed = says().rehearsal.nothing;
    RehearsalOptions options = wanted.options;
    if (options.present == 0) options.present = options.summoned;
    if (options.ballots == 0) options.ballots = options.present;
    if (!wanted.conference.empty()) {
        auto own = read_conference(wanted.conference);
        if (!own.ok()) return mistaken(own.mistakes, wanted.conference, not_rehearsed);
        return plan_own_rehearsal(std::move(own.value), std::move(options));
    }
    auto table = read_results_table(disk::read_text_file(wanted.results));
    if (!table.ok()) return mistaken(table.mistakes, wanted.results, not_rehearsed);
    return plan_rehearsal(std::move(table.value), std::move(options));
}

/// One line a stage, and a bar below it on a terminal.
class Stages {
public:
    explicit Stages(const Common& common) : common_(common) {}
    void at(std::string_view what, std::uint64_t done, std::uint64_t total) {
        if (what != stage_) {
            stage_ = what;
            bar_.reset();
            common_.tell(stage_);
            bar_.emplace(stage_, total);
        }
        bar_->at(done, total);
    }
    void end() { bar_.reset(); }

private:
    const Common& common_;
    std::string stage_;
    std::optional<Progress> bar_;
};

std::string outcome_text(const RehearsalPlan& plan, const RehearsalOutcome& outcome, const Path& out) {
    return "\n" + outcome.table + "\n" +
           says().rehearsal.receipts({.counted = outcome.counted,
                                      .officials = plan.table.size(),
                                      .receipts = outcome.receipts,
                                      .superseded = outcome.superseded}) +
           says().rehearsal.published(
               {.folder = out.string(), .log = (out / "log").string(), .vkey = (out / "log.vkey").string()});
}

}    // namespace

Result<CommandOutput> rehearse_conference(const Common& common, const Rehearse& wanted) {
    VOUCH_TRY(plan, read_plan(wanted));
    VOUCH_TRY(server, net::Endpoint::parse(wanted.server));
    VOUCH_TRY(trust, common.trust());
    VOUCH_REQUIRE(make_room(wanted.out));
    VOUCH_TRY(organizer, OrganizerKeys::open(common.home_of("organizer"),
                                             common.secrets().ask(says().rehearsal.passphrase)));

    const PrivateFolder secrets;
    Stages stages(common);
    disk::make_private_folder(secrets.path() / "organizer");
    VOUCH_TRY(outcome,
              rehearse(organizer.in(secrets.path() / "organizer"), server, trust, plan, secrets.path(),
                       wanted.out, [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
                           stages.at(what, done, total);
                       }));
    stages.end();
    const auto wrong = differences(plan, outcome.result);
    for (const std::string& line : wrong) print(Stream::errors, shown(line));
    if (!wrong.empty()) return refused(Reason::not_fitting, says().rehearsal.not_the_tables);
    if (outcome.counted + outcome.superseded != outcome.receipts)
        return refused(Reason::not_fitting, says().rehearsal.tracker_missing);
    return CommandOutput{outcome_text(plan, outcome, wanted.out),
                         {{"conference", outcome.conference_url},
                          {"out", wanted.out.string()},
                          {"receipts", outcome.receipts},
                          {"counted", outcome.counted},
                          {"superseded", outcome.superseded}}};
}

}    // namespace vouch::client
