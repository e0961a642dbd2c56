// Nothing is exported from src that no other file takes, and nothing stands there for the tests alone: what is shipped and what is
// tested are the same. Ends with 1, and a line for each export that is found. A type may be exported with the function that names it.
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const looked = (name) => /^src\/(?!gen\/)/.test(name);

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();
const files = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
const nameOf = (file) => relative(root, file.fileName).replaceAll("\\", "/");

/** By symbol: the names of the files that use it. */
const users = new Map();
function use(symbol, file) {
    const before = users.get(symbol);
    if (before) before.add(nameOf(file));
    else users.set(symbol, new Set([nameOf(file)]));
}
/** A name that comes from another file stands for an export, which may be handed on from a third. */
function useAll(name, file) {
    let symbol = ts.isShorthandPropertyAssignment(name.parent)
        ? checker.getShorthandAssignmentValueSymbol(name.parent)
        : checker.getSymbolAtLocation(name);
    if (symbol?.declarations?.some((declaration) => declaration.name === name)) return; // here it is declared
    while (symbol) {
        use(symbol, file);
        const isAlias = symbol.flags & ts.SymbolFlags.Alias;
        symbol = isAlias ? checker.getImmediateAliasedSymbol(symbol) : undefined;
    }
}
function look(node, file) {
    if (ts.isExportDeclaration(node)) return;
    if (ts.isIdentifier(node)) useAll(node, file);
    ts.forEachChild(node, (child) => look(child, file));
}
for (const file of files) look(file, file);

function complaint(symbol, own) {
    const taking = [...(users.get(symbol) ?? [])];
    const isType = (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
    const others = isType ? taking : taking.filter((name) => name !== own);
    if (others.length === 0) return "nobody takes it";
    return taking.every((name) => name.startsWith("tests/")) ? "the tests alone take it" : undefined;
}
for (const file of files) {
    const module = checker.getSymbolAtLocation(file);
    if (!module || !looked(nameOf(file))) continue;
    for (const symbol of checker.getExportsOfModule(module)) {
        const wrong = complaint(symbol, nameOf(file));
        if (wrong === undefined) continue;
        console.error(`${nameOf(file)}: ${symbol.name}: ${wrong}`);
        process.exitCode = 1;
    }
}
