import type { Namespace } from "socket.io";
import { ClusterAdapter, type ClusterMessage, type ClusterResponse } from "socket.io-adapter";
import type { ProcessRelay } from "./process-relay.ts";

/** Lets the connections of one namespace in several processes reach one another through the relay. */
export class SharedAdapter extends ClusterAdapter {
  protected override readonly uid: string;
  readonly #relay: ProcessRelay;

  constructor(namespace: Namespace, relay: ProcessRelay) {
    super(namespace);
    this.uid = relay.owner;
    this.#relay = relay;
  }

  /** Takes what another process's adapter of this namespace said. */
  receive(message: ClusterMessage): void {
    this.onMessage(message);
  }

  override async serverCount(): Promise<number> {
    return 1 + this.#relay.listeners().length;
  }

  protected override async doPublish(message: ClusterMessage): Promise<string> {
    this.#relay.send(this.#relay.listeners(), message);
    return "";
  }

  protected override async doPublishResponse(to: string, response: ClusterResponse): Promise<void> {
    this.#relay.send([to], response);
  }
}
