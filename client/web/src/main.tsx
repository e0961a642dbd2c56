import "./router/fragment"; // first: takes codes and tokens out of the address bar
import "./ui/styles/index.css";
import { render } from "preact";
import { App } from "./app";
import { applyTheme } from "./ui/theme";

applyTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
