// English for the organizer's and the counting board's pages.
import { en as board } from "./staff/board.en";
import { en as found } from "./staff/found.en";
import { en as organizer } from "./staff/organizer.en";
import { en as work } from "./staff/work.en";
import { type StaffDictionary } from "./staff.vi";

export const en: StaffDictionary = { ...work, ...found, ...organizer, ...board };
