import { describe, expect, it } from "vitest";
import { conferencePages, parsePath, routePath } from "../../src/router/route";

const conference = "0123456789abcdef";

describe("paths", () => {
    it.each(conferencePages)("of the page %s lead back to it", (page) => {
        const route = { page, conference };
        expect(parsePath(routePath(route))).toEqual(route);
    });
    it.each([
        ["/", { page: "front" }],
        ["/organizer", { page: "found" }],
        [`/c/${conference}`, { page: "conference", conference }],
        [`/c/${conference}/`, { page: "conference", conference }],
    ])("%s is known", (path, route) => {
        expect(parsePath(path)).toEqual(route);
    });
    it.each([
        "/c/0123456789ABCDEF",
        "/c/0123456789abcde",
        `/c/${conference}/join`,
        `/c/${conference}/nothing`,
        `/c/${conference}/vote/more`,
        "/organizer/x",
        "",
    ])("%s is nowhere", (path) => {
        expect(parsePath(path)).toEqual({ page: "nowhere" });
    });
});
