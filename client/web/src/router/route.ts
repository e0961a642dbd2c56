// Every page has a path of its own, so that it can be linked, reloaded and gone back to.
//
//   /                      the front page            /organizer    an organizer creates a conference
//   /witness               a witness makes a key, before there is a conference
//   /c/ID                  the conference's page, for anyone; with a slip's code after "#" it becomes /c/ID/vote
//   /c/ID/vote             the participant's page: goes on where this device stopped
//   /c/ID/kiosk            the same on a tablet that many share
//   /c/ID/check            a second device checks a challenge
//   /c/ID/hall  results  minutes  verify  lookup  organizer  board  witness

export const conferencePages = [
    "conference",
    "vote",
    "kiosk",
    "check",
    "hall",
    "results",
    "minutes",
    "verify",
    "lookup",
    "organizer",
    "board",
    "witness",
] as const;
export type ConferencePage = (typeof conferencePages)[number];

export type Route =
    | { readonly page: "front" }
    | { readonly page: "found" }
    | { readonly page: "witnessKey" }
    | { readonly page: "nowhere" }
    | { readonly page: ConferencePage; readonly conference: string };

export function parsePath(path: string): Route {
    if (path === "/") return { page: "front" };
    if (path === "/organizer") return { page: "found" };
    if (path === "/witness") return { page: "witnessKey" };
    const parts = /^\/c\/([0-9a-f]{16})(?:\/([a-z]+))?\/?$/.exec(path);
    const conference = parts?.[1];
    if (conference === undefined) return { page: "nowhere" };
    const name = parts?.[2];
    const page = conferencePages.find((known) => known === (name ?? "conference"));
    if (page === undefined || name === "conference") return { page: "nowhere" };
    return { page, conference };
}

export function routePath(route: Route): string {
    switch (route.page) {
        case "front":
        case "nowhere":
            return "/";
        case "found":
            return "/organizer";
        case "witnessKey":
            return "/witness";
        case "conference":
            return `/c/${route.conference}`;
        default:
            return `/c/${route.conference}/${route.page}`;
    }
}
