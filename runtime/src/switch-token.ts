const prefix = "switch:";

/**
 * Returns the token of the callback that tells that the contact opened a link to another channel. As with `paymentToken`, no other system
 * can make such a callback.
 */
export function switchToken(switchId: string): string {
  return prefix + switchId;
}

/** Tells whether a callback is the report about a link to another channel. */
export function isSwitchToken(token: string): boolean {
  return token.startsWith(prefix);
}
