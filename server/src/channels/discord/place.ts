/** The first second of Discord's ids, in epoch milliseconds. */
const epoch = 1_420_070_400_000n;

/** When an id was made, in epoch milliseconds; undefined where it is none. */
export function timeOfId(id: string): number | undefined {
  return /^\d{15,20}$/.test(id) ? Number((BigInt(id) >> 22n) + epoch) : undefined;
}

/** The address of a person: their direct messages, or what they and the bot say in a server's channel. */
export function addressOf(channelId: string, userId: string, isDirect: boolean): string {
  return isDirect ? channelId : `${channelId}/${userId}`;
}

/** The channel of an address. */
export function channelOfAddress(address: string): string {
  return address.split("/", 1)[0] ?? address;
}
