import { Conflict, DomainError, Invalid } from "../../context/errors.ts";

/** Why something about AI is refused. */
export const aiErrors = {
  addressInvalid: (expected: string) =>
    new Invalid("ai.address-invalid", `The address ${expected}`, [
      { at: "/baseUrl", message: expected },
    ]),
  /** The stored key would be sent to a server that its owner did not choose for it. */
  keyNeeded: () =>
    new Conflict("ai.key-needed", "Enter the key again when the address names another server"),
  tooManyConnections: (most: number) =>
    new DomainError("conflict", "ai.too-many-connections", `A workspace has at most ${most}`, {
      most,
    }),
};
