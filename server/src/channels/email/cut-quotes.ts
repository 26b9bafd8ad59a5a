/** Longer lines introduce no quoted mail. Patterns below see no more than this, so that none takes long. */
const longestLine = 400;

const verbs =
  "wrote|writes|écrit|escribió|scritto|escreveu|schrieb|schreef|skrev|pisze|napisał(?:\\(a\\)|a)?|kirjoitti|пишет|написал(?:а|\\(а\\))?|đã viết|viết";
/** "On Mon, Aug 3, 2026 at 10:00 Ana <a@b.org> wrote:", in the languages of mail programs. */
const introductions: readonly RegExp[] = [
  new RegExp(
    `^-*\\s*(?:On|Le|El|Il|Em|Am|Op|Den|Pe|Dnia|W dniu|Vào|Lúc|Ngày|Thứ|\\p{L}{2,4}[.,]|\\d).*\\s(?:${verbs})(?=[\\s:：]).*[:：]\\s*-*$`,
    "iu",
  ),
  new RegExp(`^[^<>]*<[^<>\\s]+@[^<>\\s]+>[^<>]*\\s(?:${verbs})\\s*[:：]$`, "iu"),
  /^在.*(?:写道|寫道)\s*[:：]$/u,
  /^.*(?:のメッセージ|がこう書きました|は書きました|作成|작성|님이 작성)\s*[:：]$/u,
  /^\d{4}[-/.年].*<[^<>\s]+@[^<>\s]+>\s*[:：]$/u,
  /^\d{1,2}[./:].*<[^<>\s]+@[^<>\s]+>\s*[:：]$/u,
];
/** The first line of a wrapped introduction. */
const dated = /^\s*(?:On|Le|El|Il|Em|Am|Op|Den|Pe|Dnia|W dniu|Vào|Lúc|Ngày|Thứ)\s.*\d/iu;
const divider =
  /^[-_=*\s]{2,}\s*(?:original message|forwarded message|message d'origine|message transféré|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig besked|ursprungligt meddelande|tin nhắn gốc|thư gốc|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|原始邮件|原始郵件|元のメッセージ|원본 메시지)\s*[-_=*\s]*$/iu;
/** The first and the next lines of the block that Outlook puts above a quoted mail. */
const blockStart =
  /^\*?(?:From|Von|De|Van|Da|Från|Fra|Od|От|Từ|Người gửi|发件人|寄件者|差出人|보낸 사람)\*?\s?[:：]/iu;
const blockNext =
  /^\*?(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|À|Enviado(?: el)?|Para|Inviato|A|Verzonden|Aan|Skickat|Till|Sendt|Dato|Til|Wysłano|Do|Отправлено|Дата|Кому|Đã gửi|Ngày|Gửi|Tới|Đến|发送时间|日期|收件人|送信日時|宛先|보낸 날짜|받는 사람)\*?\s?[:：]/iu;
const signature = /^--\s?$/;
const mobile =
  /^(?:Sent from|Get Outlook for|Envoyé de|Télécharger Outlook|Gesendet von|Von meinem|Enviado desde|Enviado do|Inviato da|Verstuurd vanaf|Skickat från|Sendt fra|Gửi từ|Được gửi từ|Tải Outlook)\s.{1,60}$/iu;

/**
 * A mail's text without the mails it quotes and without the signature. Answers between and below quoted lines stay. All of it stays
 * where nothing else is left. Takes time in proportion to the text.
 */
export function cutQuotes(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (isQuoted(line)) {
      at += 1;
      continue;
    }
    const header = introductionAt(lines, at);
    if (header > 0) {
      const next = nextWords(lines, at + header);
      if (next === undefined || !isQuoted(lines[next] ?? "")) {
        break;
      }
      // The person's text continues between and below the quoted lines.
      at = next;
      continue;
    }
    if (startsBlock(lines, at) || (signature.test(line) && hasWords(kept))) {
      break;
    }
    kept.push(line);
    at += 1;
  }
  const own = withoutMobileLine(kept)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return own === "" ? text.trim() : own;
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}[>|]/.test(line);
}

/** How many lines introduce a quoted mail here; 0: none. Long introductions are wrapped. */
function introductionAt(lines: readonly string[], at: number): number {
  const count = [1, 2, 3].find((it) => isIntroduction(lines.slice(at, at + it)));
  // Where it begins below, the lines above are the person's own.
  if (count === undefined || count === 1 || dated.test(lines[at] ?? "")) {
    return count ?? 0;
  }
  return introductionAt(lines, at + 1) > 0 ? 0 : count;
}

function isIntroduction(lines: readonly string[]): boolean {
  if (lines.some((it) => it.length > longestLine || it.trim() === "")) {
    return false;
  }
  const joined = lines.map((it) => it.trim()).join(" ");
  return (
    joined.length <= longestLine &&
    /[:：]\s*-*$/.test(joined) &&
    introductions.some((it) => it.test(joined))
  );
}

function startsBlock(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? "").trim().slice(0, longestLine);
  if (divider.test(line)) {
    return true;
  }
  return (
    blockStart.test(line) &&
    [1, 2, 3].some((more) => blockNext.test((lines[at + more] ?? "").trim().slice(0, longestLine)))
  );
}

function nextWords(lines: readonly string[], from: number): number | undefined {
  for (let at = from; at < lines.length && at < from + 5; at += 1) {
    if (lines[at]?.trim() !== "") {
      return at;
    }
  }
  return undefined;
}

function hasWords(lines: readonly string[]): boolean {
  return lines.some((it) => it.trim() !== "");
}

/** "Sent from my phone" is the last line, if it is anywhere. */
function withoutMobileLine(lines: readonly string[]): readonly string[] {
  let last = lines.length - 1;
  while (last > 0 && lines[last]?.trim() === "") {
    last -= 1;
  }
  const line = (lines[last] ?? "").trim();
  const isMobile = last > 0 && line.length < longestLine && mobile.test(line);
  return isMobile && hasWords(lines.slice(0, last)) ? lines.slice(0, last) : lines;
}
