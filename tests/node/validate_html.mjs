// Prints what html-validate holds against pages, as JSON, read from standard input: {name: HTML}.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    rules: {
      // How templates are laid out, and how a telephone number is written, is no fault.
      "no-trailing-whitespace": "off",
      "tel-non-breaking": "off",
      // A long title is cut where there is no room for it.
      "long-title": "off",
      // HTML lets an id begin with a digit.
      "valid-id": ["error", { relaxed: true }],
      // Safari tells of no list that is shown without bullets, unless it says its role.
      "no-redundant-role": "off",
      "prefer-native-element": ["error", { exclude: ["list", "region"] }],
      // Of the two main menus the style shows one; axe, which sees the style, looks at landmarks.
      "unique-landmark": "off",
    },
  }),
);

let given = "";
for await (const part of process.stdin) given += part;
const faults = [];
for (const [name, html] of Object.entries(JSON.parse(given))) {
  const report = await validator.validateString(html);
  for (const { messages } of report.results) {
    for (const { line, column, message, ruleId } of messages) {
      faults.push(`${name}: ${line}:${column} ${message} (${ruleId})`);
    }
  }
}
process.stdout.write(JSON.stringify(faults));
