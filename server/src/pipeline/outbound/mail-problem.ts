import { AddressRefused } from "../effects/guarded-agent.ts";

/** A mail server as problems name it. */
interface Place {
  readonly host: string;
  readonly port: number;
}

const certificateFaults: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "is for another host name",
  CERT_HAS_EXPIRED: "has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is signed by nobody that is trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "is signed by nobody that is trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "is signed by nobody that is trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "is signed by nobody that is trusted",
};

/** Says in plain words why a mail server could not be reached or left without an answer. */
export function mailProblem(error: unknown, { host, port }: Place): string {
  const { code, cause, message } = error as Error & { code?: string };
  const place = `${host}:${port}`;
  const said = [code, (cause as { code?: string } | undefined)?.code, message].join(" ");
  if (error instanceof AddressRefused || cause instanceof AddressRefused) {
    return error instanceof AddressRefused ? error.message : (cause as Error).message;
  }
  const fault = Object.entries(certificateFaults).find(([name]) => said.includes(name));
  if (fault) {
    return `The TLS certificate of ${place} ${fault[1]}.`;
  }
  const certificate = /self-signed|certificate|altnames/i.exec(said);
  if (certificate) {
    return `The TLS certificate of ${place} is not trusted: ${message.slice(0, 200)}`;
  }
  if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(said)) {
    return `There is no host “${host}”. Check its name.`;
  }
  if (/ECONNREFUSED/.test(said)) {
    return `${place} refuses connections. Check host and port.`;
  }
  if (
    code === "ETLS" ||
    /EPROTO|wrong version number|SSL routines|ERR_SSL|ETLS|STARTTLS|TLS/i.test(said)
  ) {
    return `${place} does not speak TLS in this way. Check port and encryption: 465 and 993 are “TLS”, 587 and 143 are “STARTTLS”.`;
  }
  if (/EHOSTUNREACH|ENETUNREACH/.test(said)) {
    return `There is no way to ${place} from this server.`;
  }
  if (/TIMEOUT|TIMEDOUT|Greeting|timed out/i.test(said)) {
    return `${place} does not answer. Check host, port and encryption.`;
  }
  return `${place} closed the connection: ${message.slice(0, 200)}`;
}
