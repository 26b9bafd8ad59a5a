import { Conflict, DomainError, Invalid } from "../../context/errors.ts";

/** Why something about knowledge is refused. */
export const knowledgeErrors = {
  tooManyBases: (most: number) =>
    new DomainError(
      "conflict",
      "knowledge.too-many-bases",
      `A workspace has at most ${most} knowledge bases`,
      { most },
    ),
  tooManyDocuments: (most: number) =>
    new DomainError(
      "conflict",
      "knowledge.too-many-documents",
      `A knowledge base has at most ${most} documents`,
      { most },
    ),
  alreadyThere: () =>
    new Conflict("knowledge.already-there", "The knowledge base has this document already"),
  addressRefused: (expected: string) =>
    new Invalid("knowledge.address-refused", `The address ${expected}`, [
      { at: "/url", message: expected },
    ]),
};
