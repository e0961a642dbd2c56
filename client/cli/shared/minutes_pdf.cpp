#include "client/cli/shared/minutes_pdf.h"

#include "client/cli/shared/pdf_writer.h"

namespace vouch::client {
namespace {

constexpr double kHalves[] = {0.42, 0.58};    // the body at the left, the authority at the right
constexpr double kNumberShares[] = {0.7, 0.3};
constexpr double kFactShares[] = {0.36, 0.64};
constexpr double kSignatureShares[] = {0.5, 0.5};
constexpr double kTableShares[] = {0.06, 0.38, 0.14, 0.14, 0.14, 0.14};
constexpr double kSignatureSpace = 60;    // to sign in

constexpr Style kBold{.bold = true};
constexpr Style kSmall{.points = 10};
constexpr Style kHead{.points = 10.5, .bold = true, .align = Align::centre};
constexpr Style kFigure{.points = 11, .align = Align::right};

std::string by_hand(std::size_t dots) {
    std::string out;
    while (dots-- > 0) out += "…";
    return out;
}

/// The body with the file's number, beside the authority with place and date.
void letterhead(PdfWriter& paper, const MinutesText& says) {
    const Style left{.points = 12, .bold = true, .align = Align::centre};
    const Style plain{.points = 12, .align = Align::centre};
    const Style date{.points = 12, .italic = true, .align = Align::centre};
    paper.row(std::vector<PdfWriter::Cell>{{says.body, left}, {says.authority, left}}, kHalves, false);
    paper.gap(6);
    paper.row(std::vector<PdfWriter::Cell>{{says.file_number, plain}, {says.place_and_date, date}}, kHalves,
              false);
    paper.gap(22);
    paper.paragraph(says.heading, {.points = 15, .bold = true, .align = Align::centre});
    paper.gap(4);
    paper.paragraph(says.subject, {.points = 12, .bold = true, .align = Align::centre});
    if (!says.rehearsal.empty())
        paper.paragraph(says.rehearsal, {.points = 13, .bold = true, .align = Align::centre});
    paper.gap(14);
}

/// A heading stays with the beginning of what it is about.
void heading(PdfWriter& paper, const std::string& text) {
    paper.gap(10);
    paper.keep_together(70);
    paper.paragraph(text, kBold);
    paper.gap(4);
}

void table(PdfWriter& paper, const MinutesText& says) {
    std::vector<PdfWriter::Cell> head{{says.table_number, kHead}, {says.table_official, kHead}};
    if (!says.officials.empty())
        for (const auto& level : says.officials.front().levels) head.push_back({level.name, kHead});
    paper.row(head, kTableShares, true);
    for (const auto& rated : says.officials) {
        std::vector<PdfWriter::Cell> cells{{rated.number, {.points = 11, .align = Align::centre}},
                                           {rated.name + "\n" + rated.position, {.points = 11}}};
        for (const auto& level : rated.levels) cells.push_back({level.count + "\n" + level.percent, kFigure});
        paper.row(cells, kTableShares, true);
    }
}

/// Two beside each other; the role above the space to sign in, the name below.
void signatures(PdfWriter& paper, const MinutesText& says) {
    const auto& lines = says.signatures;
    const Style role{.points = 12, .bold = true, .align = Align::centre};
    const Style hint{.points = 11, .italic = true, .align = Align::centre};
    const Style name{.points = 12, .bold = true, .align = Align::centre};
    for (std::size_t i = 0; i < lines.size(); i += 2) {
        const MinutesText::Signature none;
        const auto& left = lines[i];
        const auto& right = i + 1 < lines.size() ? lines[i + 1] : none;
        const std::vector<PdfWriter::Cell> roles{{left.role, role}, {right.role, role}};
        const std::vector<PdfWriter::Cell> hints{{left.sign, hint}, {right.sign, hint}};
        const std::vector<PdfWriter::Cell> names{{left.name, name}, {right.name, name}};
        paper.keep_together(paper.row_height(roles, kSignatureShares, false) +
                            paper.row_height(hints, kSignatureShares, false) + kSignatureSpace +
                            paper.row_height(names, kSignatureShares, false));
        paper.row(roles, kSignatureShares, false);
        paper.row(hints, kSignatureShares, false);
        paper.gap(kSignatureSpace);
        paper.row(names, kSignatureShares, false);
        paper.gap(12);
    }
}

void write(PdfWriter& paper, const MinutesText& says) {
    letterhead(paper, says);
    for (const std::string& sentence : says.sentences) paper.paragraph(sentence, {}, 0);
    heading(paper, says.board_heading);
    for (const auto& member : says.board) paper.paragraph(member.name + ": " + by_hand(14), {}, 12);
    heading(paper, says.numbers_heading);
    for (const auto& [name, value] : says.numbers)
        paper.row(std::vector<PdfWriter::Cell>{{name, {}}, {value, {.align = Align::right}}}, kNumberShares,
                  true);
    heading(paper, says.results_heading);
    paper.paragraph(says.base, {});
    paper.gap(4);
    table(paper, says);
    paper.gap(6);
    for (const auto& rated : says.officials)
        if (!rated.consequence.empty()) paper.paragraph(rated.consequence, {});
    heading(paper, says.verification_heading);
    for (const auto& [name, value] : says.verification)
        paper.row(std::vector<PdfWriter::Cell>{{name, kSmall}, {value, kSmall}}, kFactShares, false);
    paper.gap(10);
    paper.paragraph(says.closing, {});
    heading(paper, says.signatures_heading);
    signatures(paper, says);
}

}    // namespace

std::string minutes_pdf(const MinutesText& says) {
    return pdf_of(says.heading, [&says](PdfWriter& paper) { write(paper, says); });
}

}    // namespace vouch::client
