import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** What a device can be told to do wrong. */
interface Misdeeds {
  readonly origin?: string;
  /** It does not ask for a finger or a PIN. */
  readonly unverified?: boolean;
  readonly counter?: number;
}

/** A device with one passkey, as a browser shows it to a page (Web Authentication level 2, algorithm ES256). */
export class Authenticator {
  readonly #pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #id = randomBytes(32);
  readonly #origin: string;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The answer to the options of a registration. */
  register(options: unknown, misdeeds: Misdeeds = {}): object {
    const { challenge } = options as { readonly challenge: string };
    const length = Buffer.from([this.#id.length >> 8, this.#id.length & 255]);
    const data = Buffer.concat([
      this.#head(0x41, misdeeds),
      Buffer.alloc(16),
      length,
      this.#id,
      this.#key(),
    ]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from("fmt"),
      Buffer.from([0x64]),
      Buffer.from("none"),
      Buffer.from([0x67]),
      Buffer.from("attStmt"),
      Buffer.from([0xa0, 0x68]),
      Buffer.from("authData"),
      Buffer.from([0x59, data.length >> 8, data.length & 255]),
      data,
    ]);
    return this.#answer({
      clientDataJSON: this.#client("webauthn.create", challenge, misdeeds),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** The answer to the options of a sign-in. */
  signIn(options: unknown, misdeeds: Misdeeds = {}): object {
    const { challenge } = options as { readonly challenge: string };
    this.#counter = misdeeds.counter ?? this.#counter + 1;
    const data = this.#head(0x01, misdeeds);
    const client = this.#client("webauthn.get", challenge, misdeeds);
    const hash = createHash("sha256").update(Buffer.from(client, "base64url")).digest();
    const signature = createSign("SHA256")
      .update(Buffer.concat([data, hash]))
      .sign(this.#pair.privateKey);
    return this.#answer({
      clientDataJSON: client,
      authenticatorData: data.toString("base64url"),
      signature: signature.toString("base64url"),
    });
  }

  #answer(response: object): object {
    const id = this.#id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  #client(type: string, challenge: string, { origin = this.#origin }: Misdeeds): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin })).toString("base64url");
  }

  #head(flags: number, { unverified = false }: Misdeeds): Buffer {
    const party = createHash("sha256").update(new URL(this.#origin).hostname).digest();
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([party, Buffer.from([unverified ? flags : flags | 0x04]), counter]);
  }

  /** The public key in COSE: EC2, ES256, P-256. */
  #key(): Buffer {
    const { x = "", y = "" } = this.#pair.publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, "base64url"),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, "base64url"),
    ]);
  }
}
