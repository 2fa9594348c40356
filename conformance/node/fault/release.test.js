'use strict';
// Against a server whose disk takes nothing any more (made so by FaultTest, which then looks that nothing was changed).
const test = require('node:test');
const assert = require('node:assert/strict');
const { bothRefused } = require('../esa.js');
const { pop, root } = require('../clients.js');

test('a release that the server cannot write down is an InternalError', async () => {
  await bothRefused(root, process.env.BREAKWATER_INSTANCE, 'InternalError');
});

test('the message is the one of the document', async () => {
  await assert.rejects(pop(root)('esa', 'ReleaseInstance', { InstanceId: process.env.BREAKWATER_INSTANCE }),
    /An internal exception occurred, please try again later\./);
});
