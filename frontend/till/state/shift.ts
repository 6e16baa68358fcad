/** Opening and closing a shift. The count is blind: what was expected is known only afterwards. */
import { ref, type Ref } from "vue";
import { works } from "../api/client";
import type { Refusal } from "../api/errors";
import type { Minor, OpenedShift, ShiftReport, TillInfo } from "../api/types";
import type { Delivery, Outcome } from "../lib/delivery";
import type { Pending } from "../lib/outbox";
import type { Ui } from "./ui";

export interface ShiftParts {
  info: Ref<TillInfo>;
  ui: Ui;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  reload: () => Promise<TillInfo>;
  newId?: () => string;
}

export function createShift({ info, ui, delivery, pending, reload, newId = () => crypto.randomUUID() }: ShiftParts) {
  const refusal = ref<Refusal | null>(null);
  const report = ref<ShiftReport | null>(null);

  async function open(floatMinor: Minor): Promise<void> {
    refusal.value = null;
    const work = works.openShift({ request_id: newId(), float_minor: floatMinor });
    await delivery.deliver("openShift", pending("openShift", work), applyOpened);
  }

  async function close(countedMinor: Minor): Promise<void> {
    refusal.value = null;
    const work = works.closeShift({ request_id: newId(), counted_minor: countedMinor });
    await delivery.deliver("closeShift", pending("closeShift", work), applyClosed);
  }

  function applyOpened(outcome: Outcome<OpenedShift>): void {
    if (!outcome.ok) {
      refusal.value = outcome.refusal;
      if (outcome.refusal.code === "sales.shift_open") void catchUp();
      return;
    }
    const { shift_id: id, ...opened } = outcome.answer;
    info.value.shift = { id, ...opened, document_count: 0 };
    report.value = null;
    ui.go("sell");
  }

  /** The shift was opened from another page of this till: go on with that one. */
  async function catchUp(): Promise<void> {
    info.value = await reload();
    if (info.value.shift) ui.go("sell");
  }

  function applyClosed(outcome: Outcome<ShiftReport>): void {
    if (!outcome.ok) {
      refusal.value = outcome.refusal;
      return;
    }
    info.value.shift = null;
    report.value = outcome.answer;
    ui.go("close");
  }

  return { refusal, report, open, close, applyOpened, applyClosed };
}

export type ShiftState = ReturnType<typeof createShift>;
