/** Some fields of an object, by name: where one thing hands on what another one knows, each field is named once. */
export function pick<T, K extends keyof T>(from: T, names: readonly K[]): Readonly<Pick<T, K>> {
    return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
