import "./router/fragment"; // first: takes codes and tokens out of the address bar
import "./ui/styles/index.css";
import { render } from "preact";
import { App } from "./app";
import { beginTheme } from "./ui/theme";

beginTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
