// Which page of the result the screens in the hall show, as an organizer of the conference steers it.
import { equal } from "../crypto/bytes";
import { type State } from "../election/state";
import { type BulletinReader } from "./bulletins";

export interface HallScreen {
    readonly page: number; // from 0; any number, taken modulo what a screen has
    readonly held: boolean; // otherwise pages turn by themselves, from this one on
    /** Another number is another press. */
    readonly number: string;
}

/** The last that any organizer said; nothing where nobody did. */
export function hallScreenOf(bulletins: BulletinReader, { manifest }: State): HallScreen | undefined {
    const said = bulletins
        .all("hallScreen")
        .filter(({ key }) => manifest.organizers.some((organizer) => equal(organizer, key)))
        .sort((a, b) => Number(b.number - a.number))[0];
    return said && { page: said.value.page, held: said.value.held, number: said.number.toString() };
}
