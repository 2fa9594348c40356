'use strict';
// Writes the code that the console makes for calls, as a reader of the explorer copies it: from the OpenAPI documents that the server serves.
// Usage: node samples.js FOLDER, which holds the console's compiled code generator in `compiled` and the calls in `calls.json`; what is made
// for a call goes to FOLDER/<language>/<action>.
const fs = require('node:fs');
const path = require('node:path');

const folder = path.resolve(process.argv[2]);
const { LANGUAGES } = require(path.join(folder, 'compiled/codegen/languages.js'));
const { readOperation } = require(path.join(folder, 'compiled/contract/contract.js'));

async function main() {
  const documents = new Map();
  for (const { product, version, action, values, languages } of JSON.parse(fs.readFileSync(path.join(folder, 'calls.json'), 'utf8'))) {
    const place = `/openapi/${product}/${version}.json`;
    if (!documents.has(place)) {
      documents.set(place, await (await fetch(process.env.BREAKWATER_ENDPOINT + place)).json());
    }
    const operation = readOperation(documents.get(place), action);
    for (const id of languages) {
      const language = LANGUAGES.find((each) => each.id === id);
      // What is made anew needs a name of its own in each language.
      const sample = { operation, region: 'cn-hangzhou', values: JSON.parse(JSON.stringify(values).replaceAll('{language}', id)) };
      const code = language.code(sample);
      if (code === undefined) throw new Error(`${id} cannot express ${product} ${action}`);
      const target = path.join(folder, id, action);
      fs.mkdirSync(target, { recursive: true });
      fs.writeFileSync(path.join(target, language.fileName(sample)), code);
    }
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
