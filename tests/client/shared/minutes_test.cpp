#include "client/cli/shared/minutes.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/minutes_pdf.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/profiles.h"
#include "tests/support/elections.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

election::State final_state(std::size_t without = 0) {
    election::State state;
    for (std::size_t i = 0; i + without < log_entries().size(); ++i)
        REQUIRE(election::apply_carried(state, log_entries()[i]).ok());
    return state;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}    // namespace

TEST_CASE("the minutes name everything that the form asks for") {
    const election::State state = final_state();
    const std::string digits = election::in_groups_of_four(election::fingerprint(*state.fingerprint_hash()));
    const auto in_vi = minutes_text(state, digits, "vi"), in_en = minutes_text(state, digits, "en");
    REQUIRE(in_vi.ok());
    REQUIRE(in_en.ok());
    const std::string vi = minutes(*in_vi), en = minutes(*in_en);
    INFO(vi << en);
    const std::size_t at_vi = 0;
    for (const std::string& part :
         {std::string("BIÊN BẢN KIỂM PHIẾU"), state.manifest.title[at_vi], state.manifest.body[at_vi],
          state.manifest.place[at_vi], std::string("Số người được triệu tập"), std::string("Số phiếu thu về"),
          std::string("Số phiếu không hợp lệ"), state.manifest.officials[0].name,
          state.manifest.officials[1].position[at_vi], std::string("55,56%"), digits,
          to_base64(state.log.root()), to_hex(state.election_id), std::string("Trưởng ban kiểm phiếu"),
          std::string("02 giờ 00 phút, ngày 23"), std::string("theo UTC"), std::string("bản có giá trị")})
        CHECK(has(vi, part));
    CHECK(has(en, "MINUTES OF COUNTING"));
    CHECK(has(en, "55.56%"));
    CHECK(has(en, "45 entries"));
    for (const auto& trustee : state.ceremony->board.trustees) CHECK(has(en, trustee.name));
    CHECK(confirmer_names(state, state.open_confirmations.keys).size() ==
          state.open_confirmations.keys.size());
}

TEST_CASE("there are no minutes before the count is done") {
    const auto none = minutes_text(final_state(2), "", "vi");
    REQUIRE_FALSE(none.ok());
    CHECK(none.rejection().reason == Reason::not_fitting);
}

TEST_CASE("minutes are headed by the authority of the rules' profile, and say its hours") {
    election::State state = final_state();
    CHECK(minutes_text(state, "", "vi")->authority.empty());    // rules of the body's own
    state.manifest.rules = *election::rule_profile("state", state.manifest.languages);
    state.override_reason = "a storm";
    const auto says = minutes_text(state, "", "vi");
    REQUIRE(says.ok());
    CHECK(says->authority == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc");
    CHECK(has(minutes(*says), "09 giờ 00 phút, ngày 23"));
    CHECK(has(minutes(*says), "UTC+7"));
    CHECK(has(minutes(*says), "a storm"));
    state.manifest.rules = *election::rule_profile("party", state.manifest.languages);
    CHECK(minutes_text(state, "", "en")->authority == "COMMUNIST PARTY OF VIET NAM");
}

TEST_CASE("the minutes as PDF are pages with fonts of their own, however many officials there are") {
    auto says = minutes_text(final_state(), "", "vi");
    REQUIRE(says.ok());
    const auto pages = [](const std::string& pdf) {
        std::size_t count = 0;
        constexpr std::string_view kPage = "/Type /Page ";    // of all pages together: "/Type /Pages"
        for (std::size_t at = pdf.find(kPage); at != pdf.npos; at = pdf.find(kPage, at + 1)) ++count;
        return count;
    };
    const std::string few = minutes_pdf(*says);
    CHECK(few.starts_with("%PDF-"));
    CHECK(has(few, "/FontFile"));
    CHECK(pages(few) == 2);
    says->officials.resize(44, says->officials.front());
    for (auto& official : says->officials)
        official.name = std::string(200, 'W');    // no place to break a line
    CHECK(pages(minutes_pdf(*says)) > 4);
}
