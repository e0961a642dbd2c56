#include "client/cli/organizer/slips.h"

#include <qrencode.h>
#include <catch2/catch.hpp>

#include <regex>

#include "client/cli/shared/qr_svg.h"

using namespace vouch;
using namespace vouch::client;

namespace {
const SlipSheet kSheet{.title = "Lấy phiếu & tín nhiệm",
                       .body = "BHXH <VN>",
                       .place = "Hà Nội",
                       .date = "2026-12-04",
                       .language = "vi",
                       .address = "https://vote.example/c/0123",
                       .mark = "J6H8PCZ2"};

std::string page(const SlipSheet& sheet, std::size_t count, std::string_view hall = "") {
    std::string out;
    write_slips(
        sheet, count,
        [&](std::size_t i) {
            return Slip{.number = static_cast<std::uint32_t>(i + 1),
                        .name = "Nguyễn \"An\"",
                        .unit = "Huế",
                        .hall = hall,
                        .code = "ABCDEFGHJKMNPQRSTVWX",
                        .link = "https://vote.example/c/0123#x"};
        },
        [&](ByteView piece) { out += text_of(piece); });
    return out;
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

/// The squares that an SVG path of horizontal runs paints, row by row.
std::vector<std::string> painted(const std::string& svg) {
    std::smatch side;
    REQUIRE(std::regex_search(svg, side, std::regex("viewBox=\"0 0 ([0-9]+) ")));
    const std::size_t width = std::stoul(side[1]);
    std::vector<std::string> rows(width, std::string(width, '.'));
    const std::regex run("M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z");
    for (auto it = std::sregex_iterator(svg.begin(), svg.end(), run); it != std::sregex_iterator(); ++it) {
        CHECK((*it)[3] == (*it)[4]);
        rows[std::stoul((*it)[2])].replace(std::stoul((*it)[1]), std::stoul((*it)[3]),
                                           std::string(std::stoul((*it)[3]), '#'));
    }
    return rows;
}
}    // namespace

TEST_CASE("slips: two to a row, everything escaped, code in groups") {
    const std::string html = page(kSheet, 17);
    CHECK(times(html, "<section>") == 9);
    CHECK(times(html, "</section>") == 9);
    CHECK(times(html, "<article>") == 17);
    CHECK(times(html, "ABCD-EFGH-JKMN-PQRS-TVWX") == 17);
    CHECK(times(html, "Nguyễn &quot;An&quot;") == 17);
    CHECK(times(html, "BHXH &lt;VN&gt;") == 17);
    CHECK(times(html, "Số thứ tự: <b>17</b>") == 1);
    CHECK(times(html, "Ban kiểm phiếu: <b>J6H8-PCZ2</b>") == 17);
    CHECK(times(html, "ngày 04 tháng 12 năm 2026") == 17);
    CHECK(times(html, "<script") == 0);
    CHECK(times(html, "DIỄN TẬP") == 0);
    CHECK(times(html, "<h1>PHIẾU MỜI</h1>") == 17);
    CHECK(times(html, "<li>") == 3 * 17);
    CHECK(times(page(kSheet, 8), "<section>") == 4);
    CHECK(times(page(kSheet, 0), "<section>") == 0);
}

TEST_CASE("slips: the hall stands on them where there is one") {
    CHECK(times(page(kSheet, 2, "Tầng <2>"), "<p>Nơi dự họp: <b>Tầng &lt;2&gt;</b></p>") == 2);
    CHECK(times(page(kSheet, 2), "Nơi dự họp") == 0);
}

TEST_CASE("slips: in English, and marked in a rehearsal") {
    SlipSheet sheet = kSheet;
    sheet.language = "en";
    sheet.rehearsal = true;
    sheet.mark.clear();    // printed before there was a board
    const std::string html = page(sheet, 1);
    CHECK(times(html, "Roll number: <b>1</b>") == 1);
    CHECK(times(html, "REHEARSAL") == 1);
    CHECK(times(html, "Counting board") == 0);
}

TEST_CASE("the svg paints exactly the squares of the QR code, inside its quiet zone") {
    const std::string text = "https://vote.example/c/0123456789abcdef#" + std::string(110, 'A');
    SecretText svg;
    append_qr_svg(svg, text);
    const auto rows = painted(std::string(svg.text()));
    QRcode* code = QRcode_encodeData(static_cast<int>(text.size()),
                                     reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M);
    const auto width = static_cast<std::size_t>(code->width);
    REQUIRE(rows.size() == width + 8);
    for (std::size_t row = 0; row < width; ++row)
        for (std::size_t column = 0; column < width; ++column)
            REQUIRE((rows[row + 4][column + 4] == '#') == ((code->data[row * width + column] & 1) != 0));
    CHECK(rows[3].find('#') == std::string::npos);
    QRcode_free(code);
    CHECK_THROWS(append_qr_svg(svg, std::string(4000, 'A')));
}

TEST_CASE("secret text grows and keeps what was written") {
    SecretText text;
    std::string expected;
    for (int i = 0; i < 2000; ++i) {
        text << std::to_string(i);
        expected += std::to_string(i);
    }
    CHECK(text.text() == expected);
    CHECK(equal(std::move(text).take().view(), bytes_of(expected)));
}
