#include "client/cli/organizer/slips.h"

#include <fmt/core.h>

#include "client/cli/shared/qr_svg.h"
#include "client/cli/shared/text.h"
#include "election/crockford.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

using SlipWords = texts::Words::Slip;

constexpr std::size_t kSlipsPerRow = 2;

// Slips of 105 x 74 mm, eight to the sheet; the browser adds no margin of its own. Every text is in the flow
// and none has a height: a slip whose texts are long makes its row higher, and a row never breaks, so that
// fewer fit on that sheet.
constexpr std::string_view kStyle = R"(
@page { size: A4 portrait; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { width: 210mm; font: 9pt/1.15 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000 }
section { display: flex; page-break-inside: avoid; break-inside: avoid }
article { width: 105mm; min-height: 74mm; padding: 3mm 5mm; border: 0.2mm dashed #999; overflow-wrap: anywhere }
svg { float: right; width: 31mm; height: 31mm; margin: 0 0 1mm 3mm }
h1 { font-size: 11.5pt; letter-spacing: 0.06em }
.name { font-size: 12pt; font-weight: bold; margin-top: 0.5mm }
ol { padding: 0.5mm 0 0 4mm }
.address { font-weight: bold }
.code { font: bold 9.5pt/1.3 "DejaVu Sans Mono", monospace; white-space: nowrap; margin-left: 2mm }
)";

std::string head(const SlipSheet& sheet, const SlipWords& words) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        html_escaped(sheet.language), html_escaped(words.heading), kStyle);
}

/// What stands above the steps, beside the QR code.
void append_person(SecretText& out, const SlipSheet& sheet, const SlipWords& words, const Slip& slip) {
    out << "<h1>" << words.heading;
    if (sheet.rehearsal) out << " – " << words.rehearsal;
    out << "</h1>\n<p>" << html_escaped(sheet.title) << "</p>\n<p>" << html_escaped(sheet.body) << "</p>\n<p>"
        << html_escaped(sheet.place) << ", "
        << html_escaped(texts::formal_date(sheet.date, texts::words_in(sheet.language)))
        << "</p>\n<p class=\"name\">" << html_escaped(slip.name) << "</p>\n<p>" << html_escaped(slip.unit)
        << "</p>\n";
    if (!slip.hall.empty()) out << "<p>" << words.hall << ": <b>" << html_escaped(slip.hall) << "</b></p>\n";
}

SecretText slip_html(const SlipSheet& sheet, const SlipWords& words, const Slip& slip) {
    SecretText out;
    out << "<article>\n";
    append_qr_svg(out, slip.link);
    append_person(out, sheet, words, slip);
    out << "<ol><li>" << words.scan << " <span class=\"address\">" << html_escaped(sheet.address)
        << "</span> " << words.type << "</li>\n<li>" << words.check_in << "</li>\n<li>" << words.vote
        << "</li></ol>\n<p>" << words.number << ": <b>" << std::to_string(slip.number)
        << "</b> <span class=\"code\">";
    append_grouped(out, slip.code);
    out << "</span></p>\n";
    if (!sheet.mark.empty())
        out << "<p>" << words.mark << ": <b>" << election::in_groups(sheet.mark) << "</b></p>\n";
    out << "<p>" << words.keep << "</p>\n</article>\n";
    return out;
}

}    // namespace

void append_grouped(SecretText& out, std::string_view code) {
    for (std::size_t i = 0; i < code.size(); i += kCodeGroupLetters) {
        if (i > 0) out << "-";
        out << code.substr(i, kCodeGroupLetters);
    }
}

void write_slips(const SlipSheet& sheet, std::size_t count, const std::function<Slip(std::size_t)>& slip,
                 const std::function<void(ByteView)>& write) {
    const SlipWords& words = texts::words_in(sheet.language).slip;
    write(bytes_of(head(sheet, words)));
    for (std::size_t i = 0; i < count; ++i) {
        if (i % kSlipsPerRow == 0) write(bytes_of(i == 0 ? "<section>\n" : "</section>\n<section>\n"));
        write(slip_html(sheet, words, slip(i)).view());
    }
    write(bytes_of(count == 0 ? "</body>\n</html>\n" : "</section>\n</body>\n</html>\n"));
}

}    // namespace vouch::client
