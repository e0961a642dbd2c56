// The participants' guide as the sheet of paper that is handed out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";
import { type Page } from "playwright-core";

const style = `@page { size: A4; margin: 12mm 15mm; }
    body { font: 10pt/1.35 "DejaVu Sans", sans-serif; margin: 0; }
    h1 { font-size: 16pt; margin: 0 0 5pt; }
    p, ol { margin: 4pt 0; }
    ol { padding-left: 16pt; }
    li { margin: 2pt 0; }
    img { border: 0.5pt solid #999; border-radius: 4pt; margin-right: 4%; width: 15%; }
    table { border-collapse: collapse; font-size: 9pt; width: 100%; }
    td, th { border: 0.5pt solid #999; padding: 2pt 5pt; text-align: left; vertical-align: top; }
    td:first-child { width: 42%; }`;

/** The page shows `docs`/`language`/participant.md, its pictures with it. */
export async function showLeaflet(page: Page, docs: string, language: string): Promise<void> {
    const text = readFileSync(join(docs, language, "participant.md"), "utf8");
    const body = (await marked.parse(text)).replaceAll(/src="\.\.\/(images\/[^"]+)"/g, (_, image: string) => {
        return `src="data:image/png;base64,${readFileSync(join(docs, image)).toString("base64")}"`;
    });
    const head = `<meta charset="utf-8"><title>Vouch</title><style>${style}</style>`;
    await page.setContent(
        `<!doctype html><html lang="${language}"><head>${head}</head><body>${body}</body></html>`,
    );
}
