// What a page is on paper. SCREENS=folder keeps it.
import { writeFile } from "node:fs/promises";
import { type Page } from "playwright-core";

const screens = process.env["SCREENS"];

/** How many sheets it prints as. */
export async function sheets(page: Page, kept: string): Promise<number> {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    if (screens) await writeFile(`${screens}/${kept}.pdf`, pdf);
    return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
