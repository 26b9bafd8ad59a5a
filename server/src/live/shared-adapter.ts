import type { Namespace } from "socket.io";
import { ClusterAdapter, type ClusterMessage, type ClusterResponse } from "socket.io-adapter";
import type { ProcessMail } from "./process-mail.ts";

/** Lets the connections of one namespace in several processes reach one another by mail. */
export class SharedAdapter extends ClusterAdapter {
  protected override readonly uid: string;
  readonly #mail: ProcessMail;

  constructor(namespace: Namespace, mail: ProcessMail) {
    super(namespace);
    this.uid = mail.owner;
    this.#mail = mail;
  }

  /** Takes what another process's adapter of this namespace said. */
  hear(message: ClusterMessage): void {
    this.onMessage(message);
  }

  override async serverCount(): Promise<number> {
    return 1 + this.#mail.listeners().length;
  }

  protected override async doPublish(message: ClusterMessage): Promise<string> {
    this.#mail.send(this.#mail.listeners(), message);
    return "";
  }

  protected override async doPublishResponse(to: string, response: ClusterResponse): Promise<void> {
    this.#mail.send([to], response);
  }
}
