// The route of the page and how to get to another one without loading anew.
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { parsePath, type Route, routePath } from "./route";

const RouteContext = createContext<Route>({ page: "front" });
const listeners = new Set<() => void>();

export function navigate(route: Route): void {
    history.pushState(null, "", routePath(route));
    scrollTo(0, 0);
    for (const listener of listeners) listener();
}

export function RouteProvider({ children }: { children: ComponentChildren }) {
    const [route, setRoute] = useState<Route>(() => parsePath(location.pathname));
    useEffect(() => {
        const look = () => {
            setRoute(parsePath(location.pathname));
        };
        listeners.add(look);
        addEventListener("popstate", look);
        return () => {
            listeners.delete(look);
            removeEventListener("popstate", look);
        };
    }, []);
    return <RouteContext.Provider value={route}>{children}</RouteContext.Provider>;
}

export function useRoute(): Route {
    return useContext(RouteContext);
}

interface LinkProps {
    readonly to: Route;
    readonly class?: string;
    readonly children: ComponentChildren;
}

/** A link of the page: a plain click stays in it, everything else (new tab, keyboard modifiers) is the browser's. */
export function Link({ to, class: className, children }: LinkProps) {
    const follow = (event: MouseEvent) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to);
    };
    return (
        <a href={routePath(to)} class={className} onClick={follow}>
            {children}
        </a>
    );
}
