import { DomainError } from "../context/errors.ts";

/** Another member answers this conversation. `details` names them. */
export class HandledByMember extends DomainError {
  readonly code = "conversation.handled-by-member";
  readonly refusal = "conflict";
  override readonly details: { readonly memberId: string; readonly name: string };

  constructor(memberId: string, name: string) {
    super(`${name} answers this conversation; take it over first`);
    this.details = { memberId, name };
  }
}
