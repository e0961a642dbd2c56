// The texts of the organizer's and the counting board's pages, loaded with them: the files of staff/, one after the other.
import { dictionaries } from "../gen/staff_texts";
import { type Texts } from "./language";

export type StaffDictionary = (typeof dictionaries)["vi"];
export const staffTexts: Texts<StaffDictionary> = dictionaries;
