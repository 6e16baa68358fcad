/** Registering somebody: what is asked of them, and the proof that a phone is theirs. */
import { computed, reactive, ref } from "vue";
import type { Client } from "../api/client";
import type { CodePurpose, Joining, NewMember } from "../api/joining";
import { normalised } from "../lib/money";

type Codes = Pick<Client, "sendCode" | "checkCode">;
const DIGITS = 6;

/** A phone without the blanks and hyphens that people write into it. */
export const bare = (text: string): string => normalised(text).replaceAll(/[\s-]/g, "");

/** Whether who was born on `birthday` is under age on the day `today`; both as YYYY-MM-DD. The server has the last word. */
export function isChild(birthday: string, today: string, adultAge: number): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(birthday)) return false;
  return String(Number(birthday.slice(0, 4)) + adultAge).padStart(4, "0") + birthday.slice(4) > today;
}

/** One phone on its way to being proven. Another number begins anew. */
export function createProving(client: Codes, purpose: CodePurpose, newId: () => string = () => crypto.randomUUID()) {
  const phone = ref("");
  const code = ref("");
  const sentTo = ref("");
  const problem = ref<Error | null>(null);
  const asking = ref(false);
  const held = ref({ phone: "", proof: "" });
  const proof = computed(() => (held.value.phone === bare(phone.value) ? held.value.proof : ""));
  const sent = computed(() => sentTo.value !== "" && sentTo.value === bare(phone.value) && !proof.value);
  const complete = computed(() => bare(phone.value).length >= 5);

  async function ask(work: () => Promise<void>): Promise<void> {
    if (asking.value) return;
    asking.value = true;
    problem.value = null;
    try {
      await work();
    } catch (error) {
      problem.value = error as Error;
    } finally {
      asking.value = false;
    }
  }

  /** Send the digits to the phone; the customer reads them out. */
  const send = (): Promise<void> =>
    ask(async () => {
      const number = bare(phone.value);
      await client.sendCode({ request_id: newId(), phone: number, purpose });
      sentTo.value = number;
      code.value = "";
    });

  /** Hold what was read out against what was sent, as soon as it is whole. */
  async function check(): Promise<void> {
    const number = bare(phone.value);
    const digits = bare(code.value);
    if (!sent.value || digits.length !== DIGITS) return;
    await ask(async () => {
      const answer = await client.checkCode({ phone: number, purpose, code: digits });
      held.value = { phone: number, proof: answer.proof };
    });
    if (problem.value) code.value = "";
  }

  return reactive({ phone, code, sent, proof, complete, problem, asking, send, check });
}

export type Proving = ReturnType<typeof createProving>;

/** The answers to what is asked: nothing is ticked beforehand. */
export function createConsents() {
  const asked = ref<Joining>({ code_needed: true, adult_age: 14, texts: [] });
  const ticked = ref<Record<string, boolean>>({});

  const shown = (child: boolean) => asked.value.texts.filter((text) => !child || text.for_children);
  const complete = (child: boolean): boolean =>
    asked.value.texts.length > 0 && shown(child).every((text) => !text.required || ticked.value[text.purpose]);
  const answers = (child: boolean): NewMember["consents"] =>
    shown(child).map(({ purpose, version }) => ({ purpose, version, given: ticked.value[purpose] === true }));

  return { asked, ticked, shown, complete, answers };
}
