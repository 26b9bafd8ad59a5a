/** A message that violates the wire protocol. Only its connection is closed. */
export class MalformedMessage extends Error {
  constructor(reason: string) {
    super(`Malformed message: ${reason}`);
    this.name = "MalformedMessage";
  }
}
