/** What so many of something come to, told beside the field that asks how many. */
export function addUp(place: HTMLElement): void {
  const field = document.querySelector<HTMLInputElement>(place.dataset.times ?? "");
  const told = place.querySelector<HTMLElement>("[data-each]");
  if (!field || !told) return;
  const say = (): void => {
    const times = Number.parseInt(field.value, 10);
    place.hidden = !(times > 0);
    told.textContent = (times * Number(told.dataset.each)).toLocaleString("en");
  };
  field.addEventListener("input", say);
  say();
}
