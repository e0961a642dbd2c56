// What a person at the desk is told of their number: what helps depends on where the vote stands, and on what the log has.
import { type DeviceView } from "../service/device_view";
import { type DeskFacts } from "./messages";

export function deskFacts(view: DeviceView, number: number, typed: boolean): DeskFacts {
    const place = view.state.place(number);
    const checkedIn = place?.pk ? "checkedIn" : "no";
    return {
        number,
        typed,
        moment: momentOf(view),
        taken: place?.paper ? "paper" : checkedIn,
        since: place?.takenAt ?? 0,
    };
}

/** The view's state stops at the confirmed open. */
function momentOf({ state, closeIndex, annulled }: DeviceView): DeskFacts["moment"] {
    const over = closeIndex !== undefined || annulled;
    return !over && (state.phase === "setup" || state.phase === "voting") ? state.phase : "over";
}
