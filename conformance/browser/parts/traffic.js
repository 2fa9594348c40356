// What flows through an instance, by real sockets: how it is drawn, whom a release would cut off, and that it does.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { bought, call, development, visit } from '../browser.js';
import { moveTo, open, untilStatus } from '../instance.js';

const PAUSE_MILLIS = 100;
const TCP_PORT = 21_000;
const UDP_PORT = 21_001;
/** Of loopback, and what no other test sends from. */
const ATTACKER = '127.6.0.9';
/** Twice and more what is an attack, if all but one of them are refused within a second. */
const PACKETS = 60;
const BYTES = 3_000_000;
/** What that is on average over one interval of the chart, 30 seconds; it may fall into two. The attack adds little to it. */
const KILOBITS_MAX = (BYTES * 8) / 30 / 1_000;

/** Asks again and again until something is so. */
async function until(so) {
  while (!(await so())) await pause(PAUSE_MILLIS);
}

/** An origin on this machine that sends back what it gets. */
async function echo() {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A connection to a service address, whose rule takes a moment until it listens. */
async function connected(host, port) {
  for (;;) {
    const socket = connect({ host, port });
    try {
      await once(socket, 'connect');
      return socket;
    } catch (failure) {
      assert.equal(failure.code, 'ECONNREFUSED');
      await pause(PAUSE_MILLIS);
    }
  }
}

/** Sends so many bytes and waits until as many have come back. */
function exchange(socket, bytes) {
  let left = bytes;
  socket.write(Buffer.alloc(bytes));
  return new Promise((resolve, reject) => {
    socket.on('error', reject).on('data', (chunk) => {
      left -= chunk.length;
      if (left === 0) resolve();
    });
  });
}

/** Sends packets until the service tells of an attack. */
async function attack(page, address) {
  const socket = createSocket('udp4');
  try {
    socket.bind(0, ATTACKER);
    await once(socket, 'listening');
    await until(async () => {
      for (let sent = 0; sent < PACKETS; sent += 1) socket.send('attack', UDP_PORT, address);
      const seconds = (await call(page, 'breakwater', 'DescribeClock')).NowMillis / 1_000;
      const { Total } = await call(page, 'ddoscoo', 'DescribeDDosAllEventList', {
        Ip: address, StartTime: String(Math.floor(seconds) - 60), EndTime: String(Math.floor(seconds) + 60), PageNumber: '1', PageSize: '1',
      });
      return Total > 0;
    });
  } finally {
    socket.close();
  }
}

test('traffic and an attack are drawn, and a release tells whom it cuts off, and does', () => visit({ session: development() }, async (page) => {
  const id = await bought(page);
  const { Instances: [{ Ip: address }] } = await call(page, 'ddoscoo', 'DescribeInstances', { 'InstanceIds.1': id, PageNumber: '1', PageSize: '1' });
  const origin = await echo();
  let socket;
  try {
    for (const [protocol, port] of [['tcp', TCP_PORT], ['udp', UDP_PORT]]) {
      await call(page, 'ddoscoo', 'CreatePort', {
        InstanceId: id, FrontendProtocol: protocol, FrontendPort: String(port), BackendPort: String(origin.address().port), 'RealServers.1': '127.0.0.1',
      });
    }
    await call(page, 'ddoscoo', 'ModifyNetworkRuleAttribute', {
      InstanceId: id, ForwardProtocol: 'udp', FrontendPort: String(UDP_PORT),
      Config: JSON.stringify({ Slimit: { Cps: 1, CpsEnable: 0, CpsMode: 1, Maxconn: 1, MaxconnEnable: 0, Pps: 1 } }),
    });
    socket = await connected(address, TCP_PORT);
    await exchange(socket, BYTES);
    await attack(page, address);
    await until(async () => (await call(page, 'breakwater', 'DescribeReleaseReadiness', { InstanceId: id })).OutBytes >= BYTES);

    // An interval is drawn when it is over.
    await call(page, 'breakwater', 'AdvanceClock', { Duration: '1m' });
    await page.goto(`/console/instances/ddoscoo/${id}?show=traffic`);
    const drawn = await page.getByRole('img', { name: /^Traffic\./ }).getAttribute('aria-label');
    const [, into, out] = /^Traffic\. In: at most (\d+) kbit\/s\. Out: at most (\d+) kbit\/s\. Refused as attack: at most [1-9]/.exec(drawn) ?? [];
    for (const kilobits of [into, out]) {
      assert.equal(kilobits >= KILOBITS_MAX / 2 && kilobits <= KILOBITS_MAX * 1.05, true, drawn);
    }
    await page.getByRole('img', { name: /^Connections\. .*Opened per second: at most [1-9]/ }).waitFor();
    await page.getByRole('table', { name: 'Attacks' }).getByRole('row', { name: `defense ${UDP_PORT}` }).waitFor();

    const dialog = await open(page, 'Release');
    await dialog.getByText('It cannot be released before its expiry:').waitFor();
    await dialog.getByText('It is still in use, looked at since').waitFor();
    const [, clients, connections, bytes] = await dialog.getByRole('row', { name: `tcp ${TCP_PORT}` }).getByRole('cell').allInnerTexts();
    assert.deepEqual([clients, connections, bytes], ['1', '1', '6 MB']);
    await dialog.getByText(/^Releasing it closes 1 open connection\. Releasing it cuts off \d+ or more clients that were seen since then\.$/).waitFor();
    await page.keyboard.press('Escape');
    await moveTo(page, 'Expiry');
    await untilStatus(page, 'Expired');

    await open(page, 'Release');
    await dialog.getByText('It is still in use, looked at since').waitFor();
    await dialog.getByRole('textbox').fill(id);
    const cutOff = new Promise((resolve) => socket.on('close', resolve));
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await page.waitForURL(/\/console\/?$/);
    await cutOff;
  } finally {
    socket?.destroy();
    origin.close();
  }
}));
