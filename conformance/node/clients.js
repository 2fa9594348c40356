'use strict';
// The official npm clients, unmodified, configured from the environment that NodeClientsTest (or a user) sets.
const fs = require('node:fs');
const Pop = require('@alicloud/pop-core');
const Esa = require('@alicloud/esa20240910');
const { $OpenApiUtil } = require('@alicloud/openapi-core');
const { RuntimeOptions } = require('@darabonba/typescript');

const env = process.env;
const versions = {
  ddoscoo: '2020-01-01', esa: '2024-09-10', bssopenapi: '2017-12-14', ram: '2015-05-01', sts: '2015-04-01', breakwater: '2026-11-01',
};

const root = { id: env.ALIBABA_CLOUD_ACCESS_KEY_ID, secret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET };
const operator = { id: env.BREAKWATER_OPERATOR_KEY_ID, secret: env.BREAKWATER_OPERATOR_KEY_SECRET };
const authority = () => fs.readFileSync(env.BREAKWATER_AUTHORITY, 'utf8');

/** Notes that a client was answered with success, for docs/COVERAGE.md. */
function proven(client, product, action) {
  if (env.BREAKWATER_PROVEN) fs.appendFileSync(env.BREAKWATER_PROVEN, `${client}\t${product}\t${action}\n`);
}

/** pop-core: signature V1. Returns call(product, action, parameters). */
function pop(keys = root, { method = 'POST', secure = false } = {}) {
  const clients = new Map();
  return async (product, action, parameters = {}) => {
    if (!clients.has(product)) {
      clients.set(product, new Pop({
        accessKeyId: keys.id, accessKeySecret: keys.secret, securityToken: keys.token,
        endpoint: secure ? env.BREAKWATER_SECURE_ENDPOINT : env.BREAKWATER_ENDPOINT, apiVersion: versions[product],
        // bssopenapi answers a good call with Code "Success", which this client takes for success by itself.
        opts: secure ? { ca: authority() } : {},
      }));
    }
    const answer = await clients.get(product).request(action, parameters, { method, timeout: 30000 });
    proven('@alicloud/pop-core', product, action);
    return answer;
  };
}

/** esa20240910: signature V3, typed; and its own generic call for operations it has no type for. */
function esa(keys = root, { secure = false, retryOptions = undefined } = {}) {
  const endpoint = secure ? env.BREAKWATER_SECURE_ENDPOINT : env.BREAKWATER_ENDPOINT;
  const client = new Esa.default(new $OpenApiUtil.Config({
    accessKeyId: keys.id, accessKeySecret: keys.secret, securityToken: keys.token, regionId: 'cn-hangzhou',
    protocol: secure ? 'HTTPS' : 'HTTP', endpoint: endpoint.replace(/^https?:\/\//, ''), ca: secure ? authority() : undefined,
    readTimeout: 30000, connectTimeout: 10000, retryOptions,
  }));
  return {
    /** A typed call: the operation's name and the fields of its request. Returns the typed body. */
    async typed(action, fields = {}) {
      const method = action[0].toLowerCase() + action.slice(1);
      const response = await client[method](new Esa[`${action}Request`](fields));
      proven('@alicloud/esa20240910', 'esa', action);
      return response.body;
    },
    /** The client's generic call. Returns the body as it came. */
    async call(action, query = {}) {
      const params = new $OpenApiUtil.Params({
        action, version: versions.esa, protocol: secure ? 'HTTPS' : 'HTTP', pathname: '/', method: 'POST', authType: 'AK',
        style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
      });
      const response = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), new RuntimeOptions({}));
      proven('@alicloud/esa20240910', 'esa', action);
      return response.body;
    },
  };
}

/** Moves the server's clock to a minute after an instant, if that lies ahead. */
async function advancePast(instant) {
  const clock = pop(operator);
  const now = Date.parse((await clock('breakwater', 'DescribeClock')).Now);
  const seconds = Math.ceil((instant - now) / 1000) + 60;
  if (seconds > 0) await clock('breakwater', 'AdvanceClock', { Seconds: seconds });
}

/** The error code of a promise that must be refused. */
async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    if (error.code && (error.data || error.statusCode)) return error.code;
    throw error;
  }
  throw new Error('the call succeeded, but should have been refused');
}

module.exports = { advancePast, esa, operator, pop, refusal, root };
