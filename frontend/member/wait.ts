/** A button that can be pressed again after so many seconds, and says how many are left. */
export function countDown(button: HTMLButtonElement): void {
  let left = Number(button.dataset.wait);
  const place = button.querySelector<HTMLElement>("[data-wait-left]");
  button.disabled = left > 0;
  const tick = setInterval(() => {
    left -= 1;
    button.disabled = left > 0;
    if (place) place.textContent = left > 0 ? ` ${left}` : "";
    if (left <= 0) clearInterval(tick);
  }, 1000);
}
