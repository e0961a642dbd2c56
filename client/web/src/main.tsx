import "./router/fragment"; // first: takes codes and tokens out of the address bar
import "./ui/styles/index.css";
import { render } from "preact";
import { App } from "./app";
import { loadTexts } from "./i18n/dictionary";
import { firstLanguage } from "./i18n/language";
import { keepOwnWords } from "./ui/own_words";
import { beginTheme } from "./ui/theme";

beginTheme();
begin();

/** Nothing can be said before there are words: without a connection this waits for one. */
function begin(): void {
    const root = document.getElementById("app");
    const againMs = 2_000;
    loadTexts(firstLanguage()).then(
        () => {
            if (!root) return;
            keepOwnWords(root);
            render(<App />, root);
        },
        () => setTimeout(begin, againMs),
    );
}
