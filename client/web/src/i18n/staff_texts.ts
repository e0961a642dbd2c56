// The texts of the organizer's, the counting board's and the witnesses' pages, loaded with them.
import { staffSources } from "../gen/staff_texts";
import { Dictionary } from "./dictionary";

export const staffTexts = new Dictionary(staffSources);
