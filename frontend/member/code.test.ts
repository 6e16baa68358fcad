import { expect, it } from "vitest";
import { codeAt } from "./code";

/** The same figures stand in src/tessera/members/tests/test_shown.py: both sides must make the same code. */
it("makes the code that the server expects", async () => {
  const code = await codeAt("M" + "2".repeat(26), "00".repeat(32), 1_767_225_600_000);
  expect(code).toBe("M" + "2".repeat(26) + "GPAKE7DJQ8DFB");
});

it("changes with the minute, not within it", async () => {
  const at = (seconds: number) => codeAt("M", "ab".repeat(32), 1_767_225_600_000 + seconds * 1000);
  expect(await at(59)).toBe(await at(0));
  expect(await at(60)).not.toBe(await at(0));
});
