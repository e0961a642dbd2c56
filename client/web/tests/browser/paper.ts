// What a page is on paper. SCREENS=folder keeps it.
import { writeFile } from "node:fs/promises";
import { type Page } from "playwright-core";

const screens = process.env["SCREENS"];

export interface Printed {
    readonly pdf: Buffer;
    readonly sheets: number;
}
export async function print(page: Page): Promise<Printed> {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    return { pdf, sheets: pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0 };
}

/** How many sheets it prints as. */
export async function sheets(page: Page, kept: string): Promise<number> {
    const printed = await print(page);
    if (screens) await writeFile(`${screens}/${kept}.pdf`, printed.pdf);
    return printed.sheets;
}
