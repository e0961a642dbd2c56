/** A whole number's digits in groups of three. */
export function grouped(value: number | bigint, separator: string): string {
    return String(value).replace(/\B(?=(\d{3})+$)/g, separator);
}
