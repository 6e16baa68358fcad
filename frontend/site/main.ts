/** What every server-rendered page loads: htmx, Alpine and the theme. The policy forbids eval and inline code. */
import Alpine from "@alpinejs/csp";
import htmx from "htmx.org";
import "./main.css";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

/** Django refuses a write without its token; the page carries it in a meta element. */
document.addEventListener("htmx:configRequest", (event) => {
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (token) headers["X-CSRFToken"] = token;
});

Alpine.start();
