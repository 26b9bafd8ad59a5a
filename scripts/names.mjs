/** Reads the one argument of a generator: a name in kebab-case. Ends the process with a message where it is none. */
export function readName(command) {
  const name = process.argv[2] ?? "";
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    console.error(
      `Usage: npm run ${command} NAME, where NAME is in kebab-case, such as opening-hours`,
    );
    process.exit(1);
  }
  const camel = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const spaced = name.replaceAll("-", " ");
  const title = spaced[0].toUpperCase() + spaced.slice(1);
  return { name, camel, pascal: camel[0].toUpperCase() + camel.slice(1), title };
}
