/**
 * Why a secret cannot be used: it is not there, of a kind that does not fit, bound to other hosts, wanted over http, unreadable, of an
 * account that must be connected again, or of a service that gives no token now.
 */
export type SecretFault =
  | "missing"
  | "kind"
  | "host"
  | "insecure"
  | "unreadable"
  | "disconnected"
  | "busy";

/** A secret of the vault cannot be used. The message is for members. */
export class SecretRefused extends Error {
  readonly fault: SecretFault;
  readonly secretName: string;

  constructor(fault: SecretFault, secretName: string, message: string) {
    super(message);
    this.fault = fault;
    this.secretName = secretName;
  }
}
