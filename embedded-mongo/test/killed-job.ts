import { MongoBackend } from "@agendajs/mongo-backend";
import { Agenda } from "agenda";

// A process that a test kills while it runs a job that never ends.
const agenda = new Agenda({
  backend: new MongoBackend({ address: process.argv[2]!, collection: "killed" }),
  processEvery: 50,
});
agenda.define(
  "long",
  async () => {
    console.log("began");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
  { lockLifetime: 500 },
);
await agenda.start();
await agenda.now("long", {});
