/** What begins a line, as it stands within one: "tiếng Việt" of "Tiếng Việt". */
export function lowerAtStart(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
