/** What begins a line, as it stands within one: "tiếng Việt" of "Tiếng Việt". */
export function lowerAtStart(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
/** What stands within a line, as it begins one: "Quý vị" of "quý vị". */
export function upperAtStart(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
