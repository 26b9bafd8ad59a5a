import { importLimits } from "@chatloom/api-schema";
import { Conflict, DomainError, Invalid } from "../../context/errors.ts";

const megabytes = importLimits.bytes / 1024 / 1024;

/** Why an import is refused. */
export const importErrors = {
  tooLarge: () =>
    new DomainError("too-large", "import.too-large", `The file has more than ${megabytes} MB`, {
      mostMegabytes: megabytes,
    }),
  tooManyRows: () =>
    new Invalid("import.too-many-rows", `The table has more than ${importLimits.rows} rows`),
  tooManyColumns: () =>
    new Invalid(
      "import.too-many-columns",
      `The table has more than ${importLimits.columns} columns`,
    ),
  empty: () => new Invalid("import.empty", "The table needs a line of titles and at least one row"),
  unreadable: (reason: string) =>
    new Invalid("import.unreadable", `The file cannot be read as a table: ${reason}`),
  noAddress: () =>
    new Invalid("import.no-address", "One column must be the e-mail or the phone number", [
      { at: "/columns", message: "must have email or phone" },
    ]),
  columns: (message: string) =>
    new Invalid("import.columns", message, [{ at: "/columns", message }]),
  channel: (channelId: string) => {
    const message = `Phone and e-mail are no addresses of the channel ${channelId}`;
    return new Invalid("import.channel", message, [{ at: "/channelIds", message }]);
  },
  reading: () =>
    new DomainError(
      "too-many",
      "import.reading",
      "Other tables are being read; try again in a minute",
      {
        retryAfterSeconds: 30,
      },
    ),
  busy: () => new Conflict("import.busy", "A job is working on this import"),
  notChecked: () => new Conflict("import.not-checked", "Check the import first"),
  notImported: () => new Conflict("import.not-imported", "There is nothing to undo"),
};
