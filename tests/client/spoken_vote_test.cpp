// A whole vote with the command in Vietnamese: no sentence that is English elsewhere is said.

#include <map>

#include "tests/client/people.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

/// The pieces between placeholders of every sentence that the command has in a language.
void collect_pieces(const Json& at, std::vector<std::string>& out) {
    if (!at.is_string()) {
        for (const auto& [key, value] : at.items()) collect_pieces(value, out);
        return;
    }
    static const std::regex placeholder("\\{\\w+\\}");
    const std::string text = at;
    for (auto piece = std::sregex_token_iterator(text.begin(), text.end(), placeholder, -1);
         piece != std::sregex_token_iterator(); ++piece)
        out.push_back(*piece);
}
std::vector<std::string> pieces_of(const std::string& language) {
    const Path file = tests_dir().parent_path() / "texts/words" / (language + ".json");
    std::vector<std::string> out;
    collect_pieces(Json::parse(text_of(read_file(file)))["commands"], out);
    return out;
}

/// Of English alone, and long enough to be no accident: words, and not a command to type.
std::vector<std::string> english_pieces() {
    const auto own = pieces_of("vi");
    std::vector<std::string> out;
    for (const std::string& piece : pieces_of("en")) {
        const bool elsewhere = std::ranges::any_of(
            own, [&](const std::string& text) { return text.find(piece) != std::string::npos; });
        if (!elsewhere && std::ranges::count(trimmed(piece), ' ') >= 2) out.push_back(piece);
    }
    return out;
}

class SpokenVote {
public:
    SpokenVote() {
        hall_.conference();    // writes its file
        disk::write_file(people_.file("roll.csv"),
                         "STT,Họ và tên,Đơn vị,Hội trường\n1,An,A,Bắc\n2,Ba,A,Bắc\n3,Chi,B,Nam\n4,Em,B,Nam\n"
                         "5,Hai,B,Nam\n6,Tú,B,\n7,Yến,B,\n");
    }

    void prepare();
    void check_in();
    void vote();
    void count();
    void refuse();

    /// Everything that was said, and how many verbs said it.
    std::string said;
    std::size_t verbs = 0;

private:
    Ran run(const std::string& words, const Path& home, const std::string& typed = "", int status = 0) {
        const Ran ran = people_.run(words, home, typed);
        return heard(words, ran, status);
    }
    void look(const std::string& words, const Path& home) { heard(words, people_.look(words, home), 0); }
    Ran heard(const std::string& words, const Ran& ran, int status) {
        CAPTURE(words, ran.out, ran.errors);
        CHECK(ran.status == status);
        CHECK_FALSE((ran.out + ran.errors).empty());
        said += ran.out + ran.errors;
        ++verbs;
        return ran;
    }
    Path home_of(std::size_t i) const { return hall_.board[i].keys().home(); }
    std::string with_slip(std::uint32_t number) {
        disk::write_file(people_.file("slip"), (slip_link(hall_.slip(number)) << "\n\n").view());
        return " --slip-fd 4 4<" + people_.file("slip");
    }
    void confirm_by_all() {
        for (std::size_t i = 0; i < 3; ++i) run("trustee confirm", home_of(i), "Có\n");
    }

    Hall hall_;
    const People people_{hall_, " --language vi"};
    const Path organizer_ = hall_.folder / "organizer", first_ = hall_.folder / "first";
    std::vector<Device> others_;
};

void SpokenVote::prepare() {
    run("organizer keygen --name An", hall_.folder / "an");
    run("witness keygen --name Kiểm", hall_.folder / "kiem");
    const Path chi = hall_.folder / "chi";
    run("trustee keygen --name Chi", chi);
    run("trustee check", chi);
    std::string yes;
    for (int i = 0; i < 60; ++i) yes += "có\n";
    run("organizer create --rehearsal " + people_.file("conference.toml") + people_.pin() + " --server " +
            people_.server(),
        organizer_, yes);
    hall_.organizer.emplace(must(Organizer::open(hall_.keys->clone())));
    look("organizer status", organizer_);
    const Ran read = run("organizer roll --check " + people_.file("roll.csv"), organizer_);
    CHECK((read.out + read.errors).find("  1. An, A, hội trường: Bắc\n") != std::string::npos);
    CHECK((read.out + read.errors).find("  7. Yến, B\n") != std::string::npos);
    run("organizer roll " + people_.file("roll.csv"), organizer_, "có\n");
    run("organizer board --invite 1 --out " + people_.file("invitations"), organizer_);
    hall_.seat_board();
    run("organizer board", organizer_);
    run("trustee join --head", home_of(0));
    run("trustee check", home_of(0));
    look("organizer status", organizer_);
}

void SpokenVote::check_in() {
    run("organizer slips --out " + people_.file("slips.html"), organizer_);
    run("organizer slips --hall Nam --out " + people_.file("nam.html"), organizer_);
    run("organizer slips --hall Trung --out " + people_.file("trung.html"), organizer_, "", 1);
    run("organizer revoke 7", organizer_, "có\n");
    run("organizer paper 7", organizer_, "có\n");
    run("trustee check-slips" + with_slip(1), home_of(0));
    run("participant enrol" + people_.pin() + with_slip(1), first_, "có\n");
    for (std::uint32_t number = 2; number <= 6; ++number) {
        others_.push_back(hall_.scanned(number));
        must(others_.back().check_in());
    }
}

void SpokenVote::vote() {
    run("organizer open", organizer_, "có\n");
    run("organizer open", organizer_);    // a second time
    confirm_by_all();
    look("trustee status", home_of(0));
    const std::string challenge = people_.file("challenge.json");
    run("participant challenge --out " + challenge, first_, "3\n1\ncó\ncó\n");
    run("participant cast", first_, "3\n7\n2\ncó\nkiểm\n2\n0\ncó\nbỏ\n");
    run("participant receipt", first_);
    for (Device& device : others_) {
        must(device.update());
        must(device.cast(must(device.seal(std::vector<election::Level>(2, election::Level::high)))));
    }
    run("organizer close --last-call 0", organizer_, "có\n");
    confirm_by_all();
}

void SpokenVote::count() {
    disk::write_file(people_.file("paper.csv"), "issued,1\ncollected,1\ninvalid,0\n1,1,0,0,0\n2,0,0,0,1\n");
    run("trustee paper-count --check " + people_.file("paper.csv"), home_of(0));
    run("trustee paper-count " + people_.file("paper.csv"), home_of(0), "có\n");
    run("trustee paper-count", home_of(1), "có\ncó\n");
    for (std::size_t i = 0; i < 2; ++i) run("trustee count", home_of(i), "có\n");
    run("organizer announce", organizer_, "có\n");
    look("organizer status", organizer_);
    const std::string source = hall_.organizer->address().url() + " --vkey " +
                               (organizer_ / "log.vkey").string() + people_.pin() + " --language vi";
    for (const std::string& words :
         {"verify " + source, "lookup " + std::string(64, '0') + " " + source, "minutes " + source})
        heard(words, vouch_command("audit " + words), words.starts_with("lookup") ? 1 : 0);
}

void SpokenVote::refuse() {
    run("organizer open", organizer_, "có\n", 1);
    run("organizer annul --reason muộn", organizer_, "không\n", 1);
    run("organizer revoke 99", organizer_, "có\n", 1);
    run("participant enrol" + people_.pin() + with_slip(2), hall_.folder / "late", "có\n", 1);
    run("trustee confirm", hall_.folder / "nobody", "", 1);
    run("witness confirm", hall_.folder / "nobody", "", 1);
    disk::write_file(people_.file("wrong.csv"), "1,,A\n3,Ba?a,A\n");
    run("organizer roll " + people_.file("wrong.csv"), organizer_, "", 1);
    disk::write_file(people_.file("wrong.toml"), "title = 3\nlanguages = []\nofficials = 7\n");
    run("organizer create " + people_.file("wrong.toml") + people_.pin() + " --server " + people_.server(),
        organizer_, "", 1);
    heard("fetch",
          vouch_command("audit fetch https://127.0.0.1:1/c/0123456789abcdef --language vi --out " +
                        people_.file("copy")),
          1);
}

}    // namespace

TEST_CASE("a whole vote in Vietnamese says no English sentence") {
    SpokenVote vote;
    vote.prepare();
    vote.check_in();
    vote.vote();
    vote.count();
    vote.refuse();
    CHECK(vote.verbs > 40);
    const auto english = english_pieces();
    CHECK(english.size() > 300);
    for (const std::string& piece : english) {
        CAPTURE(piece);
        CHECK(vote.said.find(piece) == std::string::npos);
    }
    for (const char* both : {"[yes/no]", "(not fitting)", "(wrong phase)", "(malformed)"})
        CHECK(vote.said.find(both) == std::string::npos);
}

TEST_CASE("the command speaks the language of the environment, and English to programs") {
    const testing::TemporaryFolder folder;
    const auto errors = [&](const std::string& environment, const std::string& flags = "") {
        return vouch_command("trustee status --home " + (folder / "none").string() + flags, environment)
            .errors;
    };
    const std::string english = errors("LC_ALL= LC_MESSAGES= LANG=C");
    CHECK(english.find("belongs to no conference yet") != std::string::npos);
    const std::string vietnamese = errors("LC_ALL= LC_MESSAGES= LANG=vi_VN.UTF-8");
    CHECK(vietnamese.find("chưa thuộc hội nghị nào") != std::string::npos);
    CHECK(errors("LC_ALL=C LANG=vi_VN.UTF-8") == english);
    CHECK(errors("LC_ALL=C", " --language vi") == vietnamese);
    CHECK(errors("LC_ALL=vi_VN.UTF-8", " --json") == english);
}
