import { Conflict } from "../context/errors.ts";

/** Another member answers this conversation. `details` names them. */
export class HandledByMember extends Conflict {
  constructor(memberId: string, name: string) {
    const message = `${name} answers this conversation; take it over first`;
    super("conversation.handled-by-member", message, { memberId, name });
  }
}
