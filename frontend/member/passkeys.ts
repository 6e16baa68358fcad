/** Making and using a passkey: ask the server what to ask the device, and bring its answer back. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";

async function post(address: string, body?: unknown): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  return fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body: body === undefined ? null : JSON.stringify(body) });
}

function complain(words: string): void {
  const place = document.querySelector<HTMLElement>("[data-passkey-problem]");
  if (!place) return;
  place.textContent = words;
  place.hidden = false;
}

async function run(button: HTMLElement): Promise<void> {
  const { begin = "", finish = "", stopped = "", passkey } = button.dataset;
  try {
    const optionsJSON = await (await post(begin)).json();
    const answer = passkey === "add" ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
    const told = (await (await post(finish, answer)).json()) as { next?: string; message?: string };
    if (told.next) location.assign(told.next);
    else complain(told.message ?? stopped);
  } catch {
    complain(stopped); // whoever turns the device's question away has not failed
  }
}

/** Buttons for passkeys; hidden where the browser knows none. */
export function offerPasskeys(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-passkey]")) {
    button.hidden = !browserSupportsWebAuthn();
    button.addEventListener("click", () => void run(button));
  }
}
