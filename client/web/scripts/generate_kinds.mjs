// Makes the numbers of entries' kinds from the one table of them, which is C++ (election/kinds.h).
import { readFileSync, writeFileSync } from "node:fs";

export function generateKinds(header, out) {
    const listed = /enum class Kind : std::uint32_t \{([^}]*)\}/.exec(readFileSync(header, "utf8"));
    if (!listed) throw new Error(`${header} has no list of kinds`);
    const kinds = [...listed[1].matchAll(/(\w+) = (\d+),/g)].map(([, name, number]) => {
        const inCamelCase = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
        return `    ${inCamelCase} = ${number},\n`;
    });
    writeFileSync(
        `${out}/kinds.ts`,
        `// Made by scripts/generate_kinds.mjs.\n\n/** Numbers of entries' kinds, as they travel. */\nexport enum Kind {\n${kinds.join("")}}\n`,
    );
}
