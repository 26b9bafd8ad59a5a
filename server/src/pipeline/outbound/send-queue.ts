import { type Rate, TokenBucket } from "./token-bucket.ts";

/** A send that waits for the channel's rate. */
export interface WaitingSend {
  /** The outbox entry's. */
  readonly id: string;
  /** Sends of one lane go in the order of these texts: ids of messages, which grow with time. */
  readonly order: string;
  /** Whether it answers nobody who is writing now. */
  readonly campaign: boolean;
  /** Called when it may begin. */
  readonly wake: () => void;
}

/** How long a send that may begin keeps its token before another gets it. */
const grantMs = 30_000;
/** How long a channel pauses when its platform asks to wait: the platform counts otherwise, or counts sends of an earlier process. */
const shortestPauseMs = 500;
/** A platform that refuses again soon after a pause gets one twice as long, up to this. */
const longestPauseMs = 4_000;
const soonMs = 10_000;
/** How long to wait where too many may begin and have not. */
const fullMs = 1_000;
/** How many sends of a channel may await their answers at once: one more would begin its deadline and find no connection. */
const mostUnderWay = 64;
/** While replies and campaigns wait, one in so many sends is a campaign's, so that campaigns do not starve. */
const campaignEvery = 10;

/**
 * The sends of one channel in this process: as many begin as the rate and the connections allow, replies before campaigns, the oldest
 * first. A token is taken only when a send may begin.
 */
export class SendQueue {
  readonly #now: () => number;
  readonly #bucket = new TokenBucket();
  readonly #replies = new Lane();
  readonly #campaigns = new Lane();
  readonly #granted = new Map<string, number>();
  #rate: Rate = { perSecond: 1, burst: 1 };
  #timer: NodeJS.Timeout | undefined;
  #timerIsLate = false;
  #grants = 0;
  #underWay = 0;
  #pauseMs = shortestPauseMs;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  /** `since`: what was sent before is not known, so that no burst is there to begin with. */
  constructor(now: () => number, since: number) {
    this.#now = now;
    this.#bucket.pause(0, since);
  }

  /** Whether nobody waits and a send might begin now. */
  free(rate: Rate): boolean {
    this.#rate = rate;
    return this.#length === 0 && !this.#noConnection && this.#bucket.wait(rate, this.#now()) === 0;
  }

  /** Whether a send that waited may begin. */
  granted(id: string): boolean {
    return (this.#granted.get(id) ?? 0) > this.#now();
  }

  /** Whether a send waits. */
  waits(id: string): boolean {
    return this.#replies.has(id) || this.#campaigns.has(id);
  }

  /**
   * Asks for a send: 0 if it may begin now, else roughly how many milliseconds until it may. Asking again keeps its place. Whoever
   * got 0 calls `done` once.
   */
  request(send: WaitingSend, rate: Rate): number {
    if (this.granted(send.id)) {
      this.#granted.delete(send.id);
      this.#underWay += 1;
      this.#plan();
      return 0;
    }
    if (this.free(rate)) {
      this.#bucket.take();
      this.#underWay += 1;
      return 0;
    }
    (send.campaign ? this.#replies : this.#campaigns).remove(send.id);
    (send.campaign ? this.#campaigns : this.#replies).add(send);
    this.#plan();
    // Where connections are the limit, an answer rarely takes more than a second.
    return Math.ceil((this.#length / Math.min(rate.perSecond, mostUnderWay)) * 1_000);
  }

  /** Notes that a send has its answer, or did not begin after all. */
  done(): void {
    this.#underWay -= 1;
    this.#plan();
  }

  /** Takes a send out that will not be made. */
  withdraw(id: string): void {
    if (this.#granted.delete(id)) {
      this.#bucket.giveBack();
    }
    this.#replies.remove(id);
    this.#campaigns.remove(id);
  }

  /** Sends nothing for a moment. Refusals of sends that were on their way count as one. */
  pause(): void {
    const now = this.#now();
    if (now >= this.#pausedUntil) {
      const soon = now < this.#pausedUntil + soonMs;
      this.#pauseMs = soon ? Math.min(longestPauseMs, this.#pauseMs * 2) : shortestPauseMs;
    }
    this.#bucket.pause(this.#pauseMs, now);
    this.#pausedUntil = now + this.#pauseMs;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /**
   * Whether no connection is left, or so many may begin and have not that the server cannot keep up: a quarter of a second of the
   * rate. On a busy server they would begin together, and the platform would refuse them.
   */
  get #full(): boolean {
    return this.#noConnection || this.#granted.size >= Math.max(5, this.#rate.perSecond / 4);
  }

  get #noConnection(): boolean {
    return this.#underWay + this.#granted.size >= mostUnderWay;
  }

  get #length(): number {
    return this.#replies.size + this.#campaigns.size;
  }

  #plan(): void {
    if (this.#length === 0 || (this.#timer !== undefined && !this.#timerIsLate)) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerIsLate = this.#full;
    const wait = this.#full ? fullMs : Math.max(1, this.#bucket.wait(this.#rate, this.#now()));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#grant();
      this.#plan();
    }, wait);
    this.#timer.unref();
  }

  #grant(): void {
    const now = this.#now();
    for (const [id, until] of this.#granted) {
      if (until <= now) {
        this.withdraw(id);
      }
    }
    while (this.#length > 0 && !this.#full && this.#bucket.wait(this.#rate, now) === 0) {
      this.#grants += 1;
      const turnOfCampaigns = this.#replies.size === 0 || this.#grants % campaignEvery === 0;
      const lane = turnOfCampaigns && this.#campaigns.size > 0 ? this.#campaigns : this.#replies;
      const next = lane.shift();
      if (!next) {
        return;
      }
      this.#bucket.take();
      this.#granted.set(next.id, now + grantMs);
      next.wake();
    }
  }
}

/** Waiting sends, the oldest first. Most come in order, so that sorting them in is cheap. */
class Lane {
  readonly #byId = new Map<string, WaitingSend>();
  #sorted: (WaitingSend | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#byId.size;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  add(send: WaitingSend): void {
    if (this.#byId.has(send.id)) {
      return;
    }
    this.#byId.set(send.id, send);
    let at = this.#sorted.length;
    while (at > this.#head && (this.#sorted[at - 1]?.order ?? "") > send.order) {
      at -= 1;
    }
    this.#sorted.splice(at, 0, send);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  shift(): WaitingSend | undefined {
    while (this.#head < this.#sorted.length) {
      const next = this.#sorted[this.#head];
      this.#sorted[this.#head] = undefined;
      this.#head += 1;
      if (this.#head > 1_000 && this.#head * 2 > this.#sorted.length) {
        this.#sorted = this.#sorted.slice(this.#head);
        this.#head = 0;
      }
      // One that was taken out, or taken out and put in again elsewhere, is passed over.
      if (next && this.#byId.get(next.id) === next) {
        this.#byId.delete(next.id);
        return next;
      }
    }
    return undefined;
  }
}
