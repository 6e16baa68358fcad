/** Texts in the reader's language, out of the same gettext catalogues as the server's pages. */
export interface Catalogue {
  language: string;
  messages: Record<string, string | string[]>;
}

type Params = Record<string, string | number>;

let catalogue: Catalogue = { language: "en", messages: {} };

export function useCatalogue(next: Catalogue): void {
  catalogue = next;
}

function fill(text: string, params: Params): string {
  return text.replaceAll(/%\((\w+)\)s/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The text for an English source text, with its `%(name)s` filled in. */
export function t(source: string, params: Params = {}): string {
  const found = catalogue.messages[source];
  return fill(typeof found === "string" ? found : (found?.[0] ?? source), params);
}

/** The form for `n`; `%(n)s` is filled in. Chinese has one form, English two. */
export function tn(one: string, many: string, n: number, params: Params = {}): string {
  const found = catalogue.messages[one];
  const singular = new Intl.PluralRules(catalogue.language).select(n) === "one";
  const forms = found === undefined ? [one, many] : typeof found === "string" ? [found] : found;
  return fill((singular ? forms[0] : (forms[1] ?? forms[0])) ?? many, { n, ...params });
}
