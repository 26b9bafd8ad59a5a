/** The embedded store: MongoDB's wire protocol on one SQLite file. */
export {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from "./server/start-embedded-mongo.ts";
