// Tiếng Việt for the organizer's and the counting board's pages. One word for one thing, as in the participant's.
import { vi as board } from "./staff/board.vi";
import { vi as found } from "./staff/found.vi";
import { vi as organizer } from "./staff/organizer.vi";
import { vi as work } from "./staff/work.vi";

export const vi = { ...work, ...found, ...organizer, ...board };

export type StaffDictionary = typeof vi;
