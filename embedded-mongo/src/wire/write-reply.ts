import type { WireMessage } from "./read-message.ts";

const opReply = 1;
const opMsg = 2013;
let lastRequestId = 0;

/** Puts an encoded reply document into the message that answers a request. */
export function writeReply(request: WireMessage, body: Uint8Array): Buffer {
  const head = request.form === "msg" ? 21 : 36;
  const message = Buffer.alloc(head + body.length);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(lastRequestId, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.form === "msg" ? opMsg : opReply, 12);
  if (request.form === "reply") {
    message.writeInt32LE(8, 16); // "await capable", which every server has set since 2.0
    message.writeInt32LE(1, 32);
  }
  message.set(body, head);
  return message;
}
