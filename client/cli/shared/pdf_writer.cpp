#include "client/cli/shared/pdf_writer.h"

#include <cairo-pdf.h>
#include <fmt/core.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <stdexcept>

namespace vouch::client {
namespace {

// ISO A4, with the margins of Vietnamese official papers: 30 mm at the binding, 20 mm elsewhere.
constexpr double kMillimetre = 72 / 25.4;
constexpr double kWidth = 210 * kMillimetre, kHeight = 297 * kMillimetre;
constexpr double kLeft = 30 * kMillimetre, kRight = 20 * kMillimetre;
constexpr double kTop = 20 * kMillimetre, kFoot = 20 * kMillimetre;
constexpr double kTextWidth = kWidth - kLeft - kRight;
constexpr double kCellPadding = 3, kRule = 0.5;

/// A face in the manner of Times with every Vietnamese letter; where it is not installed, the system's own.
constexpr const char* kSerif = "FreeSerif, Times New Roman, serif";

struct Release {
    void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

}    // namespace

struct PdfWriter::Surface {
    explicit Surface(std::string& out)
        : surface(cairo_pdf_surface_create_for_stream(append, &out, kWidth, kHeight)),
          context(cairo_create(surface.get())),
          fonts(pango_cairo_font_map_new()),
          text_context(pango_font_map_create_context(fonts.get())) {
        pango_cairo_update_context(context.get(), text_context.get());
    }

    Owned<PangoLayout> layout(std::string_view text, const Style& style, double width) const {
        Owned<PangoLayout> layout(pango_layout_new(text_context.get()));
        const Owned<PangoFontDescription> font(pango_font_description_from_string(kSerif));
        pango_font_description_set_absolute_size(font.get(), style.points * PANGO_SCALE);
        pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(font.get(), style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);    // a long word must not leave the page
        constexpr PangoAlignment kAlignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
        pango_layout_set_alignment(layout.get(), kAlignments[static_cast<std::size_t>(style.align)]);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }
    void show(PangoLayout* layout, double x, double y) const {
        cairo_move_to(context.get(), x, y);
        pango_cairo_show_layout(context.get(), layout);
    }

    Owned<cairo_surface_t> surface;
    Owned<cairo_t> context;
    Owned<PangoFontMap> fonts;    // the default one is never given back
    Owned<PangoContext> text_context;
};

namespace {

double height_of(PangoLayout* layout) {
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

}    // namespace

PdfWriter::PdfWriter(Surface& surface) : surface_(surface), y_(kTop) {}

void PdfWriter::number_page() {
    if (pages_ == 0) return;
    const Style style{.points = 10, .align = Align::centre};
    const auto number = surface_.layout(fmt::format("{}/{}", page_, pages_), style, kTextWidth);
    surface_.show(number.get(), kLeft, kHeight - kFoot / 2 - height_of(number.get()));
}

void PdfWriter::next_page() {
    number_page();
    cairo_show_page(surface_.context.get());
    ++page_;
    y_ = kTop;
}

void PdfWriter::keep_together(double height) {
    if (y_ > kTop && y_ + height > kHeight - kFoot) next_page();
}

void PdfWriter::paragraph(std::string_view text, const Style& style, double indent) {
    const auto layout = surface_.layout(text, style, kTextWidth - indent);
    const double height = height_of(layout.get());
    keep_together(height);
    surface_.show(layout.get(), kLeft + indent, y_);
    y_ += height;
}

double PdfWriter::row_height(std::span<const Cell> cells, std::span<const double> shares, bool ruled) {
    const double padding = ruled ? kCellPadding : 0;
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto layout =
            surface_.layout(cells[i].text, cells[i].style, kTextWidth * shares[i] - 2 * padding);
        height = std::max(height, height_of(layout.get()));
    }
    return height + 2 * padding;
}

void PdfWriter::row(std::span<const Cell> cells, std::span<const double> shares, bool ruled) {
    const double padding = ruled ? kCellPadding : 0;
    const double height = row_height(cells, shares, ruled);
    keep_together(height);
    double x = kLeft;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double width = kTextWidth * shares[i];
        const auto layout = surface_.layout(cells[i].text, cells[i].style, width - 2 * padding);
        surface_.show(layout.get(), x + padding, y_ + padding);
        if (ruled) {
            cairo_set_line_width(surface_.context.get(), kRule);
            cairo_rectangle(surface_.context.get(), x, y_, width, height);
            cairo_stroke(surface_.context.get());
        }
        x += width;
    }
    y_ += height;
}

std::string pdf_of(const std::string& title, const std::function<void(PdfWriter&)>& write) {
    std::size_t pages = 0;
    std::string out;
    for (const bool counting : {true, false}) {
        out.clear();
        PdfWriter::Surface surface(out);
        cairo_pdf_surface_set_metadata(surface.surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
        PdfWriter paper(surface);
        if (!counting) paper.pages_ = pages;
        write(paper);
        paper.number_page();
        pages = paper.page_;
        cairo_surface_finish(surface.surface.get());
        const cairo_status_t status = cairo_surface_status(surface.surface.get());
        if (status != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error(std::string("the PDF cannot be made: ") +
                                     cairo_status_to_string(status));
    }
    return out;
}

}    // namespace vouch::client
