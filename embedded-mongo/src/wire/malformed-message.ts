/** A message that breaks the wire protocol: the connection it came over is closed, nothing else. */
export class MalformedMessage extends Error {
  constructor(reason: string) {
    super(`Malformed message: ${reason}`);
    this.name = "MalformedMessage";
  }
}
