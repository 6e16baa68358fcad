/** What the member's app adds to a page: the card's code, the wait for a new one, sharing, the service worker. */
import "../site/main.css";
import "./app.css";
import "../site/htmx";
import "../site/look";
import "../site/notes";
import "../site/page";
import { showCode } from "./code";
import { offerPasskeys } from "./passkeys";
import { countDown } from "./wait";

for (const place of document.querySelectorAll<HTMLElement>("[data-card-code]")) void showCode(place);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-wait]")) countDown(button);

offerPasskeys();

const challenge = document.querySelector<HTMLElement>("[data-challenge]");
if (challenge) void import("./challenge").then(({ meet }) => meet(challenge)); // rare, so not part of what everybody loads

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-share]");
  if (button) void share(button);
});

/** Hand a link to another app; where the browser cannot, copy it and say so. */
async function share(button: HTMLElement): Promise<void> {
  const url = button.dataset.share ?? "";
  if (navigator.share) {
    const done = await navigator.share({ url }).then(() => true, () => false); // whoever changes their mind has not failed
    if (done) tell(button);
    return;
  }
  await navigator.clipboard.writeText(url);
  const words = document.querySelector("[data-link]");
  if (words) words.textContent = button.dataset.copied ?? url;
  setTimeout(() => tell(button), 1200); // the words are read first
}

/** Send the form that says it was shared, where there is one. */
function tell(button: HTMLElement): void {
  const form = button.dataset.then && document.querySelector<HTMLFormElement>(button.dataset.then);
  if (form) form.requestSubmit();
}

/** Where nobody is signed in any more, no card is kept either. */
if (!document.querySelector(".app")) void globalThis.caches?.delete("tessera-member-1");

if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/m/sw.js", { scope: "/m/" });
