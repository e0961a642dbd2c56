// One page of all pictures in a folder, for a person to look through: node contact_sheet.mjs FOLDER
// Pictures of one page stand beside each other: NAME-WIDTH-LANGUAGE-SCHEME.png, or NAME-LANGUAGE.png and NAME-LANGUAGE-small.png.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const look = /-(?:\d+-)?[a-z]{2}(?:-(?:light|dark|small))?\.(?:png|pdf)$/;

function groupedBy(all, nameOf) {
    const groups = new Map();
    for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
    return groups;
}

const files = readdirSync(folder).filter((file) => /\.(png|pdf)$/.test(file));
const pages = groupedBy(files.sort(), (file) => file.replace(look, "").replace(/\.(png|pdf)$/, ""));

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
function figure(file) {
    const name = escaped(file);
    const content = file.endsWith(".pdf") ? "on paper" : `<img src="${name}" alt="" loading="lazy">`;
    return `<figure><a href="${name}">${content}</a><figcaption>${name}</figcaption></figure>`;
}
const sections = [...pages].map(
    ([name, looks]) =>
        `<section id="${escaped(name)}"><h2>${escaped(name)}</h2>${looks.map(figure).join("")}</section>`,
);
const list = [...pages.keys()].map((name) => `<a href="#${escaped(name)}">${escaped(name)}</a>`).join(" ");
writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Every page, as it was looked at</title>
<style>
body { font: 1rem sans-serif; margin: 1rem; }
section { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
h2 { flex-basis: 100%; }
figure { margin: 0; width: 18rem; }
img { width: 100%; border: 1px solid; }
</style>
<nav>${list}</nav>
${sections.join("\n")}
`,
);
console.log(`${files.length} pictures of ${pages.size} pages: ${join(folder, "index.html")}`);
