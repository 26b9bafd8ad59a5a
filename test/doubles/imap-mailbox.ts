/** A mail in the double's mailbox. */
export interface BoxMail {
  readonly uid: number;
  readonly raw: Buffer;
  readonly at: Date;
  readonly flags: Set<string>;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The mails that a search finds; undefined where the double does not know the criterion. */
export function searchMails(
  mails: readonly BoxMail[],
  query: string,
): readonly BoxMail[] | undefined {
  const [, range] = /^UID (\S+)$/i.exec(query) ?? [];
  if (range !== undefined) {
    return inRange(mails, range);
  }
  const [, day, month = "", year] = /^SINCE "?(\d{1,2})-(\w{3})-(\d{4})"?$/i.exec(query) ?? [];
  if (day === undefined) {
    return undefined;
  }
  const since = Date.UTC(Number(year), months.indexOf(month), Number(day));
  return mails.filter((it) => it.at.getTime() >= since);
}

/** The mails with these numbers. As in RFC 3501, `9:*` holds the last mail even where its number is smaller. */
export function inRange(mails: readonly BoxMail[], range: string): readonly BoxMail[] {
  const last = mails.at(-1)?.uid ?? 0;
  const numbers = (part: string) =>
    part.split(":").map((end) => (end === "*" ? last : Number(end)));
  return mails.filter((it) =>
    range.split(",").some((part) => {
      const [from = 0, to = from] = numbers(part);
      return it.uid >= Math.min(from, to) && it.uid <= Math.max(from, to);
    }),
  );
}

/** The answer to FETCH for one mail, and whether it marks the mail as seen: `BODY[]` does, `BODY.PEEK[]` does not. */
export function fetchAnswer(
  mail: BoxMail,
  place: number,
  items: string,
): { readonly bytes: Buffer; readonly marksSeen: boolean } {
  const known = items.replace(
    /UID|RFC822\.SIZE|INTERNALDATE|BODY(\.PEEK)?\[\](<0\.\d+>)?|\s/gi,
    "",
  );
  if (known !== "") {
    throw new Error(`The double knows no ${known}`);
  }
  let head = `* ${place} FETCH (UID ${mail.uid}`;
  if (/RFC822\.SIZE/i.test(items)) {
    head += ` RFC822.SIZE ${mail.raw.length}`;
  }
  if (/INTERNALDATE/i.test(items)) {
    head += ` INTERNALDATE "${internalDate(mail.at)}"`;
  }
  const body = /BODY(\.PEEK)?\[\](?:<0\.(\d+)>)?/i.exec(items);
  if (!body) {
    return { bytes: Buffer.from(`${head})\r\n`), marksSeen: false };
  }
  const most = body[2];
  const part = most === undefined ? mail.raw : mail.raw.subarray(0, Number(most));
  head += ` BODY[]${most === undefined ? "" : "<0>"} {${part.length}}\r\n`;
  return {
    bytes: Buffer.concat([Buffer.from(head), part, Buffer.from(")\r\n")]),
    marksSeen: !body[1],
  };
}

function internalDate(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":");
  return `${day} ${time} +0000`;
}
