/** What the member's app adds to a page: the card's code, the wait for a new one, sharing, the service worker. */
import "../site/main.css";
import "./app.css";
import "../site/htmx";
import "../site/look";
import "../site/notes";
import "../site/page";
import { showCode } from "./code";
import { fillCode, keepCode } from "./gift";
import { offerPasskeys } from "./passkeys";
import { counts, handOver } from "./share";
import { addUp } from "./times";
import { countDown } from "./wait";

for (const place of document.querySelectorAll<HTMLElement>("[data-card-code]")) void showCode(place);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-wait]")) countDown(button);
for (const place of document.querySelectorAll<HTMLElement>("[data-times]")) addUp(place);

offerPasskeys();

keepCode(new URL(location.href), sessionStorage, (address) => history.replaceState(history.state, "", address));
const gift = document.querySelector<HTMLFormElement>("form[data-gift]");
if (gift) fillCode(gift);

const challenge = document.querySelector<HTMLElement>("[data-challenge]");
if (challenge) void import("./challenge").then(({ meet }) => meet(challenge)); // rare, so not part of what everybody loads

const wechat = document.querySelector<HTMLElement>("[data-wechat]");
let inWeChat = Promise.resolve(false);
if (wechat) inWeChat = import("./wechat").then(({ meet }) => meet(wechat)); // only there

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-share]");
  if (button) void share(button);
});

/** Hand a link over; send the form that says it was shared, where there is one and it is known. */
async function share(button: HTMLElement): Promise<void> {
  const { share: url = "", copied = url, then } = button.dataset;
  const way = await handOver(url, {
    inWeChat: await inWeChat,
    share: navigator.share?.bind(navigator),
    copy: (text) => navigator.clipboard.writeText(text),
  });
  const words = document.querySelector("[data-link]");
  if (way === "copied" && words) words.textContent = copied;
  if (way === "menu") await pointToMenu();
  const form = then && document.querySelector<HTMLFormElement>(then);
  if (form && counts(way)) form.requestSubmit();
}

/** Show where WeChat's menu is, until it is read. */
async function pointToMenu(): Promise<void> {
  const sign = document.querySelector<HTMLDialogElement>("#wechat-menu");
  if (!sign) return;
  sign.showModal();
  await new Promise((closed) => sign.addEventListener("close", closed, { once: true }));
}

/** Where nobody is signed in any more, no card is kept either. */
if (!document.querySelector(".app")) void globalThis.caches?.delete("tessera-member-1");

if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/m/sw.js", { scope: "/m/" });
