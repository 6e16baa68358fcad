import { describe, expect, it } from "vitest";
import { solve } from "./challenge";

/** As the server's library made and solved it. */
const CHALLENGE = {"parameters": {"algorithm": "PBKDF2/SHA-256", "cost": 50, "keyLength": 32, "keyPrefix": "cd7b15ae45b1467317c2d0eb1553ab30", "nonce": "d84adaad7efa41391582679b326ac70a", "salt": "835f9b17c70781b751871ba7583ff079"}, "signature": "3a661f0f5de4eb75ff9a99a5cc076ed0a4ad2feffd96fb7a993ef834218b9c57"};

describe("a challenge", () => {
  it("is solved as the server solves it", async () => {
    expect(await solve(CHALLENGE)).toEqual({ counter: 42, derivedKey: "cd7b15ae45b1467317c2d0eb1553ab3013e6eeca15208ead9ac33dbe45813882" });
  });
});
