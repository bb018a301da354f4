import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectParent, type Parent } from '../../../../electron/engine/process/parent.ts';
import { heardAt, MadeUpParent, portPair } from '../../../support/made-up-ports.ts';

let host: MadeUpParent;
let parent: Parent;
beforeEach(() => {
  host = new MadeUpParent();
  Object.assign(process, { parentPort: host });
  parent = connectParent();
});
afterEach(() => void Reflect.deleteProperty(process, 'parentPort'));

describe('the engine, seen from a process that the shell started for it', () => {
  it('is spoken to by the port of the first message, and the shell hears none of it', () => {
    const { near, far } = portPair();
    const got = heardAt(far);
    host.say({ type: 'engine' }, near);
    parent.send({ n: 1 });
    expect(got.map(({ data }) => data)).toEqual([{ n: 1 }]);
    expect(host.told).toEqual([]);
  });
  it('hears what was said before its port was there, in order', () => {
    const { near, far } = portPair();
    const got = heardAt(far);
    parent.send({ n: 1 });
    parent.send({ n: 2 });
    host.say({ type: 'engine' }, near);
    parent.send({ n: 3 });
    expect(got.map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
  it('is heard in order, also what it said before anybody listened', () => {
    const { near, far } = portPair();
    far.start();
    host.say({ type: 'engine' }, near);
    far.postMessage({ n: 1 });
    far.postMessage({ n: 2 });
    const heard: unknown[] = [];
    parent.onMessage((message) => heard.push(message));
    far.postMessage({ n: 3 });
    expect(heard).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
  it('brings ports with its messages, early or late', () => {
    const { near, far } = portPair();
    host.say({ type: 'engine' }, near);
    const [early, late] = [portPair(), portPair()];
    far.postMessage('early', [early.near]);
    const heard: unknown[] = [];
    parent.onMessage((message, carried) => heard.push(message, carried));
    far.postMessage('late', [late.near]);
    far.postMessage('bare');
    expect(heard).toEqual(['early', early.near, 'late', late.near, 'bare', null]);
  });
  it('is the one of the first port, whatever comes later', () => {
    const [first, second] = [portPair(), portPair()];
    const got = heardAt(first.far);
    const none = heardAt(second.far);
    host.say({ type: 'no port' });
    host.say({ type: 'engine' }, first.near);
    host.say({ type: 'engine' }, second.near);
    parent.send({ n: 1 });
    expect(got).toHaveLength(1);
    expect(none).toHaveLength(0);
  });
  it('is gone when its port closes', () => {
    const gone = vi.fn();
    parent.onGone(gone);
    const { near, far } = portPair();
    host.say({ type: 'engine' }, near);
    expect(gone).not.toHaveBeenCalled();
    far.close();
    expect(gone).toHaveBeenCalledOnce();
  });
});
