/** Labels for the label printer: the server writes them, the agent on this PC prints them. */

interface Written {
  raw: string;
  address: string;
  token: string;
}

async function write(form: HTMLFormElement): Promise<Written | string> {
  const response = await fetch(form.dataset.labels ?? "", { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
  return response.ok ? ((await response.json()) as Written) : "";
}

async function print(form: HTMLFormElement): Promise<boolean> {
  const written = await write(form);
  if (typeof written === "string") return false;
  const response = await fetch(`${written.address}/jobs?wait=8`, {
    method: "POST",
    headers: { Authorization: `Bearer ${written.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ id: crypto.randomUUID(), printer: "labels", raw: written.raw }),
    credentials: "omit",
  });
  if (!response.ok) return false;
  const told = (await response.json()) as { state: string; code: string };
  return told.state === "printed" || (told.state === "printing" && told.code === ""); // a long roll takes its time
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("[data-labels-print]");
  const form = button?.form;
  if (!button || !form) return;
  const said = form.querySelector<HTMLElement>("[data-labels-said]");
  button.disabled = true;
  void print(form)
    .catch(() => false)
    .then((done) => {
      button.disabled = false;
      if (said) said.textContent = (done ? form.dataset.sent : form.dataset.failed) ?? "";
    });
});
