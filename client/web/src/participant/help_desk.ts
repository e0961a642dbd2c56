// What a person at the help desk is told of their number: what helps depends on where the vote stands, and on what the log has.
import { type DeviceView } from "../service/device_view";
import { type HelpDeskFacts } from "./messages";

export function helpDeskFacts(view: DeviceView, number: number, typed: boolean): HelpDeskFacts {
    const record = view.state.rollRecord(number);
    const checkedIn = record?.pk ? "checkedIn" : "no";
    return {
        number,
        typed,
        moment: momentOf(view),
        taken: record?.paper ? "paper" : checkedIn,
        since: record?.takenAt ?? 0,
    };
}

/** The view's state stops at the confirmed open. */
function momentOf({ state, closeIndex, annulled }: DeviceView): HelpDeskFacts["moment"] {
    const over = closeIndex !== undefined || annulled;
    return !over && (state.phase === "setup" || state.phase === "voting") ? state.phase : "over";
}
