import { Conflict, DomainError, type Flaw, Invalid } from "../../context/errors.ts";

/** Why something about AI is refused. */
export const aiErrors = {
  addressInvalid: (expected: string, at: string) =>
    new Invalid("ai.address-invalid", `The address ${expected}`, [{ at, message: expected }]),
  /** The stored key would be sent to a server that its owner did not choose for it. */
  keyNeeded: () =>
    new Conflict("ai.key-needed", "Enter the key again when the address names another server"),
  tooManyAgents: (most: number) =>
    new DomainError("conflict", "ai.too-many-agents", `A workspace has at most ${most} AI agents`, {
      most,
    }),
  draftChanged: () =>
    new Conflict("ai.draft-changed", "The draft was saved by someone else since it was read"),
  /** Instructions and the texts of exits and tools must be there. */
  agentIncomplete: (flaws: readonly Flaw[]) =>
    new Invalid("ai.agent-incomplete", "The draft is not complete", flaws),
  agentUnpublished: () =>
    new Conflict("ai.agent-unpublished", "Publish the agent first, then it can be activated"),
  tooManyConnections: (most: number) =>
    new DomainError("conflict", "ai.too-many-connections", `A workspace has at most ${most}`, {
      most,
    }),
};
