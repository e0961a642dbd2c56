// The texts of the organizer's and the counting board's pages, loaded with them.
import { type Texts } from "./language";
import { en } from "./staff.en";
import { type StaffDictionary, vi } from "./staff.vi";

export const staffTexts: Texts<StaffDictionary> = { vi, en };
