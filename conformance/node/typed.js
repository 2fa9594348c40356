'use strict';
// Writes what the console's generator takes the typed clients for, and what those for Node really have, of every operation that the server has built.
// Usage: node typed.js FOLDER, which holds the compiled generator in `compiled`. `made.json` says, by language, product and operation, which
// parameters it makes typed code for, `packages.json` which ones the packages for Node have, `contracts.json` which there are, `sent.json` what
// each call is to send; the code itself goes to FOLDER/<language>/<action>.
const fs = require('node:fs');
const path = require('node:path');

const folder = path.resolve(process.argv[2]);
const { LANGUAGES } = require(path.join(folder, 'compiled/codegen/languages.js'));
const { TYPESCRIPT_CLIENTS } = require(path.join(folder, 'compiled/codegen/typescript.js'));
const { wireParameters } = require(path.join(folder, 'compiled/codegen/wire.js'));
const { readOperation } = require(path.join(folder, 'compiled/contract/contract.js'));
const typed = LANGUAGES.filter(({ id }) => id.endsWith('-typed'));

function valueOf(field) {
  switch (field.type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [field.items === undefined ? 'text' : valueOf(field.items)];
    case 'object':
      return Object.fromEntries(field.fields.map((member) => [member.name, valueOf(member)]));
    case 'map':
      return { key: 'text' };
    default:
      return 'text';
  }
}

function write(language, sample, code) {
  const target = path.join(folder, language.id, sample.operation.action);
  fs.mkdirSync(target, { recursive: true });
  fs.writeFileSync(path.join(target, language.fileName(sample)), code);
}

function put(facts, keys, value) {
  const [key, ...rest] = keys;
  if (rest.length === 0) facts[key] = value;
  else put(facts[key] ??= {}, rest, value);
}

/** The parameters of an operation that a package has; undefined where it has no such operation. */
function parametersOf(installed, operation) {
  const method = operation.action.charAt(0).toLowerCase() + operation.action.slice(1);
  if (typeof installed.default.prototype[method] !== 'function') return undefined;
  const names = new Set(Object.values(installed[`${operation.action}Request`]?.names() ?? {}));
  return operation.parameters.filter(({ name }) => names.has(name)).map(({ name }) => name);
}

async function main() {
  const made = Object.fromEntries(typed.map(({ id }) => [id, {}]));
  const packages = {};
  const contracts = {};
  const sent = {};
  const served = async (place) => (await fetch(process.env.BREAKWATER_ENDPOINT + place)).json();
  for (const { product, version, operations } of await served('/openapi/products.json')) {
    const document = await served(`/openapi/${product}/${version}.json`);
    const client = TYPESCRIPT_CLIENTS[product];
    const installed = client === undefined ? undefined : require(`@alicloud/${client.package}`);
    for (const { action } of operations.filter(({ built }) => built)) {
      const operation = readOperation(document, action);
      const sample = (parameters) => ({ operation, region: 'cn-hangzhou', values: Object.fromEntries(parameters.map((field) => [field.name, valueOf(field)])) });
      for (const language of typed.filter(({ code }) => code(sample([])) !== undefined)) {
        const taken = operation.parameters.filter((field) => language.code(sample([field])) !== undefined);
        put(made, [language.id, product, action], taken.map(({ name }) => name));
        write(language, sample(taken), language.code(sample(taken)));
        put(sent, [language.id, action], Object.fromEntries(wireParameters(sample(taken)).map(({ name, text }) => [name, text])));
      }
      put(contracts, [product, action], operation.parameters.map(({ name }) => name));
      const real = installed === undefined ? undefined : parametersOf(installed, operation);
      if (real !== undefined) put(packages, [product, action], real);
    }
  }
  Object.entries({ made, packages, contracts, sent }).forEach(([name, facts]) => fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(facts)));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
