// The pages that anyone may see: one chunk of the bundle, loaded when one of them is gone to.
import "./styles/public.css";
import "./styles/sheet.css";
import "./styles/hall.css";
import "./styles/hall_panels.css";
import "./styles/hall_result.css";

export { ConferencePage } from "./conference_page";
export { HallPage } from "./hall_page";
export { LookupPage } from "./lookup_page";
export { MinutesPage } from "./minutes_page";
export { ResultsPage } from "./results_page";
export { VerifyPage } from "./verify_page";
