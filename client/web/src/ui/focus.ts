// Where a person is led to within a page.

/** Brings a place of the page into sight, and gives the focus to what names it there. */
export function leadTo(place: Element | null, name: Element | null | undefined): void {
    place?.scrollIntoView({ block: "start" });
    if (name instanceof HTMLElement) name.focus({ preventScroll: true });
}
