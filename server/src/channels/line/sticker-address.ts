/** LINE names a sticker by two numbers. */
export interface LineSticker {
  readonly packageId: string;
  readonly stickerId: string;
}

/** Gives the address of a sticker's picture. The package stands in it too, so that the sticker can be sent by this address. */
export function stickerAddress({ packageId, stickerId }: LineSticker): string {
  return `https://stickershop.line-scdn.net/stickershop/v1/sticker/${stickerId}/android/sticker.png?packageId=${packageId}`;
}

const form =
  /^https:\/\/stickershop\.line-scdn\.net\/stickershop\/v1\/sticker\/(\d{1,20})\/[\w/.-]+\?packageId=(\d{1,20})$/;

/** Reads which sticker an address shows; undefined where it shows none of LINE's. */
export function stickerOf(address: string): LineSticker | undefined {
  const [, stickerId, packageId] = form.exec(address) ?? [];
  return stickerId === undefined || packageId === undefined ? undefined : { packageId, stickerId };
}
