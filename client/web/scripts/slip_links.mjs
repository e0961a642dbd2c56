// What the QR codes on a page of slips say, one "number link" a line: node slip_links.mjs slips.html
// For `./run demo --web`, which has nobody with a camera. The page is one that `vouch organizer slips` wrote: its codes are
// squares of one unit, runs of them drawn as "M column row h length v1 …".
import { readFileSync } from "node:fs";
import decodeQR from "qr/decode.js";

const pixelsPerSquare = 6;

/** The code's picture in RGBA, black on white. */
function draw(side, path) {
    const size = side * pixelsPerSquare;
    const data = new Uint8Array(4 * size * size).fill(255);
    for (const [, column, row, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
        for (let y = row * pixelsPerSquare; y < (+row + 1) * pixelsPerSquare; ++y) {
            const from = y * size + column * pixelsPerSquare;
            for (let x = 0; x < run * pixelsPerSquare; ++x) data.fill(0, 4 * (from + x), 4 * (from + x) + 3);
        }
    }
    return { width: size, height: size, data };
}

const page = readFileSync(process.argv[2], "utf8");
for (const [, side, path] of page.matchAll(/<svg viewBox="0 0 (\d+) \d+"><path d="([^"]+)"/g)) {
    const link = decodeQR(draw(Number(side), path));
    process.stdout.write(`${link.split(".").at(-3)} ${link}\n`);
}
