'use strict';
// Runs the compiled typed TypeScript of a folder that typed.js has filled, each with its real client and nothing behind it, and holds what the clients
// would send to what each call is to send: the compiler lets a member pass that a client does not know, and the client leaves it out.
// Usage: node sent.js FOLDER
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const OpenApi = require('@alicloud/openapi-core').default;

const folder = path.resolve(process.argv[2]);
const expected = JSON.parse(fs.readFileSync(path.join(folder, 'sent.json'), 'utf8'))['typescript-typed'];
const sent = {};

OpenApi.prototype.callApi = async (params, request) => {
  sent[params.action] = { ...request.query, ...request.body };
  return { headers: {}, statusCode: 200, body: {} };
};
console.log = () => {};
// Secrets come from variables of their own, and are the text that typed.js gives every text.
Object.assign(process.env, { BREAKWATER_ENDPOINT: 'http://127.0.0.1', PASSWORD: 'text', SECURITY_TOKEN: 'text' });
for (const action of Object.keys(expected)) {
  require(path.join(folder, 'typescript-typed', action, 'sample.js'));
}
process.on('exit', () => assert.deepEqual(sent, expected));
