/** What every page of a conference is given. */
export interface ConferencePageProps {
    /** 16 hex digits. */
    readonly conference: string;
}
