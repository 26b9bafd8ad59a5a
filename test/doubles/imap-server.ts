import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { type BoxMail, fetchAnswer, inRange, searchMails } from "./imap-mailbox.ts";

/** A small IMAP server with one folder, as strict as RFC 3501: a command that it does not know, or in the wrong state, is an error of the test. */
export interface ImapDouble {
  readonly port: number;
  readonly mails: readonly BoxMail[];
  /** Every command, without the password. */
  readonly commands: readonly string[];
  /** Commands that a real server would refuse. */
  readonly refusals: readonly string[];
  readonly deliver: (raw: string | Buffer, at?: Date) => BoxMail;
  /** Gives every mail a new number, as a server does that lost its index. */
  readonly renumber: () => void;
  /** Breaks all connections. */
  readonly drop: () => void;
  /** Answers logins with this instead. */
  readonly refuseLogins: (answer: string | undefined) => void;
  readonly close: () => Promise<void>;
}

interface Session {
  readonly socket: Socket;
  state: "greeted" | "authenticated" | "selected";
  readOnly: boolean;
  idleTag: string | undefined;
  waiting: ((line: string) => void) | undefined;
}

/** Starts it on a free port. */
export async function startImapDouble(
  login: { readonly user: string; readonly password: string },
  now: () => number,
): Promise<ImapDouble> {
  let mails: BoxMail[] = [];
  let uidNext = 1;
  let uidValidity = 1_000;
  let loginAnswer: string | undefined;
  const commands: string[] = [];
  const refusals: string[] = [];
  const sessions = new Set<Session>();

  const server = createServer((socket) => {
    const session: Session = {
      socket,
      state: "greeted",
      readOnly: true,
      idleTag: undefined,
      waiting: undefined,
    };
    sessions.add(session);
    socket.on("close", () => sessions.delete(session));
    socket.on("error", () => {});
    let buffer = "";
    socket.write("* OK [CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN SASL-IR] ready\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString("latin1");
      for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        take(session, line);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  function take(session: Session, line: string): void {
    if (session.waiting) {
      const { waiting } = session;
      session.waiting = undefined;
      waiting(line);
      return;
    }
    if (session.idleTag !== undefined) {
      const tag = session.idleTag;
      session.idleTag = undefined;
      say(session, line === "DONE" ? `${tag} OK done` : `${tag} BAD DONE is expected`);
      return;
    }
    const [, tag = "*", isUid = "", name = "", rest = ""] =
      /^(\S+) (UID )?(\S+) ?(.*)$/is.exec(line) ?? [];
    const command = isUid.toUpperCase() + name.toUpperCase();
    commands.push(/LOGIN|AUTHENTICATE/.test(command) ? command : `${command} ${rest}`);
    const answer = run(session, tag, command, rest);
    if (answer !== undefined) {
      if (/^(BAD|NO)/.test(answer) && loginAnswer === undefined) {
        refusals.push(`${line.slice(0, 80)}: ${answer}`);
      }
      say(session, `${tag} ${answer}`);
    }
  }

  function run(session: Session, tag: string, command: string, rest: string): string | undefined {
    switch (command) {
      case "CAPABILITY":
        say(session, "* CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN SASL-IR");
        return "OK done";
      case "NOOP":
        announce(session);
        return "OK done";
      case "LOGOUT":
        say(session, "* BYE bye", `${tag} OK done`);
        session.socket.end();
        return undefined;
      case "LOGIN": {
        const [, user, password] = /^"?([^"]*?)"? "?([^"]*?)"?$/.exec(rest) ?? [];
        return logIn(session, user, password);
      }
      case "AUTHENTICATE": {
        const [mechanism = "", initial] = rest.split(" ");
        if (mechanism.toUpperCase() !== "PLAIN") {
          return "NO [CANNOT] only PLAIN";
        }
        if (initial !== undefined) {
          return plain(session, initial);
        }
        say(session, "+ ");
        session.waiting = (line) => say(session, `${tag} ${plain(session, line)}`);
        return undefined;
      }
      default:
        return session.state === "greeted"
          ? "BAD log in first"
          : runInside(session, tag, command, rest);
    }
  }

  function plain(session: Session, encoded: string): string {
    const [, user, password] = Buffer.from(encoded, "base64").toString("utf8").split("\0");
    return logIn(session, user, password);
  }

  function logIn(session: Session, user: string | undefined, password: string | undefined): string {
    if (loginAnswer !== undefined) {
      return loginAnswer;
    }
    if (user !== login.user || password !== login.password) {
      return "NO [AUTHENTICATIONFAILED] Authentication failed.";
    }
    session.state = "authenticated";
    return "OK logged in";
  }

  function runInside(
    session: Session,
    tag: string,
    command: string,
    rest: string,
  ): string | undefined {
    switch (command) {
      case "LIST":
      case "LSUB":
        if (/ ""$/.test(rest)) {
          say(session, '* LIST (\\Noselect) "/" ""');
        } else if (/ "?INBOX"?$/i.test(rest)) {
          say(session, `* ${command} (\\HasNoChildren) "/" INBOX`);
        }
        return "OK done";
      case "SELECT":
      case "EXAMINE": {
        if (!/^"?INBOX"?$/i.test(rest)) {
          session.state = "authenticated";
          return "NO [NONEXISTENT] no such mailbox";
        }
        session.state = "selected";
        session.readOnly = command === "EXAMINE";
        say(
          session,
          "* FLAGS (\\Seen \\Answered)",
          `* ${mails.length} EXISTS`,
          "* 0 RECENT",
          `* OK [UIDVALIDITY ${uidValidity}] valid`,
          `* OK [UIDNEXT ${uidNext}] next`,
        );
        return session.readOnly ? "OK [READ-ONLY] done" : "OK [READ-WRITE] done";
      }
      default:
        return session.state === "selected"
          ? runSelected(session, tag, command, rest)
          : "BAD select first";
    }
  }

  function runSelected(
    session: Session,
    tag: string,
    command: string,
    rest: string,
  ): string | undefined {
    switch (command) {
      case "IDLE":
        announce(session);
        say(session, "+ idling");
        session.idleTag = tag;
        return undefined;
      case "UID SEARCH": {
        const found = searchMails(mails, rest);
        if (!found) {
          return "BAD search";
        }
        say(session, `* SEARCH ${found.map((it) => it.uid).join(" ")}`.trim());
        return "OK done";
      }
      case "UID FETCH": {
        const [, range = "", items = ""] = /^(\S+) \(?(.*?)\)?$/.exec(rest) ?? [];
        for (const mail of inRange(mails, range)) {
          fetch(session, mail, items);
        }
        return "OK done";
      }
      case "UID STORE": {
        const [, range = "", flags = ""] =
          /^(\S+) \+FLAGS(?:\.SILENT)? \((.*)\)$/i.exec(rest) ?? [];
        if (session.readOnly || flags === "") {
          return "NO read-only";
        }
        for (const mail of inRange(mails, range)) {
          mail.flags.add(flags);
        }
        return "OK done";
      }
      default:
        return "BAD unknown command";
    }
  }

  function fetch(session: Session, mail: BoxMail, items: string): void {
    const { bytes, marksSeen } = fetchAnswer(mail, mails.indexOf(mail) + 1, items);
    if (marksSeen && !session.readOnly) {
      mail.flags.add("\\Seen");
    }
    session.socket.write(bytes);
  }

  function announce(session: Session): void {
    if (session.state === "selected") {
      say(session, `* ${mails.length} EXISTS`);
    }
  }

  function say({ socket }: Session, ...lines: readonly string[]): void {
    socket.write(lines.map((it) => `${it}\r\n`).join(""));
  }

  return {
    port: (server.address() as AddressInfo).port,
    get mails() {
      return mails;
    },
    commands,
    refusals,
    deliver(raw, at = new Date(now())) {
      const bytes = typeof raw === "string" ? Buffer.from(raw.replace(/\r?\n/g, "\r\n")) : raw;
      const mail: BoxMail = { uid: uidNext, raw: bytes, at, flags: new Set() };
      uidNext += 1;
      mails = [...mails, mail];
      for (const session of sessions) {
        if (session.idleTag !== undefined) {
          announce(session);
        }
      }
      return mail;
    },
    renumber() {
      uidValidity += 1;
      mails = mails.map((it, index) => ({ ...it, uid: index + 1 }));
      uidNext = mails.length + 1;
    },
    drop() {
      for (const { socket } of sessions) {
        socket.destroy();
      }
    },
    refuseLogins(answer) {
      loginAnswer = answer;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const { socket } of sessions) {
          socket.destroy();
        }
      }),
  };
}
