import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { BSON } from "mongodb";

/** A relay between clients and a store, which records the names that the clients send. */
export interface CommandRecorder {
  /** The connection string of the relay. */
  readonly uri: string;
  /** The commands that were sent. */
  readonly commands: ReadonlySet<string>;
  /** The operators, stages and accumulators that were sent. */
  readonly names: ReadonlySet<string>;
  close(): Promise<void>;
}

const opMsg = 2013;

/** Starts a relay for a store that listens on a unix socket. */
export async function recordCommands(uri: string): Promise<CommandRecorder> {
  const [, encoded = "", rest = ""] = /^mongodb:\/\/([^/]+)(.*)$/.exec(uri) ?? [];
  // The driver knows a socket file by its ending.
  const path = decodeURIComponent(encoded).replace(/\.sock$/, "-relay.sock");
  const commands = new Set<string>();
  const names = new Set<string>();
  const server = createServer((client) => {
    const store = connect(decodeURIComponent(encoded));
    let bytes: Buffer = Buffer.alloc(0);
    client.on("data", (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 16 && bytes.length >= bytes.readInt32LE(0)) {
        const message = bytes.subarray(0, bytes.readInt32LE(0));
        bytes = bytes.subarray(message.length);
        if (message.readInt32LE(12) === opMsg) {
          readSections(message, commands, names);
        }
      }
    });
    client.pipe(store).pipe(client);
    for (const socket of [client, store]) {
      socket.on("error", () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    uri: `mongodb://${encodeURIComponent(path)}${rest}`,
    commands,
    names,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      rmSync(path, { force: true });
    },
  };
}

function readSections(message: Buffer, commands: Set<string>, names: Set<string>): void {
  let at = 20;
  while (at < message.length) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    at += 1 + size;
    if (kind === 0) {
      const { $db: _db, $clusterTime: _time, $readPreference: _read, ...body } = decode(section);
      commands.add(Object.keys(body)[0] ?? "");
      collectNames(body, names);
    } else if (!section.toString("latin1", 4).startsWith("documents\0")) {
      let start = section.indexOf(0, 4) + 1;
      while (start < section.length) {
        const end = start + section.readInt32LE(start);
        collectNames(decode(section.subarray(start, end)), names);
        start = end;
      }
    }
  }
}

function decode(bytes: Buffer): BSON.Document {
  return BSON.deserialize(bytes, { promoteBuffers: true });
}

function collectNames(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      collectNames(item, names);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (name.startsWith("$")) {
        names.add(name);
      }
      collectNames(item, names);
    }
  }
}
