// How many officials a page of the hall screen takes, and how large their names are. Lengths are in em of the screen: a
// hundredth of the width of a 16:9 picture.

/** A letter of 63 of 1080 lines is read from 20 metres on a screen four metres wide. */
export const legible = 3.3;
/** The least that an overview may have: it is for the shape of the whole, and each official's page follows. */
const leastInOverview = 1.3;

const letter = 0.58; // an average letter's width, as a part of its size
const lineHeight = 1.2;
const barAndGap = 1.25; // below a name, as parts of the name's size
const mostColumns = 5;
const mostLines = 4;
const gap = 1.6;
const room = { width: 95, height: 33 };

export interface Shape {
    readonly columns: number;
    readonly rows: number;
    readonly size: number;
}

/** The largest size at which a name of so many letters, with its bar below, fits a cell. */
function sizeIn(columns: number, rows: number, letters: number): number {
    const width = (room.width - gap * (columns - 1)) / columns;
    let best = 0;
    for (let lines = 1; lines <= mostLines; ++lines) {
        const ofWidth = (width * lines) / (letter * letters * (lines === 1 ? 1 : 1.15)); // lines break between words
        const ofHeight = room.height / rows / (lines * lineHeight + barAndGap);
        best = Math.max(best, Math.min(ofWidth, ofHeight, legible));
    }
    return best;
}

/** How an overview page of so many officials is laid out, the longest name being of so many letters. */
export function shapeOf(officials: number, letters: number): Shape {
    let best: Shape = { columns: 1, rows: officials, size: 0 };
    for (let columns = 1; columns <= mostColumns; ++columns) {
        const rows = Math.ceil(officials / columns);
        const size = sizeIn(columns, rows, letters);
        if (size > best.size) best = { columns, rows, size };
    }
    return best;
}

/** All officials on one page, or where their names are too long for that, on as few as keep them legible from the middle. */
export function overviewPages<T>(officials: readonly T[], letters: number): T[][] {
    for (let pages = 1; pages < officials.length; ++pages) {
        const parts = evenly(officials, pages);
        if (shapeOf(parts[0]?.length ?? 0, letters).size >= leastInOverview) return parts;
    }
    return evenly(officials, Math.max(1, officials.length));
}

/** Parts as even as they can be, larger ones first: 17 on 5 pages are 4, 4, 3, 3 and 3. */
function evenly<T>(all: readonly T[], pages: number): T[][] {
    const least = Math.floor(all.length / pages);
    const more = all.length % pages;
    return Array.from({ length: pages }, (_, page) => {
        const from = page * least + Math.min(page, more);
        return all.slice(from, from + least + (page < more ? 1 : 0));
    });
}

/** Pages that hold what fits of `heights` one below the other, as few as that takes, and even where even ones fit. What
    is higher than a page has one to itself. Answers the places of each page's first and of what follows its last. */
export function packed(heights: readonly number[], height: number): [number, number][] {
    const pages: [number, number][] = [];
    let used = 0;
    heights.forEach((one, at) => {
        const page = pages.at(-1);
        if (page && used + one <= height) {
            page[1] = at + 1;
            used += one;
        } else {
            pages.push([at, at + 1]);
            used = one;
        }
    });
    const even = evenly(
        heights.map((one, at) => ({ one, at })),
        pages.length,
    );
    const fits = even.every((part) => part.reduce((sum, { one }) => sum + one, 0) <= height);
    if (!fits || pages.length === 0) return pages;
    return even.map((part) => [part[0]?.at ?? 0, (part.at(-1)?.at ?? 0) + 1]);
}
