/** Work that the server asks of a browser before it sends another code: ALTCHA's protocol, a key derived by PBKDF2. */
export interface Challenge {
  parameters: { algorithm: string; cost: number; keyLength: number; keyPrefix: string; nonce: string; salt: string };
  signature: string;
}

export interface Solution {
  counter: number;
  derivedKey: string;
}

const LONGEST = 100_000;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const hexOf = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");

/** The key that `counter` leads to: it is appended to the nonce, in four bytes. */
async function derive(challenge: Challenge, counter: number): Promise<string> {
  const { cost, keyLength, nonce, salt } = challenge.parameters;
  const start = bytesOf(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  new DataView(password.buffer).setUint32(start.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  return hexOf(await crypto.subtle.deriveBits(how, key, keyLength * 8));
}

/** The first counter whose key begins as the server wants it. The browser derives beside the page, which stays awake. */
export async function solve(challenge: Challenge): Promise<Solution> {
  for (let counter = 0; counter < LONGEST; counter += 1) {
    const derivedKey = await derive(challenge, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix)) return { counter, derivedKey };
  }
  throw new Error("no solution");
}

/** Solve what the page asks, and send its form again with the solution. */
export async function meet(place: HTMLElement): Promise<void> {
  const form = place.closest("form");
  const field = form?.querySelector<HTMLInputElement>("input[name=solution]");
  const words = place.querySelector<HTMLElement>("[role=status]");
  const button = form?.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!form || !field || !words || !button) return;
  button.disabled = true;
  try {
    const challenge = JSON.parse(place.dataset.challenge ?? "") as Challenge;
    field.value = btoa(JSON.stringify({ challenge, solution: await solve(challenge) }));
    words.textContent = place.dataset.solved ?? "";
    button.disabled = false;
    form.requestSubmit();
  } catch {
    place.querySelector(".loading")?.remove();
    words.textContent = place.dataset.unable ?? ""; // without a safe connection browsers derive no keys
  }
}
