import { MalformedMessage } from "./malformed-message.ts";

/** A received message with a command that is not yet decoded. */
export interface WireMessage {
  requestId: number;
  /** The form of the reply: `reply` is the old one, used only for the first handshake. */
  form: "msg" | "reply";
  /** The command document. */
  body: Buffer;
  /** Documents in sections of their own, by the field of the command to which they belong. */
  sequences: Map<string, Buffer[]>;
  /** The client expects no reply. */
  silent: boolean;
  /** The namespace of the old form. */
  namespace?: string;
}

const opMsg = 2013;
const opQuery = 2004;
const moreToCome = 2;
const knownFlags = moreToCome | (1 << 16);

/** Reads a message. Throws `MalformedMessage`. The documents in it are not checked. */
export function readMessage(message: Buffer): WireMessage {
  const opCode = message.readInt32LE(12);
  if (opCode === opMsg) {
    return readOpMsg(message);
  }
  if (opCode === opQuery) {
    return readOpQuery(message);
  }
  throw new MalformedMessage(`there is no operation ${opCode}`);
}

function readOpMsg(message: Buffer): WireMessage {
  if (message.length < 26) {
    throw new MalformedMessage("it is too short");
  }
  const flags = message.readUInt32LE(16);
  if ((flags & 0xffff & ~knownFlags) !== 0) {
    throw new MalformedMessage(`unknown flags ${flags}`);
  }
  const end = message.length;
  let body: Buffer | undefined;
  const sequences = new Map<string, Buffer[]>();
  let at = 20;
  while (at < end) {
    const kind = message[at++];
    if (kind === 0) {
      if (body !== undefined) {
        throw new MalformedMessage("it has two bodies");
      }
      const stop = documentEnd(message, at, end);
      body = message.subarray(at, stop);
      at = stop;
    } else if (kind === 1) {
      const [name, documents, stop] = readSequence(message, at, end);
      if (sequences.has(name)) {
        throw new MalformedMessage(`it has two lists of ${name}`);
      }
      sequences.set(name, documents);
      at = stop;
    } else {
      throw new MalformedMessage(`there is no section kind ${kind}`);
    }
  }
  if (body === undefined) {
    throw new MalformedMessage("it has no body");
  }
  const silent = (flags & moreToCome) !== 0;
  return { requestId: message.readInt32LE(4), form: "msg", body, sequences, silent };
}

function readSequence(message: Buffer, start: number, end: number): [string, Buffer[], number] {
  if (start + 4 > end) {
    throw new MalformedMessage("a list is cut off");
  }
  const stop = start + message.readInt32LE(start);
  const nameEnd = message.indexOf(0, start + 4);
  if (stop < start + 5 || stop > end || nameEnd === -1 || nameEnd >= stop) {
    throw new MalformedMessage("a list is longer than its message");
  }
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < stop) {
    const next = documentEnd(message, at, stop);
    documents.push(message.subarray(at, next));
    at = next;
  }
  return [message.toString("utf8", start + 4, nameEnd), documents, stop];
}

function readOpQuery(message: Buffer): WireMessage {
  const nameEnd = message.indexOf(0, 20);
  if (nameEnd === -1) {
    throw new MalformedMessage("a namespace does not end");
  }
  const start = nameEnd + 9;
  const stop = documentEnd(message, start, message.length);
  return {
    requestId: message.readInt32LE(4),
    form: "reply",
    body: message.subarray(start, stop),
    sequences: new Map(),
    silent: false,
    namespace: message.toString("utf8", 20, nameEnd),
  };
}

function documentEnd(message: Buffer, at: number, end: number): number {
  const length = at + 4 <= end ? message.readInt32LE(at) : 0;
  if (length < 5 || length > end - at) {
    throw new MalformedMessage("a document is cut off");
  }
  return at + length;
}
