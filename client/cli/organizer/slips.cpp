#include "client/cli/organizer/slips.h"

#include <fmt/core.h>

#include "client/cli/shared/qr_svg.h"
#include "texts/texts.h"

namespace vouch::client {
namespace {

using SlipWords = texts::Words::Slip;

// 2 x 4 slips of 105 x 74 mm fill the sheet; the browser adds no margin of its own.
constexpr std::string_view kStyle = R"(
@page { size: A4 portrait; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { font: 9pt/1.3 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000 }
section { width: 210mm; height: 296mm; display: grid; grid-template: repeat(4, 74mm) / 105mm 105mm;
  page-break-after: always; break-after: page }
section:last-child { page-break-after: auto; break-after: auto }
article { position: relative; padding: 6mm; border: 0.2mm dashed #999; overflow: hidden }
svg { position: absolute; right: 4mm; bottom: 4mm; width: 38mm; height: 38mm }
.conference { font-size: 8pt; color: #333; max-height: 11mm; overflow: hidden }
.name { font-size: 12pt; font-weight: bold; margin-top: 1.5mm; max-height: 11mm; overflow: hidden }
.unit { max-height: 8mm; overflow: hidden }
.how { position: absolute; left: 6mm; bottom: 4mm; width: 56mm; font-size: 8pt }
.address { font-weight: bold; overflow-wrap: anywhere }
.code { font: bold 9.5pt/1.4 "DejaVu Sans Mono", monospace; white-space: nowrap }
.keep { font-size: 6.5pt; color: #333; margin-top: 1mm }
.rehearsal { font-weight: bold; letter-spacing: 0.2em }
)";

std::string head(const SlipSheet& sheet, const SlipWords& words) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        html_escaped(sheet.language), html_escaped(words.heading), kStyle);
}

SecretText slip_html(const SlipSheet& sheet, const SlipWords& words, const Slip& slip) {
    SecretText out;
    out << "<article>\n<p class=\"conference\">";
    if (sheet.rehearsal) out << "<span class=\"rehearsal\">" << words.rehearsal << "</span> ";
    out << html_escaped(sheet.body) << "<br>" << html_escaped(sheet.title) << "<br>"
        << html_escaped(sheet.place) << ", " << html_escaped(sheet.date) << "</p>\n<p class=\"name\">"
        << html_escaped(slip.name) << "</p>\n<p class=\"unit\">" << html_escaped(slip.unit)
        << "</p>\n<div class=\"how\"><p>" << words.scan << "</p>\n<p class=\"address\">"
        << html_escaped(sheet.address) << "</p>\n<p>" << words.type << "</p>\n<p>" << words.number << ": <b>"
        << std::to_string(slip.number) << "</b></p>\n<p class=\"code\">";
    append_grouped(out, slip.code);
    out << "</p>\n";
    if (!sheet.mark.empty()) out << "<p>" << words.mark << ": <b>" << sheet.mark << "</b></p>\n";
    out << "<p class=\"keep\">" << words.keep << "</p></div>\n";
    append_qr_svg(out, slip.link);
    out << "\n</article>\n";
    return out;
}

}    // namespace

void append_grouped(SecretText& out, std::string_view code) {
    for (std::size_t i = 0; i < code.size(); i += kCodeGroupLetters) {
        if (i > 0) out << "-";
        out << code.substr(i, kCodeGroupLetters);
    }
}

std::string html_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

void write_slips(const SlipSheet& sheet, std::size_t count, const std::function<Slip(std::size_t)>& slip,
                 const std::function<void(ByteView)>& write) {
    const SlipWords& words = texts::words_in(sheet.language).slip;
    write(bytes_of(head(sheet, words)));
    for (std::size_t i = 0; i < count; ++i) {
        if (i % kSlipsPerSheet == 0) write(bytes_of(i == 0 ? "<section>\n" : "</section>\n<section>\n"));
        write(slip_html(sheet, words, slip(i)).view());
    }
    write(bytes_of(count == 0 ? "</body>\n</html>\n" : "</section>\n</body>\n</html>\n"));
}

}    // namespace vouch::client
