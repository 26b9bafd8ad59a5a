import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { userName } from "../commands/sign-in.ts";
import type { StoreSettings } from "./store-settings.ts";

/** Where the store listens: a socket file that only this user can reach, or the loopback interface with a password. */
export type Address =
  | { socketPath: string }
  | { socketPath: string; temporaryDirectory: string }
  | { port: number; password: string };

// The lowest limit of the supported systems is macOS's: 104 bytes with a zero byte at the end.
const maxSocketPathBytes = 103;

/** Chooses the address and prepares its directory or password. */
export function chooseAddress({ dataDir, socketPath, port }: StoreSettings): Address {
  if (port !== undefined || process.platform === "win32") {
    return { port: port ?? 0, password: storeSecret(dataDir) };
  }
  const path = socketPath ?? join(dataDir, "run", "store.sock");
  if (Buffer.byteLength(path) <= maxSocketPathBytes) {
    const directory = dirname(path);
    if (socketPath === undefined || !existsSync(directory)) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      chmodSync(directory, 0o700);
    }
    rmSync(path, { force: true });
    return { socketPath: path };
  }
  if (socketPath !== undefined) {
    throw new Error(
      `The socket path ${socketPath} is too long: at most ${maxSocketPathBytes} bytes.`,
    );
  }
  const temporaryDirectory = mkdtempSync(join(tmpdir(), "store-"));
  return { socketPath: join(temporaryDirectory, "store.sock"), temporaryDirectory };
}

/** Listens and returns the connection string. */
export async function listen(server: Server, address: Address, database: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if ("socketPath" in address) {
      server.listen(address.socketPath, resolve);
    } else {
      server.listen(address.port, "127.0.0.1", resolve);
    }
  });
  if ("socketPath" in address) {
    chmodSync(address.socketPath, 0o600);
    return `mongodb://${encodeURIComponent(address.socketPath)}/${database}?directConnection=true`;
  }
  const { port } = server.address() as AddressInfo;
  return (
    `mongodb://${userName}:${address.password}@127.0.0.1:${port}/${database}` +
    "?directConnection=true&authSource=admin&authMechanism=SCRAM-SHA-256"
  );
}

function storeSecret(dataDir: string): string {
  const path = join(dataDir, "store.secret");
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(path, "utf8").trim();
}
