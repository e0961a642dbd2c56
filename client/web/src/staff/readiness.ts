// "My key file was opened", said by a member of the board on a day, so that the open keys can be counted the day before.
import { equal } from "../crypto/bytes";
import { type Trustee } from "../election/bodies";
import { type Desk } from "./desk";

/** The last day on which that member said so, ISO 8601; nothing where it never did. */
export function readyDay({ bulletins }: Desk, { signKey }: Pick<Trustee, "signKey">): string | undefined {
    const said = bulletins.all("ready").find(({ key }) => equal(key, signKey));
    return said && /^\d{4}-\d{2}-\d{2}$/.test(said.value.day) ? said.value.day : undefined;
}
